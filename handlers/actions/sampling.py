"""Labelling: one output after the other in one modal, each click a label; and the way to the form that finishes it."""

from collections.abc import Callable
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.modals import sampling as modals
from bot.errors import StaleButton
from bot.ids import Action
from bot.messages import Modal
from bot.service import sampling
from bot.service.desk import Desk
from bot.service.sampling import Label, Shown, Turn
from handlers.actions.live import show
from handlers.door import office
from handlers.payload import Click, Json


def _page(shown: Shown) -> Modal:
    return modals.page(shown.incident.number, shown.item, shown.page)


def _finish(shown: Shown) -> Modal:
    return modals.finish(shown.incident.number, shown.item, shown.page.labels)


OPENED: Final[dict[str, tuple[Callable[[Desk, Turn], Shown], Callable[[Shown], Modal]]]] = {
    Action.OPEN_LABELS: (sampling.page, _page),
    Action.LABEL_BACK: (sampling.page, _page),
    Action.LABEL_SKIP: (sampling.page, _page),
    Action.OPEN_FINISH: (sampling.before_finish, _finish),
}


async def turn(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Show an output or the form that finishes, in the modal where the click came from one."""
    click = Click.of(body)
    look, build = OPENED[click.action]
    request = Turn(click.incident, click.user, click.step, click.context.place)
    modal = build(await office(context).ask(look, request))
    if click.view is None:
        await client.views_open(trigger_id=click.trigger, view=modal.view)
    else:
        await show(modal, click, client, context["door"])
    await ack()


async def label(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Keep a label once, and turn to the next output."""
    click = Click.of(body)
    place, chosen = _place(click), click.action.partition(":")[2]
    await office(context).ask_once(
        click.key, sampling.label, Label(click.incident, click.user, click.step, place, chosen)
    )
    following = Turn(click.incident, click.user, click.step, behind=place)
    await show(_page(await office(context).ask(sampling.page, following)), click, client, context["door"])
    await ack()


def _place(click: Click) -> int:
    if click.context.place is None:
        raise StaleButton(now="unknown")
    return click.context.place
