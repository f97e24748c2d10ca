"""The daily look at rollbacks: who is looked at when, and how often an owner hears of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.lapsing import Watch, is_due, look, next_round

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("now", "following"), [("08:00", "08:15"), ("08:14", "08:15"), ("23:59", "00:00")], ids=["at", "before", "midnight"]
)
def test_rounds_stand_on_the_quarters(now: str, following: str) -> None:
    at = datetime.combine(MONDAY, time.fromisoformat(now), UTC)

    found = next_round(at)

    assert found.time() == time.fromisoformat(following)
    assert timedelta(0) < found - at <= timedelta(minutes=15)


@pytest.mark.parametrize(
    ("watch", "at", "due"),
    [
        pytest.param(None, "08:59", False, id="before the time"),
        pytest.param(None, "09:00", True, id="at the time, never looked at"),
        pytest.param(Watch(MONDAY), "09:15", False, id="today already"),
        pytest.param(Watch(MONDAY - timedelta(days=1)), "09:15", True, id="yesterday"),
        pytest.param(Watch(MONDAY - timedelta(days=1)), "22:00", True, id="late, after an outage"),
    ],
)
def test_a_system_is_looked_at_once_a_day(watch: Watch | None, at: str, due: object) -> None:
    local = datetime.combine(MONDAY, time.fromisoformat(at), UTC)

    assert is_due(watch, local, time(9)) is due


def test_an_owner_hears_of_a_lapse_once_and_weekly_while_it_stays() -> None:
    watch, heard = None, []

    for day in (MONDAY + timedelta(days=n) for n in range(16)):
        watch, is_told = look(watch, day, is_ready=False, is_owned=True)
        heard += [day] * is_told

    assert heard == [MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=14)]
    assert watch == Watch(MONDAY + timedelta(days=15), MONDAY, MONDAY + timedelta(days=14))


def test_a_lapse_after_it_was_ready_again_is_told_at_once() -> None:
    told, _ = look(None, MONDAY, is_ready=False, is_owned=True)
    ready, is_told = look(told, MONDAY + timedelta(days=1), is_ready=True, is_owned=True)

    again = look(ready, MONDAY + timedelta(days=2), is_ready=False, is_owned=True)

    assert not is_told
    assert again.is_told
    assert again.watch.lapsed_on == MONDAY + timedelta(days=2)


def test_an_owner_who_is_named_later_hears_of_it_then() -> None:
    alone = look(None, MONDAY, is_ready=False, is_owned=False)

    owned = look(alone.watch, MONDAY + timedelta(days=1), is_ready=False, is_owned=True)

    assert not alone.is_told
    assert owned.is_told
    assert owned.watch.lapsed_on == MONDAY
