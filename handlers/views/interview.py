"""The interview, submitted without taking a type."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.blocks import modals
from bot.service import look, triage
from bot.service.triage import Interviewed
from handlers.answers import interview_in
from handlers.door import office
from handlers.payload import Json, Submission


async def submitted(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Keep the answers, and show what they come to."""
    submission, desk = Submission.of(body), office(context)
    request = Interviewed(submission.incident, submission.user, interview_in(submission.form))
    await desk.ask_once(submission.key, triage.keep_answers, request)
    incident = await desk.ask(look.incident, submission.incident)
    await ack(response_action="update", view=modals.outcome(incident, desk.rules.library).view)
