from datetime import UTC, datetime, timedelta

from bot.domain.checklist import Checklist
from bot.domain.clocks import Deadline, DeadlineKind, DeadlineState, start
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
from bot.domain.runbook import Phase
from bot.domain.sla_record import LateUpdate, ResponseRecord, SlaRecord, sla_record
from bot.domain.taxonomy import Severity

BEN = "U0BEN"
AT = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)
RESPONSE = start(DeadlineKind.RESPONSE, AT, timedelta(hours=4))


def after(**span: float) -> datetime:
    return AT + timedelta(**span)


LATER = after(hours=5)


def record(*events: Event, clock: Deadline | None = RESPONSE, now: datetime = LATER) -> SlaRecord:
    incident = Incident(
        number=7,
        title="Odd answers",
        system="chat-assistant",
        reporter=BEN,
        declared_at=AT,
        severity=Severity.P2,
        deadlines={clock.kind: clock} if clock else {},
        checklist=Checklist(runbook="unclassified", phase=Phase.CONFIRM, items=()),
    )
    opening = Declared(at=AT, by=BEN, title="Odd answers", system="s", severity=Severity.P2, provisional=True)
    return sla_record(incident, (opening, *events), Policy.model_validate({"update_every": "PT2H"}), now)


def update(at: datetime, late_by: timedelta | None = None) -> StatusUpdated:
    return StatusUpdated(
        at=at, by=BEN, known="k", doing="d", impact="i", next_update_at=at + timedelta(hours=2), late_by=late_by
    )


def test_a_response_in_time_is_met() -> None:
    response = record(clock=RESPONSE.settled(after(minutes=9))).response

    assert response == ResponseRecord(after(hours=4), DeadlineState.MET, after(minutes=9), None)


def test_a_late_response_is_missed_by_the_difference() -> None:
    response = record(clock=RESPONSE.missed().settled(after(hours=4, minutes=20))).response

    assert response == ResponseRecord(
        after(hours=4), DeadlineState.MISSED, after(hours=4, minutes=20), timedelta(minutes=20)
    )


def test_a_response_that_never_came_is_missed_up_to_now() -> None:
    response = record(clock=RESPONSE.missed(), now=after(hours=6)).response

    assert response is not None
    assert (response.settled_at, response.late_by) == (None, timedelta(hours=2))


def test_a_clock_that_never_ran_is_no_record() -> None:
    assert record(clock=None).response is None


def test_updates_are_counted_by_whether_they_came_in_time() -> None:
    late = update(after(hours=4), late_by=timedelta(minutes=40))

    updates = record(update(after(hours=1)), late, update(after(hours=5))).updates

    assert (updates.every, updates.posted, updates.on_time) == (timedelta(hours=2), 3, 2)
    assert updates.late == (LateUpdate(after(hours=4), timedelta(minutes=40)),)


def test_intervals_without_an_update_and_snoozes_are_counted() -> None:
    pings = [UpdatePinged(at=after(hours=h), due_at=after(hours=h), count=1, late_by=timedelta(0)) for h in (2, 4)]
    snooze = UpdateSnoozed(at=after(hours=3), by=BEN, until=after(hours=4), reason="In a call")

    updates = record(pings[0], snooze, pings[1]).updates

    assert (updates.silent_intervals, updates.snoozed) == (2, 1)


def test_updates_that_never_came_are_missed_up_to_each_end_or_up_to_now() -> None:
    first, second = (
        UpdatePinged(at=after(hours=h), due_at=after(hours=h), count=1, late_by=timedelta(0)) for h in (2, 6)
    )
    closed = Resolved(at=after(hours=3), by=BEN, note="n", open_steps=0)
    reopened = Reopened(at=after(hours=4), by=BEN, reason="Back again")

    updates = record(first, closed, reopened, second, now=after(hours=9)).updates
    in_the_end = record(first, update(after(hours=3))).updates

    assert updates.owed == (
        LateUpdate(after(hours=3), timedelta(hours=1)),
        LateUpdate(after(hours=9), timedelta(hours=3)),
    )
    assert in_the_end.owed == ()


def test_the_longest_silence_ends_now_while_the_incident_runs() -> None:
    assert record(update(after(hours=1)), now=after(hours=9)).updates.longest_silence == timedelta(hours=8)


def test_the_longest_silence_does_not_count_while_it_was_closed() -> None:
    closed = Resolved(at=after(hours=1), by=BEN, note="n", open_steps=0)
    reopened = Reopened(at=after(days=9), by=BEN, reason="Back again")

    updates = record(closed, reopened, now=after(days=9, hours=3)).updates

    assert updates.longest_silence == timedelta(hours=3)


def test_a_closing_that_was_taken_back_counts_as_running_from_then() -> None:
    closed = Resolved(at=after(hours=1), by=BEN, note="n", open_steps=0)

    updates = record(closed, ResolveUndone(at=after(hours=1, minutes=5), by=BEN), now=after(hours=6)).updates

    assert updates.longest_silence == timedelta(hours=4, minutes=55)
