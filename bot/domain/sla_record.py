"""Which clocks an incident had, which were met, and by how much the others were missed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from bot.domain.clocks import Deadline, DeadlineKind, DeadlineState
from bot.domain.events import (
    Declared,
    Event,
    Reopened,
    Resolved,
    ResolveUndone,
    StatusUpdated,
    UpdatePinged,
    UpdateSnoozed,
)
from bot.domain.incident import Incident
from bot.domain.policy import Policy

_MARKS: Final = (Declared, StatusUpdated, Resolved, ResolveUndone, Reopened)


class ResponseRecord(NamedTuple):
    """The response clock: `late_by` is None when it was met; `settled_at` None when nobody took command."""

    due_at: datetime
    state: DeadlineState
    settled_at: datetime | None
    late_by: timedelta | None


class LateUpdate(NamedTuple):
    """A status update that came after it was due."""

    at: datetime
    late_by: timedelta


class UpdateRecord(NamedTuple):
    """The status updates: `silent_intervals` are due times that passed without one.

    `owed` are those that never came, late up to the end of the incident, or until now.
    """

    every: timedelta
    posted: int
    on_time: int
    late: tuple[LateUpdate, ...]
    owed: tuple[LateUpdate, ...]
    silent_intervals: int
    snoozed: int
    longest_silence: timedelta


class SlaRecord(NamedTuple):
    """Every clock of the incident."""

    response: ResponseRecord | None
    updates: UpdateRecord


def sla_record(incident: Incident, events: Sequence[Event], policy: Policy, now: datetime) -> SlaRecord:
    """Return what became of each clock by `now`."""
    clock = incident.deadlines.get(DeadlineKind.RESPONSE)
    return SlaRecord(_response(clock, now) if clock else None, _updates(incident, events, policy, now))


def _response(clock: Deadline, now: datetime) -> ResponseRecord:
    return ResponseRecord(
        due_at=clock.due_at,
        state=clock.state,
        settled_at=clock.settled_at,
        late_by=clock.late_by(clock.settled_at or now) if clock.state is DeadlineState.MISSED else None,
    )


def _updates(incident: Incident, events: Sequence[Event], policy: Policy, now: datetime) -> UpdateRecord:
    posted = [event for event in events if isinstance(event, StatusUpdated)]
    late = tuple(LateUpdate(event.at, event.late_by) for event in posted if event.late_by is not None)
    return UpdateRecord(
        every=policy.cadence(incident.severity),
        posted=len(posted),
        on_time=len(posted) - len(late),
        late=late,
        owed=tuple(_owed(events, incident.resolved_at or now)),
        silent_intervals=sum(isinstance(event, UpdatePinged) for event in events),
        snoozed=sum(isinstance(event, UpdateSnoozed) for event in events),
        longest_silence=max(_silences(events, now), default=timedelta(0)),
    )


def _owed(events: Iterable[Event], until: datetime) -> Iterator[LateUpdate]:
    """What was due when the incident ended, and is not owed any more when it opens again."""
    due_at, ended_at = None, until
    for event in events:
        match event:
            case UpdatePinged():
                due_at = due_at or event.due_at
            case StatusUpdated():
                due_at = None
            case Resolved():
                ended_at = event.at
            case Reopened() if due_at is not None:
                yield LateUpdate(ended_at, ended_at - due_at)
                due_at = None
            case _:
                pass
    if due_at is not None:
        yield LateUpdate(until, until - due_at)


def _silences(events: Iterable[Event], now: datetime) -> Iterator[timedelta]:
    """The stretches between declaration, updates and the end; from an end to a reopening nothing is owed."""
    marks = [event for event in events if isinstance(event, _MARKS)]
    yield from (after.at - before.at for before, after in pairwise(marks) if not isinstance(before, Resolved))
    if marks and not isinstance(marks[-1], Resolved):
        yield now - marks[-1].at
