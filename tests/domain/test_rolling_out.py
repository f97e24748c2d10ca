"""A fix is exposed in stages: one after the other, back at a regression, its step settled by the last."""

import pytest
from pydantic import ValidationError

from bot.domain import rolling_out
from bot.domain.checklist import StepState, item_of
from bot.domain.incident import Change, Incident
from bot.domain.policy import Policy
from bot.domain.records import RolledOut
from bot.domain.rolling_out import Seen
from bot.errors import StaleButton, StepAlready, StepGated
from bot.wording import recorded
from tests.domain.incidents import ANNA, BEN, after, commanded, fixed, kinds

STEP = "staged-rollout"
STAGES = Policy().rollout_stages


def reached(incident: Incident, percent: int, minute: float = 10) -> Change:
    return rolling_out.reach(incident, STEP, Seen(percent, f"2 % at {percent}"), STAGES, ANNA, after(minute))


def everywhere() -> Change:
    change = Change(fixed())
    for minute, percent in enumerate(STAGES, start=10):
        change = reached(change.incident, percent, minute)
    return change


def test_the_last_stage_settles_the_step_with_all_stages() -> None:
    change = everywhere()

    item = item_of(change.incident.checklist, STEP)
    assert kinds(change)[:2] == ["rollout_advanced", "step_done"]
    assert item.state is StepState.DONE
    assert isinstance(item.record, RolledOut)
    assert [(one.percent, one.by, one.at) for one in item.record.stages] == [
        (percent, ANNA, after(minute)) for minute, percent in enumerate(STAGES, start=10)
    ]
    assert recorded(item.record).startswith("Rolled out in 4 stages. 1 % ")


@pytest.mark.parametrize("percent", [1, 50, 100], ids=["again", "one left out", "all at once"])
def test_a_stage_is_reached_once_and_in_order(percent: int) -> None:
    with pytest.raises(StaleButton):
        reached(reached(fixed(), 1).incident, percent)


def test_after_a_regression_the_stages_begin_anew_and_the_first_exposure_stays_on_record() -> None:
    at_ten = reached(reached(fixed(), 1).incident, 10).incident

    back = rolling_out.go_back(at_ten, 1, "Errors at 9 %", BEN, after(12))
    again = reached(back.incident, 1, 20).incident

    assert kinds(back) == ["rollout_went_back"]
    assert item_of(back.incident.checklist, STEP).state is StepState.OPEN
    assert [(one.number, one.percent, one.is_under_way) for one in again.rollouts] == [(1, 10, False), (2, 1, True)]
    with pytest.raises(StaleButton):
        rolling_out.go_back(again, 1, "Again", BEN, after(21))


def test_a_fix_that_nobody_has_verified_is_not_exposed() -> None:
    with pytest.raises(StepGated):
        reached(commanded(), 1)


def test_what_all_of_the_traffic_has_is_not_exposed_again() -> None:
    with pytest.raises(StepAlready):
        reached(everywhere().incident, 1)


def test_a_step_that_asks_for_something_else_has_no_stages() -> None:
    with pytest.raises(StaleButton):
        rolling_out.next_stage(fixed(), "hold-changes", STAGES)


def test_an_exposure_keeps_the_stages_that_it_began_with() -> None:
    begun = reached(fixed(), 1).incident

    _, shown = rolling_out.next_stage(begun, STEP, (25, 100))

    assert shown.following == 10


@pytest.mark.parametrize("stages", [[], [10, 10, 100], [50, 10, 100], [0, 100], [1, 99], [*range(1, 11), 100]])
def test_stages_rise_to_all_of_the_traffic(stages: list[int]) -> None:
    with pytest.raises(ValidationError, match="rollout_stages"):
        Policy.model_validate({"rollout_stages": stages})
