"""The classification questions, submitted."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.blocks.modals import choices
from bot.domain.classifying import Decision
from bot.domain.taxonomy import HarmOngoing, Severity
from bot.ids import Field
from bot.limits import LONGEST
from bot.service import classify
from bot.service.classify import Classification
from handlers.answers import answers_in, ongoing_in, type_in
from handlers.door import office
from handlers.form import Form
from handlers.payload import Json, Submission


async def submitted(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Store the answers; the severity that counts is computed again from them."""
    submission = Submission.of(body)
    request = Classification(
        incident=submission.incident,
        by=submission.user,
        answers=answers_in(submission.form, office(context).clock.now()),
        type=type_in(submission.form),
        decision=_decision(submission.form),
        opened_with=submission.context.answers,
        harm_ongoing=_ongoing(submission),
    )
    await office(context).ask_once(submission.key, classify.classify, request)
    await ack()


def _ongoing(submission: Submission) -> HarmOngoing | None:
    """Only what the person changed: somebody else may have said it while the form was open."""
    said = ongoing_in(submission.form)
    return None if said == submission.context.ongoing else said


def _decision(form: Form) -> Decision:
    reason = form.text(Field.REASON, limit=LONGEST[Field.REASON])
    if form.choice(Field.DECIDED_SEVERITY) in {None, choices.AS_SUGGESTED}:
        return Decision(None, reason)
    return Decision(form.chosen(Field.DECIDED_SEVERITY, Severity), reason)
