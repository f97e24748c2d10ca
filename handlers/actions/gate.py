"""The two buttons of a step that alters the system: the answer is kept, then the step's form opens if it has one."""

from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.ids import Action
from bot.service import gate
from bot.service.gate import StepAnswered
from handlers.actions import recording
from handlers.door import office
from handlers.payload import Click, Json

ANSWERS: Final[dict[str, bool]] = {Action.EVIDENCE_HELD: True, Action.EVIDENCE_NOT_HELD: False}


async def serve(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Take the answer once, however often Slack delivers it."""
    click = Click.of(body)
    request = StepAnswered(click.incident, click.user, click.step, ANSWERS[click.action])
    await office(context).ask_once(click.key, gate.answer_step, request)
    form = await recording.form_of(click, office(context))
    if form is not None:
        await client.views_open(trigger_id=click.trigger, view=form.view)
    await ack()
