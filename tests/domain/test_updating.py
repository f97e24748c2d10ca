from datetime import timedelta

import pytest

from bot.domain import classifying, commanding, updating
from bot.domain.classifying import Decision
from bot.domain.clocks import DeadlineKind, DeadlineState
from bot.domain.events import ClassificationAsked, ResponseMissed, StatusUpdated, UpdatePinged, UpdateSnoozed
from bot.domain.incident import Answers, Incident
from bot.domain.policy import Policy
from bot.domain.taxonomy import Severity
from bot.errors import InvalidField, WrongStatus
from tests.domain.incidents import ANNA, BEN, POLICY, after, commanded, declared, kinds, resolved, update

HALF_AN_HOUR = timedelta(minutes=30)


def quiet() -> Incident:
    """Commanded and classified: only the next update is waited for."""
    return classifying.classify(commanded(), Answers(), Decision(), BEN, after(6), POLICY).incident


def ring(incident: Incident, at: float) -> Incident:
    return updating.ring(incident, POLICY, after(at)).incident


def test_an_update_starts_the_clock_of_the_next() -> None:
    change = updating.post_update(quiet(), update(20, following=60))

    clock = change.incident.deadlines[DeadlineKind.STATUS_UPDATE]
    assert (clock.started_at, clock.due_at, clock.misses) == (after(20), after(80), 0)
    assert change.events == (update(20, following=60),)
    assert change.incident.latest_update == update(20, following=60)


@pytest.mark.parametrize(
    ("rung_at", "posted_at", "late_by"),
    [
        pytest.param((), 29, None, id="in-time"),
        pytest.param((), 31, 1, id="late-before-it-rang"),
        pytest.param((30,), 42, 12, id="after-a-reminder"),
        pytest.param((30, 60, 90), 95, 65, id="after-three-reminders"),
    ],
)
def test_an_update_says_how_late_it_is(rung_at: tuple[int, ...], posted_at: int, late_by: int | None) -> None:
    incident = quiet()
    for minute in rung_at:
        incident = ring(incident, minute)

    change = updating.post_update(incident, update(posted_at))

    expected = None if late_by is None else timedelta(minutes=late_by)
    assert isinstance(change.events[0], StatusUpdated)
    assert change.events[0].late_by == expected


def test_an_update_cannot_promise_the_next_for_the_past() -> None:
    with pytest.raises(InvalidField) as refusal:
        updating.post_update(quiet(), update(20, following=0))

    assert (refusal.value.field, refusal.value.values["problem"]) == ("next_update", "in_the_past")


def test_a_due_update_is_asked_for_and_again_after_as_long() -> None:
    first = updating.ring(quiet(), POLICY, after(30))
    second = updating.ring(first.incident, POLICY, after(60.5))

    assert first.events == (UpdatePinged(at=after(30), due_at=after(30), count=1, late_by=timedelta(0)),)
    assert second.events == (UpdatePinged(at=after(60.5), due_at=after(60), count=2, late_by=timedelta(seconds=30)),)


def test_a_tick_that_comes_twice_rings_once() -> None:
    rung = updating.ring(declared(Severity.P0), POLICY, after(31))

    assert kinds(rung) == ["response_missed", "update_pinged", "classification_asked"]
    assert updating.ring(rung.incident, POLICY, after(31)).events == ()


def test_reminders_missed_while_the_bot_was_down_are_not_made_up_for() -> None:
    change = updating.ring(quiet(), POLICY, after(300))

    assert kinds(change) == ["update_pinged"]
    assert change.incident.deadlines[DeadlineKind.STATUS_UPDATE].due_at == after(330)


@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_a_snoozed_reminder_rings_when_it_was_put_off_to(minutes: int) -> None:
    change = updating.snooze(ring(quiet(), 30), timedelta(minutes=minutes), "In a call with Legal", ANNA, after(33))

    until = after(33 + minutes)
    assert change.events == (UpdateSnoozed(at=after(33), by=ANNA, until=until, reason="In a call with Legal"),)
    assert change.incident.deadlines[DeadlineKind.STATUS_UPDATE].due_at == until
    assert updating.ring(change.incident, POLICY, until - timedelta(seconds=1)).events == ()
    assert kinds(updating.ring(change.incident, POLICY, until)) == ["update_pinged"]


def test_a_snoozed_update_stays_owed_since_it_was_first_due() -> None:
    snoozed = updating.snooze(ring(quiet(), 30), timedelta(hours=1), "In a call", ANNA, after(33)).incident

    change = updating.post_update(snoozed, update(50))

    assert isinstance(change.events[0], StatusUpdated)
    assert change.events[0].late_by == timedelta(minutes=20)


@pytest.mark.parametrize("minutes", [0, 5, 45, 24 * 60])
def test_only_the_offered_snoozes_can_be_had(minutes: int) -> None:
    with pytest.raises(InvalidField) as refusal:
        updating.snooze(quiet(), timedelta(minutes=minutes), "Because", ANNA, after(33))

    assert (refusal.value.field, refusal.value.values["problem"]) == ("minutes", "not_offered")


def test_a_missed_response_is_said_once_and_calls_the_next_in_line() -> None:
    change = updating.ring(declared(Severity.P0), POLICY, after(15))

    assert change.events[0] == ResponseMissed(at=after(15), due_at=after(15), told=("USECOND",))
    assert change.incident.deadlines[DeadlineKind.RESPONSE].state is DeadlineState.MISSED
    assert "response_missed" not in kinds(updating.ring(change.incident, POLICY, after(16)))


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        pytest.param(Policy.model_validate({"escalation": {"P0": "UFIRST"}}), ("UFIRST",), id="only-one-is-named"),
        pytest.param(Policy(), (), id="nobody-is-named"),
    ],
)
def test_a_missed_response_calls_whom_there_is(policy: Policy, told: tuple[str, ...]) -> None:
    change = updating.ring(declared(Severity.P0), policy, after(15))

    assert change.events[0] == ResponseMissed(at=after(15), due_at=after(15), told=told)


def test_command_in_time_keeps_the_response_clock_from_ringing() -> None:
    incident = commanding.take_command(declared(Severity.P0), BEN, after(14)).incident

    assert "response_missed" not in kinds(updating.ring(incident, POLICY, after(600)))


def test_open_questions_are_asked_for_once() -> None:
    asked = updating.ring(commanded(), POLICY, after(10))

    assert asked.events == (ClassificationAsked(at=after(10)),)
    assert "classification_asked" not in kinds(updating.ring(asked.incident, POLICY, after(600)))


def test_answered_questions_are_not_asked_for() -> None:
    assert updating.ring(quiet(), POLICY, after(29)).events == ()


def test_a_resolved_incident_rings_no_more() -> None:
    assert updating.ring(resolved(), POLICY, after(6000)).events == ()


def test_a_resolved_incident_takes_neither_updates_nor_snoozes() -> None:
    with pytest.raises(WrongStatus):
        updating.post_update(resolved(), update(61))
    with pytest.raises(WrongStatus):
        updating.snooze(resolved(), HALF_AN_HOUR, "Because", ANNA, after(61))
