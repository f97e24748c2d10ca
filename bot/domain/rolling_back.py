"""Rolling back as it stands in an incident: decided or declined, led through its stages, and settling its step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain import checklist as checklists
from bot.domain import gate, rollback, working
from bot.domain.checklist import Finding, Item
from bot.domain.gate import Altering
from bot.domain.incident import Change, Incident
from bot.domain.records import RolledBack
from bot.domain.rollback import FUTILE, Futile, Run, Stage
from bot.domain.rollback_events import RollbackDeclined
from bot.domain.systems import Part
from bot.errors import RollbackUnderWay, StaleButton


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: from which bundle to which, what moves of it, by which criteria; `way` as on record."""

    before: str
    after: str
    parts: tuple[Part, ...]
    criteria: str
    step: str | None = None
    way: str | None = None


def under_way(incident: Incident) -> Run | None:
    """Return the rollback that is under way; one at a time is."""
    return next((run for run in incident.rollbacks if run.is_under_way), None)


def require_none_under_way(incident: Incident) -> None:
    """Refuse a second rollback beside the first: two people moving bundles at once leave nobody knowing what runs.

    Raises:
        RollbackUnderWay: one is.
    """
    run = under_way(incident)
    if run is not None:
        raise RollbackUnderWay(before=run.before, after=run.after)


def open_step(incident: Incident, step: str | None) -> str | None:
    """Return the step while it is open; without it, gone with a reclassification or settled, a rollback goes on."""
    items = incident.checklist.items
    return next((item.step_id for item in items if item.step_id == step and not item.is_settled), None)


def asks_for_evidence(incident: Incident, step: str | None) -> bool:
    """Say whether it is still to be asked whether the evidence is held, before this alters the system."""
    return step is None or checklists.item_of(incident.checklist, step).gate is None


def altering(incident: Incident, decision: Decision) -> Altering:
    """Return what the evidence is asked for: the step that it comes from, or this rollback of its own."""
    if decision.step is not None:
        return gate.step(checklists.item_of(incident.checklist, decision.step))
    number = len(incident.rollbacks) + 1
    return Altering(f"rollback:{number}", f"Roll back from {decision.before} to {decision.after}.")


def begin(incident: Incident, decision: Decision, by: str, now: datetime) -> Change:
    """Decide to roll back; also after another rollback, to roll forward or back again.

    Raises:
        RollbackUnderWay, WrongStatus: it cannot be.
    """
    incident.require_running()
    require_none_under_way(incident)
    run = Run(
        number=len(incident.rollbacks) + 1,
        before=decision.before,
        after=decision.after,
        parts=decision.parts,
        criteria=decision.criteria,
        decided_by=by,
        started_at=now,
        step=decision.step,
        way=decision.way,
    )
    return Change(incident.having(rollbacks=(*incident.rollbacks, run)), (rollback.start(run),))


def decline(incident: Incident, event: RollbackDeclined, step: str | None = None) -> Change:
    """Decide that a rollback would not help, which skips the step that asked for one.

    Raises:
        WrongStatus: the incident is resolved.
    """
    incident.require_running()
    step = open_step(incident, step)
    if step is None or event.by is None:
        return Change(incident, (event,))
    skipped = working.skip(incident, step, f"A rollback would not help: {'; '.join(event.reasons)}", event.by, event.at)
    return Change(skipped.incident, (event, *skipped.events))


def reasons_in_words(reasons: Sequence[Futile]) -> tuple[str, ...]:
    """Return why a rollback would not help, in words."""
    return tuple(FUTILE[reason] for reason in reasons)


def advance(incident: Incident, number: int, stage: Stage, by: str, now: datetime, note: str | None = None) -> Change:
    """Pass a stage; the last completes the rollback, and settles its step with the record.

    Raises:
        StaleButton, WrongStatus: it cannot be.
    """
    incident.require_running()
    run, event = rollback.advance(_run(incident, number), stage, by, now, note)
    after = _with(incident, run)
    completed = rollback.completion(run)
    if completed is None:
        return Change(after, (event,))
    settled = _settled(after, run, by, now)
    return Change(settled.incident, (event, completed, *settled.events))


def abort(incident: Incident, number: int, reason: str, by: str, now: datetime) -> Change:
    """Give a rollback up where it stands; its step stays open.

    Raises:
        StaleButton, WrongStatus: it cannot be.
    """
    incident.require_running()
    run, event = rollback.abort(_run(incident, number), reason, by, now)
    return Change(_with(incident, run), (event,))


def run_at(incident: Incident, number: int, stage: Stage) -> Run:
    """Return a rollback whose next stage this is.

    Raises:
        StaleButton: it has moved on, is over, or never was.
    """
    run = _run(incident, number)
    if not run.is_under_way or run.stage is not stage:
        raise StaleButton(now="unknown")
    return run


def _run(incident: Incident, number: int) -> Run:
    found = next((run for run in incident.rollbacks if run.number == number), None)
    if found is None:
        raise StaleButton(now="unknown")
    return found


def _with(incident: Incident, run: Run) -> Incident:
    return incident.having(rollbacks=tuple(run if one.number == run.number else one for one in incident.rollbacks))


def _settled(incident: Incident, run: Run, by: str, now: datetime) -> Change:
    """The step that it came from, or else the first that asks for a rollback and can be settled."""
    item = _step(incident, run)
    if item is None or run.completed_at is None:
        return Change(incident)
    record = RolledBack(before=run.before, after=run.after, started_at=run.started_at, completed_at=run.completed_at)
    return working.complete(incident, item.step_id, by, now, Finding(record=record))


def _step(incident: Incident, run: Run) -> Item | None:
    work = incident.checklist
    waiting = [item for item in work.items if item.work.kind == "rollback" and not item.is_settled]
    able = [item for item in waiting if not checklists.waits_for(work, item)]
    return next((item for item in able if item.step_id == run.step), able[0] if able else None)
