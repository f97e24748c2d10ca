from datetime import timedelta

import pytest

from bot.domain.clocks import (
    Deadline,
    DeadlineKind,
    DeadlineState,
    decided_response,
    next_ring,
    retimed_response,
    start,
)
from tests.domain.incidents import MONDAY, after

HOUR = timedelta(hours=1)


def response(minutes: float = 60) -> Deadline:
    return start(DeadlineKind.RESPONSE, MONDAY, timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("minute", "is_due"),
    [pytest.param(59.9, False, id="before"), pytest.param(60, True, id="at"), pytest.param(61, True, id="past")],
)
def test_a_clock_is_due_from_its_very_moment_on(minute: float, is_due: bool) -> None:  # noqa: FBT001  # a table's column
    assert response().is_due(after(minute)) is is_due


@pytest.mark.parametrize(
    "clock",
    [
        pytest.param(response().settled(after(5)), id="met"),
        pytest.param(response().missed(), id="missed"),
        pytest.param(response().stopped(), id="stopped"),
    ],
)
def test_a_clock_that_does_not_run_is_never_due(clock: Deadline) -> None:
    assert not clock.is_due(after(600))


def test_a_missed_clock_that_is_settled_late_stays_missed_and_says_by_how_much() -> None:
    clock = response().missed().settled(after(75))

    assert (clock.state, clock.missed_by) == (DeadlineState.MISSED, timedelta(minutes=15))


def test_a_clock_that_rings_on_remembers_when_it_first_was_due() -> None:
    clock = response().rang(after(90)).rang(after(120))

    assert (clock.misses, clock.first_missed_at, clock.due_at) == (2, after(60), after(120))


@pytest.mark.parametrize(
    "clock",
    [pytest.param(response().settled(after(5)), id="met"), pytest.param(response().missed(), id="missed")],
)
def test_what_is_settled_is_neither_stopped_nor_resumed(clock: Deadline) -> None:
    assert (clock.stopped(), clock.resumed()) == (clock, clock)


def test_a_stopped_clock_resumes_as_it_stood() -> None:
    clock = response().rang(after(90))

    assert clock.stopped().resumed() == clock


def test_a_severity_decided_for_the_first_time_counts_from_the_declaration() -> None:
    clock = decided_response(response(240), timedelta(minutes=15))

    assert clock.due_at == after(15)
    assert decided_response(clock.settled(after(5)), HOUR) == clock.settled(after(5))


def test_a_raise_counts_anew_from_the_raise() -> None:
    clock = retimed_response(response(240), after(100), timedelta(minutes=15), is_raise=True)

    assert clock.due_at == after(115)


def test_a_raise_never_gives_more_time_than_there_was() -> None:
    clock = retimed_response(response(240), after(230), HOUR, is_raise=True)

    assert clock.due_at == after(240)


def test_a_lowering_counts_from_the_declaration() -> None:
    clock = retimed_response(response(15), after(10), HOUR, is_raise=False)

    assert clock.due_at == after(60)


def test_a_lowering_after_a_late_raise_never_takes_time_away() -> None:
    raised = retimed_response(response(24 * 60), after(20 * 60), timedelta(minutes=15), is_raise=True)

    lowered = retimed_response(raised, after(20 * 60 + 5), HOUR, is_raise=False)

    assert lowered.due_at == after(20 * 60 + 15)


@pytest.mark.parametrize("is_raise", [True, False], ids=["raise", "lowering"])
@pytest.mark.parametrize(
    "clock",
    [pytest.param(response().settled(after(5)), id="met"), pytest.param(response().missed(), id="missed")],
)
def test_no_change_of_severity_moves_a_clock_that_has_ended(clock: Deadline, is_raise: bool) -> None:  # noqa: FBT001  # as above
    assert retimed_response(clock, after(70), 24 * HOUR, is_raise=is_raise) == clock


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(30, 60, id="punctual"),
        pytest.param(59, 60, id="a-little-late"),
        pytest.param(60, 90, id="at-the-next-moment"),
        pytest.param(200, 210, id="after-a-long-sleep"),
    ],
)
def test_a_reminder_rings_next_in_the_future_and_never_makes_up_for_lost_ones(now: float, expected: float) -> None:
    assert next_ring(after(30), after(now), timedelta(minutes=30)) == after(expected)
