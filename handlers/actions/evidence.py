"""The buttons that open the form for evidence: in messages, and in the modal that tells what is held."""

from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.modals import evidence
from bot.domain.checklist import item_of
from bot.domain.incident import Incident
from bot.messages import Modal
from bot.service import look
from bot.service.desk import Office
from handlers.door import office
from handlers.payload import Click, Json

_LIST: Final = "list"


def form_of(incident: Incident, office: Office, step: str | None = None) -> Modal:
    """The form, with the kinds of evidence of the incident's type."""
    return evidence.hand_in(incident, office.rules.library.evidence_kinds(incident.type), step)


def asked_for(incident: Incident, words: str, office: Office) -> Modal:
    """What the command shows: the form, or the list of what is held where it was asked for."""
    if words.lower() == _LIST:
        return evidence.handed_in(incident, office.rules.library.evidence_kinds(incident.type))
    return form_of(incident, office)


async def open_form(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the form, on top of the modal that was pressed in; a step that is settled is left alone."""
    click = Click.of(body)
    incident = await office(context).ask(look.incident, click.incident)
    step = click.context.step
    is_open = step is not None and not item_of(incident.checklist, step).is_settled
    form = form_of(incident, office(context), step if is_open else None)
    opens = client.views_push if click.in_modal else client.views_open
    await opens(trigger_id=click.trigger, view=form.view)
    await ack()
