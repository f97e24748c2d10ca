"""Modals that answer while they are filled in; ids of inputs stay, so Slack keeps what was typed."""

from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import modals
from bot.blocks.modals import levers
from bot.domain.classifying import suggestion_for
from bot.ids import INTERVIEW_FIELDS, Field
from bot.messages import Modal
from bot.service import look
from handlers.answers import harm_in, interview_in, ongoing_in, type_in
from handlers.door import Door, office
from handlers.opening import first_form
from handlers.payload import Click, Json

RECALCULATING: Final = (
    Field.TYPE,
    Field.HARMS,
    Field.CONTEXTS,
    Field.RAISES,
    Field.HARM_NOW,
    Field.ERROR_RATE,
    Field.ERROR_RATE_UNIT,
    Field.QUALITY,
    Field.QUALITY_UNIT,
)
RANKING: Final = INTERVIEW_FIELDS


async def recalculate(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Suggest a severity from the answers so far, and show the chosen type's definition."""
    click = Click.of(body)
    incident = await office(context).ask(look.incident, click.incident)
    answers = harm_in(click.form)
    shown = modals.classify(
        incident,
        office(context).rules.library,
        chosen_type=type_in(click.form),
        suggestion=suggestion_for(answers, ongoing_in(click.form) or incident.harm_ongoing),
        answers=answers,
        opened=click.context,
    )
    await show(shown, click, client, context["door"])
    await ack()


async def rank(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Rank the types by the interview's answers so far."""
    click = Click.of(body)
    incident = await office(context).ask(look.incident, click.incident)
    shown = modals.interviewing(incident, office(context).rules.library, interview_in(click.form))
    await show(shown, click, client, context["door"])
    await ack()


async def switch_mode(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Show the questions for "now" or for "plan ahead"; a plan has no title, so it is carried for the way back."""
    click = Click.of(body)
    mode = "plan" if click.choice == "plan" else "now"
    title = click.form.text(Field.TITLE) or click.context.title
    carried = click.context.model_copy(update={"title": title})
    shown = await first_form(office(context), mode, carried, title=title or "")
    await show(shown, click, client, context["door"])
    await ack()


async def show_lever(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Show what the chosen lever does, how long it usually takes, and what it asks."""
    click = Click.of(body)
    incident = await office(context).ask(look.incident, click.incident)
    offered = office(context).rules.library.catalogue.levers
    await show(levers.set_lever(incident, offered, chosen=click.choice), click, client, context["door"])
    await ack()


async def nothing(ack: AsyncAck) -> None:
    """Acknowledge an element that needs no answer, such as a link button."""
    await ack()


async def show(modal: Modal, click: Click, client: AsyncWebClient, door: Door) -> None:
    """Replace what the modal shows; of several quick clicks the newest wins."""
    if click.view is None or not door.newest.arrived(click.view, click.ts):
        return
    try:
        await client.views_update(view_id=click.view, hash=click.view_hash, view=modal.view)
    except SlackApiError as error:
        if error.response.get("error") != "hash_conflict":
            raise
        if door.newest.is_newest(click.view, click.ts):
            await client.views_update(view_id=click.view, view=modal.view)
