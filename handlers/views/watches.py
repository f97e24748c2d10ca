"""From the forms of the watch to what is watched, seen again, or closed without it."""

from datetime import datetime

from bot.blocks.modals.watching import FALSE_ALARM
from bot.domain.watch import Unwatched
from bot.domain.watching import Plan
from bot.ids import Field
from bot.limits import LONGEST
from bot.service.watch import Begin, Regression
from handlers.form import Form
from handlers.payload import Submission


def begun(submission: Submission, _now: datetime) -> Begin:
    """Who signs for the system, and what is watched."""
    form = submission.form
    watched = form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Begin(submission.incident, submission.user, Plan(form.optional_person(Field.OWNER), watched))


def regressed(submission: Submission, _now: datetime) -> Regression:
    """What is seen."""
    note = submission.form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    return Regression(submission.incident, submission.user, note)


def unwatched(form: Form) -> Unwatched | None:
    """Whether, and why, an incident is closed without its watch; None when nothing was ticked."""
    ticked = form.ticked(Field.UNWATCHED)
    if not ticked:
        return None
    reason = form.text(Field.UNWATCHED_REASON, limit=LONGEST[Field.UNWATCHED_REASON])
    return Unwatched(reason, false_alarm=FALSE_ALARM in ticked)
