"""A rollback in stages: one after the other, each once, with its times."""

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from bot.domain import rollback
from bot.domain.rollback import FUTILE, INSTEAD, STAGES, Futile, Run, Stage
from bot.domain.rollback_events import RollbackCompleted
from bot.domain.systems import Part
from bot.domain.taxonomy import ROLLBACK
from bot.errors import StaleButton
from bot.library import load_library

NOON: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BEGUN: Final = Run(
    before="v41", after="v40", parts=tuple(Part), criteria="Quality below its floor", decided_by="U1", started_at=NOON
)


def passed(run: Run = BEGUN, minutes: float = 2) -> Run:
    """Every stage, at so many minutes each."""
    for number, stage in enumerate(STAGES, start=1):
        run, _ = rollback.advance(run, stage, "U2", NOON + timedelta(minutes=minutes * number))
    return run


def test_the_briefs_steps_stand_in_the_briefs_order() -> None:
    named = [words for stage, words in STAGES.items() if stage not in {Stage.TARGET, Stage.USERS}]

    assert named == list(ROLLBACK.steps)


def test_every_stage_is_stamped_and_the_last_completes_it() -> None:
    done = passed()

    assert [one.stage for one in done.passed] == list(STAGES)
    assert (done.stage, done.completed_at) == (Stage.COMPLETE, NOON + timedelta(minutes=12))


@pytest.mark.parametrize(("minutes", "over"), [(2.5, None), (3, timedelta(minutes=3))])
def test_its_time_is_held_against_fifteen_minutes(minutes: float, over: timedelta | None) -> None:
    event = rollback.completion(passed(minutes=minutes))

    assert isinstance(event, RollbackCompleted)
    assert event.over == over


def test_a_stage_is_passed_once_and_in_order() -> None:
    further, _ = rollback.advance(BEGUN, Stage.TARGET, "U2", NOON)

    for stage in (Stage.TARGET, Stage.METRICS, Stage.COMPLETE):
        with pytest.raises(StaleButton):
            rollback.advance(further, stage, "U2", NOON)


def test_a_rollback_that_was_given_up_stays_so() -> None:
    given_up, event = rollback.abort(BEGUN, "It got worse", "U2", NOON)

    assert event.stage == Stage.TARGET
    assert rollback.completion(given_up) is None
    with pytest.raises(StaleButton):
        rollback.advance(given_up, Stage.TARGET, "U2", NOON)
    with pytest.raises(StaleButton):
        rollback.abort(passed(), "Too late", "U2", NOON)


def test_moving_a_part_alone_makes_a_combination_that_nobody_tested() -> None:
    assert not BEGUN.is_partial
    assert BEGUN.model_copy(update={"parts": (Part.PROMPT,)}).is_partial


def test_where_a_rollback_does_not_help_other_levers_do() -> None:
    catalogue = load_library().catalogue

    assert set(FUTILE) == set(INSTEAD) == set(Futile)
    assert all(catalogue.lever(lever) for levers in INSTEAD.values() for lever in levers)
    assert rollback.instead([Futile.PAYLOAD, Futile.SAME_WEAKNESS])[:2] == ("tool_off", "input_filter")
