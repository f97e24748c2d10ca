"""Buttons whose form has to look up what is on record of a system first."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.modals import of_systems
from bot.errors import StaleButton
from bot.service import look, systems
from handlers.door import office
from handlers.opening import questions, system_form
from handlers.payload import Click, Json


async def open_classification(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the classification questions with the incident as it is now."""
    click, desk = Click.of(body), office(context)
    form = await questions(desk, await desk.ask(look.incident, click.incident))
    await client.views_open(trigger_id=click.trigger, view=form.view)
    await ack()


async def open_record(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the record of a system."""
    click = Click.of(body)
    form = await system_form(office(context), _system(click))
    await client.views_open(trigger_id=click.trigger, view=form.view)
    await ack()


async def open_rehearsed(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the form for a rehearsal."""
    click, desk = Click.of(body), office(context)
    known = await desk.ask(systems.on_record, _system(click))
    form = of_systems.rehearsed(known.system.name, click.user, desk.clock.now().date())
    await client.views_open(trigger_id=click.trigger, view=form.view)
    await ack()


def _system(click: Click) -> str:
    if click.context.system is None:
        raise StaleButton(now="unknown")
    return click.context.system
