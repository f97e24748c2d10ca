"""From a step's submitted form to what was recorded."""

from datetime import datetime

from bot.domain.records import Decided, Record
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.service.checklist import Recorded
from handlers.payload import Submission


def decision(submission: Submission, _now: datetime) -> Recorded:
    """One of several answers, or several of them."""
    form = submission.form
    one = form.choice(Field.CHOSEN)
    chosen = (one,) if one else form.ticked(Field.CHOSEN)
    if not chosen:
        raise InvalidField(field=Field.CHOSEN, problem="empty")
    return recorded(submission, Decided(chosen=chosen))


def recorded(submission: Submission, record: Record) -> Recorded:
    """What was recorded, with the note beside it."""
    note = submission.form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Recorded(submission.incident, submission.user, submission.step, record, note)
