"""Systems on record: what a file may say, and whether a rollback would work."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.systems import Lack, System, Trigger, readiness
from bot.wording import ready

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
READY: dict[str, Any] = {
    "name": "support assistant",
    "bundles": [
        {"label": "v41", "parts": {"model": 41, "prompt": "p-7"}},
        {"label": "v40", "minutes": 12},
        {"label": "v39", "minutes": 15},
    ],
    "rehearsal": {"on": "2026-09-01", "minutes": 14},
    "rollback": "make rollback TO=v40",
}


def system(**changes: Any) -> System:
    return System.model_validate({**READY, **changes})


def test_a_system_with_two_quick_versions_and_a_recent_rehearsal_is_ready() -> None:
    found = readiness(system(), NOW)

    assert found.is_ready
    assert ready(found) == "Rollback ready"


@pytest.mark.parametrize(
    ("changes", "lack", "words"),
    [
        pytest.param({"bundles": READY["bundles"][:2]}, Lack.TOO_FEW, "only one earlier bundle is on record", id="few"),
        pytest.param(
            {"bundles": [*READY["bundles"][:2], {"label": "v39", "minutes": 16}]},
            Lack.TOO_SLOW,
            "only one earlier bundle is deployable within 15 minutes",
            id="slow",
        ),
        pytest.param(
            {"bundles": [{"label": label} for label in ("a", "b", "c")]},
            Lack.TOO_SLOW,
            "no earlier bundle is deployable",
            id="nobody knows how slow",
        ),
        pytest.param({"rehearsal": None}, Lack.NEVER_REHEARSED, "never rehearsed", id="never"),
        pytest.param(
            {"rehearsal": {"on": "2026-07-25", "minutes": 5}}, Lack.REHEARSAL_OLD, "121 days old", id="long ago"
        ),
        pytest.param({"rehearsal": {"on": "2026-11-01", "minutes": 40}}, Lack.REHEARSAL_SLOW, "40 minutes", id="long"),
        pytest.param({"rollback": None}, Lack.NO_WAY, "no command", id="no way"),
    ],
)
def test_what_is_lacking_is_said_with_its_figure(changes: dict[str, Any], lack: Lack, words: str) -> None:
    found = readiness(system(**changes), NOW)

    assert [one.lack for one in found.lacks] == [lack]
    assert words in ready(found)


def test_a_rehearsal_holds_for_ninety_days() -> None:
    on_the_last_day = system(rehearsal={"on": date(2026, 8, 25), "minutes": 5})
    a_day_later = system(rehearsal={"on": date(2026, 8, 24), "minutes": 5})

    assert readiness(on_the_last_day, NOW).is_ready
    assert not readiness(a_day_later, NOW).is_ready


def test_nothing_on_record_lacks_everything() -> None:
    found = readiness(System(name="new"), NOW)

    assert {one.lack for one in found.lacks} == {Lack.NO_CURRENT, Lack.TOO_FEW, Lack.NEVER_REHEARSED, Lack.NO_WAY}


def test_a_version_that_looks_like_a_number_stays_as_it_is_written() -> None:
    current = system().current

    assert current is not None
    assert dict(current.parts) == {"model": "41", "prompt": "p-7"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"bundles": [{"label": "v1"}, {"label": "v1"}]}, "given more than once: v1", id="labels alike"),
        pytest.param({"owner": "the team"}, "not the id of a Slack user", id="owner"),
        pytest.param({"bundles": [{"label": "v1", "parts": {"weights": "x"}}]}, "Input should be", id="unknown part"),
        pytest.param({"log_retention": {"inference log": "30 days"}}, "ISO 8601", id="retention"),
        pytest.param({"colour": "red"}, "Extra inputs", id="unknown key"),
    ],
)
def test_a_record_that_cannot_be_is_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        system(**changes)


@pytest.mark.parametrize(
    ("direction", "value", "crossed"),
    [("below", 0.79, True), ("below", 0.8, False), ("above", 0.81, True), ("above", 0.8, False)],
)
def test_a_trigger_is_crossed_on_its_wrong_side(direction: str, value: float, crossed: object) -> None:
    trigger = Trigger.model_validate({"metric": "quality", "at": 0.8, "direction": direction})

    assert trigger.is_crossed_by(value) is crossed
