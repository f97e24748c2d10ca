"""From a submitted modal to the request of its use case."""

from datetime import datetime

from bot.blocks.modals.gate import HELD
from bot.domain.incident import Factor, Lesson, NotedChange, PreventionAction, Role
from bot.domain.taxonomy import ChangeKind, Layer, Severity
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.service.checklist import OnStep
from bot.service.classify import SetSeverity, SetType
from bot.service.command import AssignRole, HandOver
from bot.service.ending import Closing, WithWords
from bot.service.gate import StepAnswered
from bot.service.quarantine import Put
from bot.service.restrict import Restriction
from bot.service.review import Noted
from bot.service.updates import PostUpdate, Snooze
from handlers.form import Form
from handlers.payload import Submission
from handlers.views.levers import fates
from handlers.views.watches import unwatched


def status_update(submission: Submission, _now: datetime) -> PostUpdate:
    """What we know, what we do, customer impact, next update."""
    form = submission.form
    return PostUpdate(
        incident=submission.incident,
        by=submission.user,
        known=form.required(Field.KNOWN, limit=LONGEST[Field.KNOWN]),
        doing=form.required(Field.DOING, limit=LONGEST[Field.DOING]),
        impact=form.required(Field.IMPACT, limit=LONGEST[Field.IMPACT]),
        following=form.span(Field.NEXT_UPDATE),
    )


def severity(submission: Submission, _now: datetime) -> SetSeverity:
    """A severity, and why."""
    form = submission.form
    chosen = form.chosen(Field.SEVERITY, Severity)
    if chosen is None:
        raise InvalidField(field=Field.SEVERITY, problem="empty")
    reason = form.text(Field.REASON, limit=LONGEST[Field.REASON])
    return SetSeverity(incident=submission.incident, by=submission.user, severity=chosen, reason=reason)


def incident_type(submission: Submission, _now: datetime) -> SetType:
    """A type, and what else is suspected."""
    form = submission.form
    chosen, ticked, shown = _chosen(form, Field.TYPE), form.ticked(Field.SUSPECTED), submission.context.shown or ()
    return SetType(
        incident=submission.incident,
        by=submission.user,
        type=chosen,
        suspected=tuple(slug for slug in ticked if slug not in shown),
        dropped=tuple(slug for slug in shown if slug not in ticked),
    )


def role(submission: Submission, _now: datetime) -> AssignRole:
    """A role and a person."""
    chosen = submission.form.chosen(Field.ROLE, Role)
    if chosen is None:
        raise InvalidField(field=Field.ROLE, problem="empty")
    to = submission.form.person(Field.PERSON)
    return AssignRole(incident=submission.incident, by=submission.user, role=chosen, to=to)


def noted_step(submission: Submission, _now: datetime) -> OnStep:
    """A step that is done, and what was found."""
    note = submission.form.required(Field.NOTE, limit=LONGEST[Field.NOTE])
    return OnStep(submission.incident, submission.user, submission.step, note)


def skipped_step(submission: Submission, _now: datetime) -> OnStep:
    """The reason for skipping a step."""
    reason = submission.form.required(Field.REASON, limit=LONGEST[Field.REASON])
    return OnStep(submission.incident, submission.user, submission.step, reason)


def gate(submission: Submission, _now: datetime) -> StepAnswered:
    """Whether the evidence is held."""
    held = held_in(submission.form)
    if held is None:
        raise InvalidField(field=Field.HELD, problem="empty")
    return StepAnswered(submission.incident, submission.user, submission.step, held)


def held_in(form: Form) -> bool | None:
    """What was answered to the question before something alters the system; None when nothing was."""
    chosen = form.choice(Field.HELD)
    return None if chosen is None else chosen == HELD


def quarantined(submission: Submission, _now: datetime) -> Put:
    """A text and its label."""
    form = submission.form
    label = form.required(Field.LABEL, limit=LONGEST[Field.LABEL])
    text = form.required(Field.QUARANTINED, limit=LONGEST[Field.QUARANTINED])
    return Put(submission.incident, submission.user, label, text)


