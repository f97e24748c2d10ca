"""From the forms of a staged exposure to their requests."""

from datetime import datetime

from bot.domain.rolling_out import Seen
from bot.errors import StaleButton
from bot.ids import Field
from bot.limits import LONGEST
from bot.messages import Context
from bot.service.rollout import GoingBack, Reaching
from handlers.payload import Submission


def reached(submission: Submission, _now: datetime) -> Reaching:
    """A stage that was reached, and what is seen there."""
    step, percent = stage_of(submission.context)
    seen = Seen(percent, submission.form.required(Field.NOTE, limit=LONGEST[Field.NOTE]))
    return Reaching(submission.incident, submission.user, step, seen)


def back(submission: Submission, _now: datetime) -> GoingBack:
    """Why the fix is taken back."""
    reason = submission.form.required(Field.REASON, limit=LONGEST[Field.REASON])
    return GoingBack(submission.incident, submission.user, number_of(submission.context), reason)


def stage_of(context: Context) -> tuple[str, int]:
    """Return the step and the stage that a button or a form is about.

    Raises:
        StaleButton: it does not say.
    """
    step, _, percent = (context.step or "").rpartition(":")
    return step, _whole(percent)


def number_of(context: Context) -> int:
    """Return which exposure a button or a form is about.

    Raises:
        StaleButton: it does not say.
    """
    return _whole(context.step or "")


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise StaleButton(now="unknown")
    return int(text)
