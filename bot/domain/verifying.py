"""Verifying a fix: trials that are fixed beforehand, and what their results settle."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import checklist as checklists
from bot.domain import preparing, statistics, working
from bot.domain.checklist import Finding
from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.domain.incident import Change, Incident
from bot.domain.records import TrialPlan, Tried
from bot.errors import StaleButton


@dataclass(frozen=True, slots=True)
class Results:
    """What trials came to; `settles` closes the step although they do not show what they were to show."""

    n: int
    failures: int
    settles: bool = False
    note: str | None = None


def plan(incident: Incident, step: str, what: str, tolerated: float, by: str, now: datetime) -> Change:
    """Fix trials: as many as show a rate below the tolerated one if none of them fails.

    Raises:
        UnknownStep, StepAlready, StaleButton, Restricted, WrongStatus: they cannot be.
    """
    incident.require_running()
    incident.require_unrestricted()
    item = checklists.item_of(incident.checklist, step)
    fixed = TrialPlan(what=what, tolerated=tolerated, planned=statistics.trials_needed(tolerated), by=by, at=now)
    after = preparing.plan_trials(incident.checklist, step, fixed)
    again = item.record is not None
    event = TrialsPlanned(at=now, by=by, step=step, text=item.text, plan=fixed, again=again)
    return Change(incident.having(checklist=after), (event,))


def results(incident: Incident, step: str, found: Results, by: str, now: datetime) -> Change:
    """Take the results of fixed trials: the step is done if they hold, or if the person closes it all the same.

    Raises:
        UnknownStep, StepAlready, StepGated, StaleButton, Restricted, WrongStatus: they cannot be taken.
    """
    incident.require_running()
    incident.require_unrestricted()
    item = checklists.item_of(incident.checklist, step)
    if item.plan is None:
        raise StaleButton(now="unknown")
    record = tried(item.plan, found)
    if record.holds or found.settles:
        return working.complete(incident, step, by, now, Finding(found.note, record))
    after = preparing.note_results(incident.checklist, step, record)
    event = TrialsFellShort(at=now, by=by, step=step, text=item.text, record=record)
    return Change(incident.having(checklist=after), (event,))


def tried(fixed: TrialPlan, found: Results) -> Tried:
    """Hold results against their plan."""
    upper = statistics.upper_bound(found.failures, found.n)
    return Tried(
        what=fixed.what,
        tolerated=fixed.tolerated,
        planned=fixed.planned,
        n=found.n,
        failures=found.failures,
        upper=upper,
    )
