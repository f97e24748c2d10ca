"""The Home's own buttons: each opens a modal that belongs to no incident yet."""

from collections.abc import Awaitable, Callable
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import modals, posts
from bot.blocks.modals.choices import Mode
from bot.ids import Action
from bot.messages import Context, Modal
from bot.service.desk import Office
from handlers.door import office
from handlers.opening import first_form
from handlers.payload import Click, Json


async def _help(office: Office) -> Modal:
    return modals.help_page(posts.help_parts(office.rules.printer))


OPENED: Final[dict[str, Callable[[Office], Awaitable[Modal]]]] = {
    Action.DECLARE: lambda office: first_form(office, Mode.NOW, Context()),
    Action.PLAN: lambda office: first_form(office, Mode.PLAN, Context()),
    Action.HELP: _help,
}


async def open_form(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the button's modal."""
    click = Click.of(body)
    form = await OPENED[click.action](office(context))
    await client.views_open(trigger_id=click.trigger, view=form.view)
    await ack()
