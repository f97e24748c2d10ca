"""From the forms of levers to what is set, seen and settled."""

from collections.abc import Mapping
from datetime import datetime

from bot.blocks.modals.gate import HELD
from bot.domain.lever_board import ScoreMove, Stricter
from bot.domain.levers import Fate
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.service.levers import OnLever, PullForStep, SetOne, Told
from handlers.form import Form
from handlers.payload import Submission

_MOST_MINUTES = 10_080


def set_one(submission: Submission, _now: datetime) -> SetOne:
    """One lever, of the catalogue or of the incident's own."""
    form = submission.form
    title = form.text(Field.OWN_LEVER, limit=LONGEST[Field.OWN_LEVER])
    return SetOne(submission.incident, submission.user, form.choice(Field.LEVER), title, _told(submission))


def pulled(submission: Submission, _now: datetime) -> PullForStep:
    """The levers of a step."""
    note = submission.form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    chosen = submission.form.ticked(Field.LEVERS)
    return PullForStep(submission.incident, submission.user, submission.step, chosen, _told(submission), note)


def effect(submission: Submission, _now: datetime) -> OnLever:
    """What a lever does."""
    words = submission.form.required(Field.NOTE, limit=LONGEST[Field.NOTE])
    return OnLever(submission.incident, submission.user, submission.lever, words)


def fates(form: Form) -> Mapping[int, Fate]:
    """What becomes of each lever, by its number."""
    return {int(row): fate for row, fate in form.rows(Field.LEVER_END, Fate).items()}


def _told(submission: Submission) -> Told:
    form = submission.form
    return Told(
        owner=form.optional_person(Field.OWNER) or submission.user,
        minutes=_minutes(form),
        said=form.text(Field.SAID, limit=LONGEST[Field.SAID]),
        score=_score(form),
        held=_held(form),
    )


def _minutes(form: Form) -> int | None:
    minutes = form.number(Field.EXPECTED)
    if minutes is not None and (minutes != int(minutes) or not 1 <= minutes <= _MOST_MINUTES):
        raise InvalidField(field=Field.EXPECTED, problem="not_minutes", limit=_MOST_MINUTES)
    return int(minutes) if minutes is not None else None


def _held(form: Form) -> bool | None:
    chosen = form.choice(Field.HELD)
    return chosen == HELD if chosen else None


def _score(form: Form) -> ScoreMove | None:
    stricter = form.chosen(Field.STRICTER, Stricter)
    before, after = form.number(Field.SCORE_BEFORE), form.number(Field.SCORE_AFTER)
    if stricter is None or before is None or after is None:
        return None
    return ScoreMove(stricter=stricter, before=before, after=after)
