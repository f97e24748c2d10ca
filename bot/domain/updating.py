"""Status updates and the clocks that ring."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.clocks import Deadline, DeadlineKind, next_ring, start
from bot.domain.events import ClassificationAsked, Event, ResponseMissed, StatusUpdated, UpdatePinged, UpdateSnoozed
from bot.domain.incident import Change, Incident
from bot.domain.policy import Policy
from bot.domain.watching import cadence
from bot.domain.watching import end as end_watch
from bot.errors import InvalidField
from bot.ids import Field

SNOOZES = (timedelta(minutes=15), timedelta(minutes=30), timedelta(minutes=60))


def post_update(incident: Incident, update: StatusUpdated) -> Change:
    """Post a status update, which sets the clock to the next one.

    Raises:
        InvalidField: the next update is not in the future.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if update.next_update_at <= update.at:
        raise InvalidField(field=Field.NEXT_UPDATE, problem="in_the_past")
    clock = incident.deadlines[DeadlineKind.STATUS_UPDATE]
    owed_at = clock.first_missed_at or clock.due_at
    told = update.model_copy(update={"late_by": update.at - owed_at if update.at > owed_at else None})
    following = start(DeadlineKind.STATUS_UPDATE, update.at, update.next_update_at - update.at)
    return Change(incident.having(latest_update=told).with_deadline(following), (told,))


def snooze(incident: Incident, wait: timedelta, reason: str, by: str, now: datetime) -> Change:
    """Put the reminder off; the update stays owed since it was first due.

    Raises:
        InvalidField: another time than those offered.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if wait not in SNOOZES:
        raise InvalidField(field=Field.MINUTES, problem="not_offered")
    clock = incident.deadlines[DeadlineKind.STATUS_UPDATE]
    event = UpdateSnoozed(at=now, by=by, until=now + wait, reason=reason)
    return Change(incident.with_deadline(clock.moved(now + wait)), (event,))


def ring(incident: Incident, policy: Policy, now: datetime) -> Change:
    """Ring every clock that is due; each says so once."""
    events: tuple[Event, ...] = ()
    for kind, rung in _RINGS.items():
        clock = incident.deadlines.get(kind)
        if clock is not None and clock.is_due(now) and not incident.is_over:
            after, event = rung(incident, clock, policy, now)
            incident, events = incident.with_deadline(after), (*events, event)
    watched = end_watch(incident, now)
    return Change(watched.incident, (*events, *watched.events))


def _response_missed(incident: Incident, clock: Deadline, policy: Policy, now: datetime) -> tuple[Deadline, Event]:
    """The first of the list was called at declaration; the next is called now."""
    named = policy.called(incident.severity)
    told = named[1:2] or named[:1]
    return clock.missed(), ResponseMissed(at=now, due_at=clock.due_at, told=told)


def _update_due(incident: Incident, clock: Deadline, policy: Policy, now: datetime) -> tuple[Deadline, Event]:
    again_at = next_ring(clock.due_at, now, cadence(incident, policy))
    event = UpdatePinged(at=now, due_at=clock.due_at, count=clock.misses + 1, late_by=now - clock.due_at)
    return clock.rang(again_at), event


def _classification_due(_incident: Incident, clock: Deadline, _policy: Policy, now: datetime) -> tuple[Deadline, Event]:
    return clock.missed(), ClassificationAsked(at=now)


_RINGS: dict[DeadlineKind, Callable[[Incident, Deadline, Policy, datetime], tuple[Deadline, Event]]] = {
    DeadlineKind.RESPONSE: _response_missed,
    DeadlineKind.STATUS_UPDATE: _update_due,
    DeadlineKind.CLASSIFICATION: _classification_due,
}
