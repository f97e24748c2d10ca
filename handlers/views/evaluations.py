"""From the forms that verify and compare to what was found."""

from datetime import datetime

from bot.blocks.modals.evaluating import HELPS
from bot.domain.records import AttackFamily, Compared, RedTeamed
from bot.domain.statistics import compared
from bot.domain.verifying import Results
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.service.checklist import Recorded
from bot.service.verify import PlanTrials, TakeResults
from handlers.form import Form
from handlers.lines import Row, rows
from handlers.payload import Submission
from handlers.views.records import recorded

_MOST_TRIALS = 1_000_000
_LOWEST_RATE, _HIGHEST_RATE = 0.01, 99


def plan(submission: Submission, _now: datetime) -> PlanTrials:
    """What is tried, and the rate that one can live with."""
    form = submission.form
    rate = form.number(Field.TOLERATED)
    if rate is None or not _LOWEST_RATE <= rate <= _HIGHEST_RATE:
        raise InvalidField(field=Field.TOLERATED, problem="not_a_rate")
    what = form.required(Field.WHAT, limit=LONGEST[Field.WHAT])
    return PlanTrials(submission.incident, submission.user, submission.step, what, rate / 100)


def results(submission: Submission, _now: datetime) -> TakeResults:
    """How many trials were run, and how many failed."""
    form = submission.form
    n, failures = _count(form, Field.TRIALS, least=1), _count(form, Field.FAILURES, least=0)
    if failures > n:
        raise InvalidField(field=Field.FAILURES, problem="more_than_all")
    note = form.text(Field.NOTE, limit=LONGEST[Field.NOTE])
    found = Results(n, failures, settles=bool(form.ticked(Field.SETTLES)), note=note)
    return TakeResults(submission.incident, submission.user, submission.step, found)


def groups(submission: Submission, _now: datetime) -> Recorded:
    """Groups of people with their outcomes, compared."""
    form = submission.form
    direction = form.choice(Field.DIRECTION)
    if direction is None:
        raise InvalidField(field=Field.DIRECTION, problem="empty")
    record = Compared(
        outcome=form.required(Field.OUTCOME, limit=LONGEST[Field.OUTCOME]),
        helps=direction == HELPS,
        window=form.required(Field.WINDOW, limit=LONGEST[Field.WINDOW]),
        groups=compared(_groups(form), helps=direction == HELPS),
    )
    return recorded(submission, record)


def _groups(form: Form) -> tuple[tuple[str, int, int], ...]:
    typed = form.required(Field.GROUPS, limit=LONGEST[Field.GROUPS])
    found = tuple((row.name, row.counts[0], row.counts[1]) for row in rows(typed, Field.GROUPS, (2,)))
    if len(found) == 1:
        raise InvalidField(field=Field.GROUPS, problem="one_group")
    for name, n, outcomes in found:
        if n == 0 or outcomes > n:
            raise InvalidField(field=Field.GROUPS, problem="more_than_all_in", name=name)
    return found


def variations(submission: Submission, _now: datetime) -> Recorded:
    """Variations of an attack by family; how many are too few the use case knows."""
    typed = submission.form.required(Field.FAMILIES, limit=LONGEST[Field.FAMILIES])
    families = tuple(map(_family, rows(typed, Field.FAMILIES, (2, 4))))
    return recorded(submission, RedTeamed(families=families))


def _family(row: Row) -> AttackFamily:
    tried, through, *after = row.counts
    tried_after, through_after = after or (0, 0)
    if through > tried or through_after > tried_after:
        raise InvalidField(field=Field.FAMILIES, problem="more_than_all_in", name=row.name)
    return AttackFamily(
        family=row.name,
        tried=tried,
        bypassed=through,
        tried_after=tried_after,
        bypassed_after=through_after,
    )


def _count(form: Form, field: Field, *, least: int) -> int:
    number = form.count(field)
    if number is None:
        raise InvalidField(field=field, problem="empty")
    if not least <= number <= _MOST_TRIALS:
        raise InvalidField(field=field, problem="not_a_count", least=least)
    return number
