"""Trials of a fix, and variations of an attack."""

from dataclasses import dataclass

from bot.domain import verifying
from bot.domain.checklist import item_of
from bot.domain.records import RedTeamed
from bot.domain.verifying import Results
from bot.domain.works import RedTeam
from bot.errors import InvalidField
from bot.ids import Field
from bot.service import checklist
from bot.service.checklist import Recorded
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class PlanTrials:
    """What will be tried, and the rate (a share) that one can live with."""

    incident: int
    by: str
    step: str
    what: str
    tolerated: float


@dataclass(frozen=True, slots=True)
class TakeResults:
    """What fixed trials came to."""

    incident: int
    by: str
    step: str
    found: Results


def plan(desk: Desk, request: PlanTrials) -> None:
    """Fix trials before they are run."""
    before = desk.incident(request.incident)
    change = verifying.plan(before, request.step, request.what, request.tolerated, request.by, desk.now)
    desk.keep(before, change)
    desk.get_to_know(request.by)


def results(desk: Desk, request: TakeResults) -> None:
    """Take their results."""
    before = desk.incident(request.incident)
    desk.keep(before, verifying.results(before, request.step, request.found, request.by, desk.now))
    desk.get_to_know(request.by)


def variations(desk: Desk, request: Recorded) -> None:
    """Take counted variations; too few want a reason.

    Raises:
        InvalidField: there are too few, and nothing says why.
    """
    work = item_of(desk.incident(request.incident).checklist, request.step).work
    tried = sum(row.tried for row in request.record.families) if isinstance(request.record, RedTeamed) else 0
    if isinstance(work, RedTeam) and tried < work.least and not request.note:
        raise InvalidField(field=Field.NOTE, problem="too_few_variations", least=work.least, count=tried)
    checklist.record(desk, request)
