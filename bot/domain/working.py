"""Work on the checklist: each click is a transition, and a settled phase brings the next."""

from datetime import datetime

from bot.domain import checklist as checklists
from bot.domain.checklist import NOTHING, Checklist, Finding
from bot.domain.events import Event, PhaseAdvanced, StepAssigned, StepDone, StepSkipped, StepUndone
from bot.domain.incident import Change, Incident
from bot.domain.works import COPYING
from bot.errors import StaleButton


def complete(incident: Incident, step: str, by: str | None, now: datetime, finding: Finding = NOTHING) -> Change:
    """Mark a step as done, with what came of it.

    Raises:
        UnknownStep, StepAlready, StepGated, WrongStatus: it cannot be.
        Restricted: what it records would copy content that may be illegal to possess.
    """
    incident.require_running()
    item = checklists.item_of(incident.checklist, step)
    if item.copies or item.work.kind in COPYING:
        incident.require_unrestricted()
    after = checklists.complete(incident.checklist, step, by, now, finding)
    found = {"note": finding.note, "record": finding.record}
    done = StepDone(at=now, by=by, step=step, phase=item.phase, text=item.text, **found)
    return _moved_on(incident, after, done, now)


def skip(incident: Incident, step: str, reason: str, by: str, now: datetime) -> Change:
    """Skip a step, with a reason.

    Raises:
        UnknownStep, StepAlready, WrongStatus: it cannot be.
    """
    incident.require_running()
    item = checklists.item_of(incident.checklist, step)
    after = checklists.skip(incident.checklist, step, by, now, reason)
    skipped = StepSkipped(at=now, by=by, step=step, phase=item.phase, text=item.text, reason=reason)
    return _moved_on(incident, after, skipped, now)


def assign(incident: Incident, step: str, to: str, now: datetime) -> Change:
    """Take a step.

    Raises:
        UnknownStep, StepAlready, WrongStatus: it cannot be.
    """
    incident.require_running()
    item = checklists.item_of(incident.checklist, step)
    after = checklists.assign(incident.checklist, step, to)
    event = StepAssigned(at=now, by=to, step=step, text=item.text, to=to)
    return Change(incident.having(checklist=after), (event,))


def undo(incident: Incident, step: str, by: str, now: datetime) -> Change:
    """Open a settled step again.

    Raises:
        UnknownStep, StepAlready, WrongStatus: it cannot be.
    """
    incident.require_running()
    item = checklists.item_of(incident.checklist, step)
    after = checklists.undo(incident.checklist, step)
    event = StepUndone(at=now, by=by, step=step, text=item.text)
    return Change(incident.having(checklist=after), (event,))


def next_phase(incident: Incident, leaving: str, by: str, now: datetime) -> Change:
    """Go on to the next phase although steps are open; they stay open and are told at the end.

    Args:
        incident: Where.
        leaving: The phase that the person wants to leave, so that a click that arrives twice moves once.
        by: Who.
        now: When.

    Raises:
        StaleButton: the phase was left already, or it is the last.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    after = checklists.advance(incident.checklist)
    if leaving != incident.checklist.phase or after.phase is incident.checklist.phase:
        raise StaleButton(now="phase", phase=incident.checklist.phase.title)
    return Change(incident.having(checklist=after), (_advanced(incident.checklist, after, by, now),))


def _moved_on(incident: Incident, checklist: Checklist, event: Event, now: datetime) -> Change:
    """With its last step settled, the current phase gives way to the next that is not settled as well."""
    following = _first_unsettled(checklist)
    if following.phase is checklist.phase:
        return Change(incident.having(checklist=checklist), (event,))
    return Change(incident.having(checklist=following), (event, _advanced(checklist, following, event.by, now)))


def _first_unsettled(checklist: Checklist) -> Checklist:
    """Phases can be settled before they are reached: by work that an earlier runbook asked for."""
    following = checklists.advance(checklist)
    if following.phase is checklist.phase or not checklists.is_phase_settled(checklist):
        return checklist
    return _first_unsettled(following)


def _advanced(before: Checklist, after: Checklist, by: str | None, now: datetime) -> PhaseAdvanced:
    left = sum(not item.is_settled for item in checklists.of_phase(before))
    return PhaseAdvanced(at=now, by=by, before=before.phase, after=after.phase, open_steps=left)