def snooze(submission: Submission, _now: datetime) -> Snooze:
    """How long, and why."""
    return Snooze(
        incident=submission.incident,
        by=submission.user,
        wait=submission.form.span(Field.MINUTES),
        reason=submission.form.required(Field.REASON, limit=LONGEST[Field.REASON]),
    )


def hand_over(submission: Submission, _now: datetime) -> HandOver:
    """The successor."""
    return HandOver(incident=submission.incident, by=submission.user, to=submission.form.person(Field.PERSON))


def with_note(submission: Submission, _now: datetime) -> WithWords:
    """A note."""
    note = submission.form.required(Field.NOTE, limit=LONGEST[Field.NOTE])
    return WithWords(incident=submission.incident, by=submission.user, words=note)


def with_reason(submission: Submission, _now: datetime) -> WithWords:
    """A reason."""
    reason = submission.form.required(Field.REASON, limit=LONGEST[Field.REASON])
    return WithWords(incident=submission.incident, by=submission.user, words=reason)


def resolve(submission: Submission, _now: datetime) -> Closing:
    """A note, what becomes of the levers, and the confirmation that the list was read."""
    form = submission.form
    if not form.ticked(Field.CONFIRM):
        raise InvalidField(field=Field.CONFIRM, problem="confirm")
    return Closing(
        incident=submission.incident,
        by=submission.user,
        words=form.required(Field.NOTE, limit=LONGEST[Field.NOTE]),
        levers=fates(form),
        left_on=form.text(Field.LEFT_ON, limit=LONGEST[Field.LEFT_ON]),
        unwatched=unwatched(form),
    )


def restriction(submission: Submission, _now: datetime) -> Restriction:
    """Where the content is, if that can be said."""
    reference = submission.form.text(Field.REASON, limit=LONGEST[Field.REASON])
    return Restriction(submission.incident, submission.user, reference)


def factor(submission: Submission, now: datetime) -> Noted:
    """A contributing factor."""
    form = submission.form
    layer = form.chosen(Field.LAYER, Layer)
    if layer is None:
        raise InvalidField(field=Field.LAYER, problem="empty")
    what = Factor(
        layer=layer,
        text=form.required(Field.TEXT, limit=LONGEST[Field.TEXT]),
        began_at=form.past_moment(Field.BEGAN_AT, now),
        detected_at=form.past_moment(Field.DETECTED_AT, now),
        fixed_at=form.past_moment(Field.FIXED_AT, now),
    )
    return Noted(submission.incident, submission.user, what)


def lesson(submission: Submission, _now: datetime) -> Noted:
    """What went well or was hard."""
    text = submission.form.required(Field.TEXT, limit=LONGEST[Field.TEXT])
    kind = _chosen(submission.form, Field.LESSON_KIND)
    what = Lesson(lesson="went_well" if kind == "went_well" else "was_hard", text=text)
    return Noted(submission.incident, submission.user, what)


def action(submission: Submission, _now: datetime) -> Noted:
    """A prevention action with owner and date."""
    form = submission.form
    text = form.required(Field.TEXT, limit=LONGEST[Field.TEXT])
    what = PreventionAction(text=text, owner=form.person(Field.OWNER), due_on=form.day(Field.DUE_ON))
    return Noted(submission.incident, submission.user, what)


def change(submission: Submission, now: datetime) -> Noted:
    """Something that changed, and when."""
    form = submission.form
    kind, at = form.chosen(Field.CHANGE_KIND, ChangeKind), form.past_moment(Field.CHANGED_AT, now)
    if kind is None or at is None:
        raise InvalidField(field=Field.CHANGE_KIND if kind is None else Field.CHANGED_AT, problem="empty")
    text = form.required(Field.TEXT, limit=LONGEST[Field.TEXT])
    return Noted(submission.incident, submission.user, NotedChange(change=kind, text=text, at=at))


def _chosen(form: Form, field: Field) -> str:
    value = form.choice(field)
    if value is None:
        raise InvalidField(field=field, problem="empty")
    return value
