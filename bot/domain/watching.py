"""The watch between a mitigation and the end: it runs, ends quietly or with a regression, and is signed off by two."""

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.clocks import Deadline, DeadlineKind, start
from bot.domain.incident import Change, Incident, Role, Status
from bot.domain.policy import Policy
from bot.domain.taxonomy import Severity
from bot.domain.watch import Lacking, Signer, SignOff, Unwatched, Watch
from bot.domain.watch_events import Regressed, SignedOff, WatchEnded, WatchStarted
from bot.errors import InvalidField, NotTheOwner, StaleButton, WrongStatus
from bot.ids import Field


class Plan(NamedTuple):
    """What somebody says when the watch begins."""

    owner: str | None = None
    watched: str | None = None


def begin(incident: Incident, plan: Plan, by: str, now: datetime, policy: Policy) -> Change:
    """Begin the watch: status updates slow down, and one message comes when it ends.

    Raises:
        WrongStatus: nothing is mitigated yet, or it is resolved.
        StaleButton: it is watched already, or policy asks for no watch at this severity.
    """
    incident.require_running()
    if incident.status is not Status.MITIGATED:
        raise WrongStatus(status=incident.status, wanted=Status.MITIGATED)
    period = policy.watch(incident.severity)
    if incident.watch is not None or period is None:
        raise StaleButton(now="no_watch" if period is None else "is_watched")
    clock = start(DeadlineKind.WATCH, now, period)
    watch = Watch(started_at=now, owner=plan.owner, watched=plan.watched)
    after = incident.having(watch=watch).with_deadline(clock)
    event = WatchStarted(at=now, by=by, ends_at=clock.due_at, owner=plan.owner, watched=plan.watched)
    return Change(_updated_by(after, now + cadence(after, policy), later=True), (event,))


def end(incident: Incident, now: datetime) -> Change:
    """End the watch whose time is over; nothing has come back."""
    watch, clock = incident.watch, incident.deadlines.get(DeadlineKind.WATCH)
    if watch is None or clock is None or not clock.is_due(now) or incident.is_over:
        return Change(incident)
    after = incident.having(watch=watch.model_copy(update={"ended_at": clock.due_at}))
    event = WatchEnded(at=now, lasted=clock.due_at - watch.started_at)
    return Change(after.with_deadline(clock.settled(clock.due_at)), (event,))


def regress(incident: Incident, note: str | None, by: str, now: datetime, policy: Policy) -> Change:
    """Say that it is back: the watch is given up, the incident is open again, updates come as before it.

    Raises:
        StaleButton: nothing is being watched.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    watch = _of(incident)
    open_again = without_watch(incident).having(status=Status.OPEN, mitigated_at=None)
    after = _updated_by(open_again, now + policy.cadence(incident.severity), later=False)
    return Change(after, (Regressed(at=now, by=by, after=now - watch.started_at, note=note),))


def sign(incident: Incident, part: Signer, by: str, now: datetime) -> Change:
    """Sign the watch off, as the commander or as the owner of the system.

    Raises:
        NoCommander, NotTheCommander, NotTheOwner: the part is somebody else's.
        StaleButton: nothing is watched, the watch is not over, or this part is signed.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    watch = _of(incident)
    if not watch.is_over:
        raise StaleButton(now="is_watched")
    if part is Signer.COMMANDER:
        incident.require_commander(by)
    elif owner_of(incident) != by:
        raise NotTheOwner
    if watch.signature(part) is not None:
        raise StaleButton(now="is_signed")
    signed = (*watch.signed, SignOff(part=part, by=by, at=now))
    after = incident.having(watch=watch.model_copy(update={"signed": signed}))
    return Change(after, (SignedOff(at=now, by=by, part=part),))


def owner_of(incident: Incident) -> str | None:
    """Return who signs for the system: who was named when the watch began, else who is ML on-call."""
    named = incident.watch.owner if incident.watch else None
    return named or incident.roles.get(Role.ML_ON_CALL)


def lacking(incident: Incident, policy: Policy) -> tuple[Lacking, ...]:
    """Return what closing the incident still waits for; nothing where policy asks for no watch."""
    watch = incident.watch
    if watch is None:
        return tuple(Lacking) if policy.watch(incident.severity) else ()
    parts = ((Lacking.COMMANDER, Signer.COMMANDER), (Lacking.OWNER, Signer.OWNER))
    unsigned = tuple(lack for lack, part in parts if watch.signature(part) is None)
    return unsigned if watch.is_over else (Lacking.WATCH, *unsigned)


def closing(incident: Incident, said: Unwatched | None, policy: Policy) -> Unwatched | None:
    """Return how the incident may be closed: None when its watch is over and signed off.

    Raises:
        InvalidField: something is lacking, and nobody says that it is closed without it, and why.
    """
    lacks = lacking(incident, policy)
    if not lacks:
        return None
    if said is None:
        raise InvalidField(field=Field.UNWATCHED, problem="not_watched")
    if not said.false_alarm and not said.reason:
        raise InvalidField(field=Field.UNWATCHED_REASON, problem="unwatched_reason")
    return said._replace(lacking=lacks)


def cadence(incident: Incident, policy: Policy, severity: Severity | None = None) -> timedelta:
    """Return how long may pass between two status updates: longer while it is watched."""
    at = severity or incident.severity
    return policy.watch_cadence(at) if incident.watch is not None else policy.cadence(at)


def retimed(incident: Incident, to: Severity, now: datetime, policy: Policy) -> Incident:
    """Return the incident with a watch as long as another severity asks for; one that is over stays over."""
    watch, clock, period = incident.watch, incident.deadlines.get(DeadlineKind.WATCH), policy.watch(to)
    if watch is None or clock is None or period is None or not clock.is_running:
        return incident
    return incident.with_deadline(clock.moved(max(now, watch.started_at + period)))


def without_watch(incident: Incident) -> Incident:
    """Return the incident as if nothing were watched."""
    clocks = {kind: clock for kind, clock in incident.deadlines.items() if kind is not DeadlineKind.WATCH}
    return incident.having(watch=None, deadlines=clocks)


def phase(incident: Incident) -> str:
    """Return where the incident stands, in one word: its status, and "watching" or "watched" in between."""
    if incident.watch is None or incident.is_over:
        return incident.status.value
    return "watched" if incident.watch.is_over else "watching"


def _updated_by(incident: Incident, due_at: datetime, *, later: bool) -> Incident:
    """Move the next status update, only later or only earlier; one that is owed already stays owed."""
    clock: Deadline = incident.deadlines[DeadlineKind.STATUS_UPDATE]
    choose = max if later else min
    return incident.with_deadline(clock.moved(choose(clock.due_at, due_at)))


def _of(incident: Incident) -> Watch:
    if incident.watch is None:
        raise StaleButton(now="not_watched")
    return incident.watch
