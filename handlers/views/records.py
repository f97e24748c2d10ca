"""From a step's submitted form to what was recorded."""

from datetime import datetime

from bot.domain.records import Decided, PastOutputs, Reached, Record
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.service.checklist import Recorded
from bot.service.finding import Draft, Measurement, Notification, Taken
from handlers.payload import Submission


def decision(submission: Submission, _now: datetime) -> Recorded:
    """One of several answers, or several of them."""
    form = submission.form
    one = form.choice(Field.CHOSEN)
    chosen = (one,) if one else form.ticked(Field.CHOSEN)
    if not chosen:
        raise InvalidField(field=Field.CHOSEN, problem="empty")
    return recorded(submission, Decided(chosen=chosen))


def measurement(submission: Submission, _now: datetime) -> Measurement:
    """A number, and what it rests on."""
    form = submission.form
    value, n = form.number(Field.VALUE), form.count(Field.COUNT)
    if value is None:
        raise InvalidField(field=Field.VALUE, problem="empty")
    taken = Taken(value, n, form.required(Field.WINDOW, limit=LONGEST[Field.WINDOW]), form.number(Field.BASELINE))
    note = form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Measurement(submission.incident, submission.user, submission.step, taken, note)


def notification(submission: Submission, _now: datetime) -> Notification:
    """What groups are told."""
    form = submission.form
    message = form.required(Field.MESSAGE, limit=LONGEST[Field.MESSAGE])
    note = form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Notification(submission.incident, submission.user, submission.step, message, note)


def notice(submission: Submission, _now: datetime) -> Draft:
    """A drafted notice."""
    form = submission.form
    text = form.required(Field.NOTICE_TEXT, limit=LONGEST[Field.NOTICE_TEXT])
    note = form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Draft(submission.incident, submission.user, submission.step, text, note)


def past_outputs(submission: Submission, now: datetime) -> Recorded:
    """The account of past outputs."""
    form = submission.form
    began, ended = form.past_moment(Field.BEGAN_AT, now), form.past_moment(Field.ENDED_AT, now)
    if began and ended and ended < began:
        raise InvalidField(field=Field.ENDED_AT, problem="before_it_began")
    record = PastOutputs(
        began_at=began,
        ended_at=ended,
        query=form.required(Field.QUERY, limit=LONGEST[Field.QUERY]),
        outputs=form.count(Field.OUTPUTS),
        users=form.count(Field.USERS),
        decisions=form.count(Field.DECISIONS),
        actions=form.count(Field.DOWNSTREAM),
        seen=form.chosen(Field.SEEN, Reached) or Reached.UNKNOWN,
        recalled=form.count(Field.RECALLED),
        corrected=form.count(Field.CORRECTED),
    )
    return recorded(submission, record)


def recorded(submission: Submission, record: Record) -> Recorded:
    """What was recorded, with the note beside it."""
    note = submission.form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Recorded(submission.incident, submission.user, submission.step, record, note)
