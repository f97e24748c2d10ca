"""The classification form's answers, read while it is filled in and when it is submitted."""

from datetime import datetime

from bot.domain.incident import Answers
from bot.domain.raises import Raise
from bot.domain.taxonomy import UNCLASSIFIED, Harm, HarmOngoing, NoticedBy
from bot.domain.triage import Measure
from bot.errors import InvalidField
from bot.ids import INTERVIEW_FIELDS, Field
from bot.limits import LONGEST
from handlers.form import Form


def answers_in(form: Form, now: datetime) -> Answers:
    """What is answered so far.

    Raises:
        InvalidField: an answer that cannot be.
    """
    harm = harm_in(form)
    return Answers(
        system=form.text(Field.SYSTEM, limit=LONGEST[Field.SYSTEM]),
        purpose=form.text(Field.PURPOSE, limit=LONGEST[Field.PURPOSE]),
        affected=form.text(Field.AFFECTED, limit=LONGEST[Field.AFFECTED]),
        blast_radius=form.text(Field.BLAST_RADIUS, limit=LONGEST[Field.BLAST_RADIUS]),
        began_at=form.past_moment(Field.BEGAN_AT, now),
        noticed_by=form.chosen(Field.NOTICED_BY, NoticedBy),
        harms=harm.harms,
        error_rate=harm.error_rate,
        quality=harm.quality,
        raises=harm.raises,
    )


def harm_in(form: Form) -> Answers:
    """Only what a severity is suggested from: a slip elsewhere is told beside its field, at the submission.

    Raises:
        InvalidField: a number that is none.
    """
    return Answers(
        harms=form.all_ticked(Field.HARMS, Harm) | form.all_ticked(Field.CONTEXTS, Harm),
        error_rate=_measure(form, Field.ERROR_RATE, Field.ERROR_RATE_UNIT),
        quality=_measure(form, Field.QUALITY, Field.QUALITY_UNIT),
        raises=form.all_ticked(Field.RAISES, Raise),
    )


def ongoing_in(form: Form) -> HarmOngoing | None:
    """Whether harm is going on, where the form asks for it."""
    return form.chosen(Field.HARM_NOW, HarmOngoing)


def interview_in(form: Form) -> tuple[str, ...]:
    """The ids of the interview's answers so far."""
    one_each = (form.choice(field) for field in INTERVIEW_FIELDS)
    several = (answer for field in INTERVIEW_FIELDS for answer in form.ticked(field))
    return tuple(answer for answer in (*one_each, *several) if answer is not None)


def type_in(form: Form) -> str | None:
    """The chosen type's slug; None for "not sure yet"."""
    chosen = form.choice(Field.TYPE)
    return None if chosen in {None, UNCLASSIFIED} else chosen


def _measure(form: Form, number: Field, unit: Field) -> Measure | None:
    value = form.number(number)
    if value is None:
        return None
    chosen = form.choice(unit)
    if chosen is None:
        raise InvalidField(field=unit, problem="unit_needed")
    return Measure(value=value, unit="points" if chosen == "points" else "relative")
