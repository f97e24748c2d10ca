"""The forms of a rollback: the first question leads on to the decision, the others are requests."""

from datetime import datetime

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.blocks.modals import rolling
from bot.blocks.modals.gate import HELD
from bot.domain.rollback import Futile, Stage, checked
from bot.domain.systems import Part
from bot.errors import InvalidField, StaleButton
from bot.ids import Field
from bot.limits import LONGEST
from bot.messages import Context, Modal
from bot.service import rollback
from bot.service.desk import Office
from bot.service.rollback import AtStage, Deciding, Declining
from handlers.door import office
from handlers.form import Form
from handlers.payload import Json, Submission


async def considered(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Go on to the decision, or record that a rollback would not help and show what does."""
    submission = Submission.of(body)
    reasons = tuple(reason for reason in Futile if reason in submission.form.all_ticked(Field.FUTILE, Futile))
    lead_on = _declined if reasons else _deciding
    following = await lead_on(submission, reasons, office(context))
    await ack(response_action="update", view=following.view)


async def _declined(submission: Submission, reasons: tuple[Futile, ...], desk: Office) -> Modal:
    note = submission.form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    request = Declining(submission.incident, submission.user, reasons, note, submission.context.step)
    await desk.ask_once(submission.key, rollback.decline, request)
    return rolling.instead(rollback.helping(reasons, desk.rules.library.catalogue))


async def _deciding(submission: Submission, _reasons: tuple[Futile, ...], desk: Office) -> Modal:
    found = await desk.ask(rollback.consider, submission.incident)
    return rolling.decide(found.incident, found.system, found.readiness, submission.context.step)


def decision(submission: Submission, _now: datetime) -> Deciding:
    """From which bundle to which; a target that was typed goes before one that was offered."""
    form = submission.form
    before, after = form.required(Field.RUNNING, limit=LONGEST[Field.RUNNING]), _target(form)
    if before == after:
        raise InvalidField(field=Field.RUNNING, problem="same_bundle")
    parts = form.all_ticked(Field.PARTS, Part)
    if not parts:
        raise InvalidField(field=Field.PARTS, problem="empty")
    held = form.choice(Field.HELD)
    return Deciding(
        incident=submission.incident,
        by=submission.user,
        before=before,
        after=after,
        parts=tuple(part for part in Part if part in parts),
        criteria=form.required(Field.CRITERIA, limit=LONGEST[Field.CRITERIA]),
        step=submission.context.step,
        held=None if held is None else held == HELD,
    )


def _target(form: Form) -> str:
    typed = form.text(Field.OTHER_TARGET, limit=LONGEST[Field.OTHER_TARGET])
    return typed or form.choice(Field.TARGET) or form.required(Field.TARGET, limit=LONGEST[Field.TARGET])


def stage_passed(submission: Submission, _now: datetime) -> AtStage:
    """What a stage asked for."""
    number, stage = place_of(submission.context)
    return AtStage(submission.incident, submission.user, number, stage, _said(submission.form, stage))


def aborted(submission: Submission, _now: datetime) -> AtStage:
    """Why it is given up."""
    number, stage = place_of(submission.context)
    reason = submission.form.required(Field.REASON, limit=LONGEST[Field.REASON])
    return AtStage(submission.incident, submission.user, number, stage, reason)


def place_of(context: Context) -> tuple[int, Stage]:
    """Return which rollback a button or a form is about, and at which stage.

    Raises:
        StaleButton: it does not say.
    """
    number, _, stage = (context.step or "").partition(":")
    if not number.isdecimal() or stage not in set(Stage):
        raise StaleButton(now="unknown")
    return int(number), Stage(stage)


def _said(form: Form, stage: Stage) -> str:
    note = form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    if stage is Stage.TARGET:
        held = [int(place) for place in form.ticked(Field.HOLDS) if place.isdecimal()]
        return " ".join(filter(None, (checked(held), note)))
    if stage is Stage.USERS and form.choice(Field.NOTICEABLE) == rolling.NO:
        return " ".join(filter(None, ("The quality did not change noticeably.", note)))
    said = form.required(Field.NOTE, limit=LONGEST[Field.NOTE])
    return f"The quality changed noticeably, and users were told: {said}" if stage is Stage.USERS else said
