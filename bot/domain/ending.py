"""Mitigated, resolved, and the ways back."""

from datetime import datetime

from bot.domain.clocks import RESOLVE_UNDO_FOR, Deadline, DeadlineKind, start
from bot.domain.events import Mitigated, Reopened, Resolved, ResolveUndone
from bot.domain.incident import Change, Incident, Status
from bot.domain.policy import Policy
from bot.domain.watch import Unwatched
from bot.domain.watching import without_watch
from bot.errors import UndoTooLate, WrongStatus


def mitigate(incident: Incident, note: str, by: str, now: datetime) -> Change:
    """Say that the harm has stopped; people keep watching and the clocks keep running.

    Raises:
        WrongStatus: it is mitigated or resolved already.
    """
    if incident.status is not Status.OPEN:
        raise WrongStatus(status=incident.status, wanted=Status.OPEN)
    after = incident.having(status=Status.MITIGATED, mitigated_at=now)
    return Change(after, (Mitigated(at=now, by=by, note=note),))


def resolve(incident: Incident, note: str, by: str, now: datetime, unwatched: Unwatched | None = None) -> Change:
    """Close it: all clocks stop. `unwatched` says why its watch is not over, or not signed off.

    Raises:
        NoCommander, NotTheCommander: only the commander may.
        WrongStatus: it is resolved already.
    """
    incident.require_running()
    incident.require_commander(by)
    return _closed(incident, note, by, now, unwatched or Unwatched())


def close_unopened(incident: Incident, why: str, now: datetime) -> Change:
    """Close an incident whose channel cannot be made: its clocks would call people to nowhere."""
    return _closed(incident, why, None, now, Unwatched())


def _closed(incident: Incident, note: str, by: str | None, now: datetime, without: Unwatched) -> Change:
    left = sum(not item.is_settled for item in incident.checklist.items)
    stopped = {kind: clock.stopped() for kind, clock in incident.deadlines.items()}
    after = incident.having(status=Status.RESOLVED, resolved_at=now, deadlines=stopped, successor=None)
    event = Resolved(
        at=now,
        by=by,
        note=note,
        open_steps=left,
        lacking=without.lacking,
        unwatched=without.reason,
        false_alarm=without.false_alarm,
    )
    return Change(after, (event,))


def undo_resolve(incident: Incident, by: str, now: datetime) -> Change:
    """Take the closing back within ten minutes: everything stands as before.

    Raises:
        UndoTooLate: the ten minutes are over.
        WrongStatus: it is not resolved.
    """
    if incident.resolved_at is None:
        raise WrongStatus(status=incident.status, wanted=Status.RESOLVED)
    if now - incident.resolved_at > RESOLVE_UNDO_FOR:
        raise UndoTooLate(limit=int(RESOLVE_UNDO_FOR.total_seconds() // 60))
    return Change(_running_again(incident), (ResolveUndone(at=now, by=by),))


def reopen(incident: Incident, reason: str, by: str, policy: Policy, now: datetime) -> Change:
    """Open a closed incident again: its clocks go on, with a new one for its next status update.

    Raises:
        WrongStatus: it is not resolved.
    """
    if not incident.is_over:
        raise WrongStatus(status=incident.status, wanted=Status.RESOLVED)
    after = without_watch(_running_again(incident)).having(status=Status.OPEN, mitigated_at=None)
    after = after.with_deadline(_next_update(after, policy, now))
    return Change(after, (Reopened(at=now, by=by, reason=reason),))


def _running_again(incident: Incident) -> Incident:
    status = Status.MITIGATED if incident.mitigated_at else Status.OPEN
    resumed = {kind: clock.resumed() for kind, clock in incident.deadlines.items()}
    return incident.having(status=status, resolved_at=None, deadlines=resumed)


def _next_update(incident: Incident, policy: Policy, now: datetime) -> Deadline:
    return start(DeadlineKind.STATUS_UPDATE, now, policy.cadence(incident.severity))
