"""Trials that are fixed beforehand, and what their results settle."""

from datetime import timedelta

import pytest

from bot.domain import classifying, verifying
from bot.domain.checklist import Item, StepState, item_of
from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.domain.events import StepDone
from bot.domain.incident import Incident
from bot.domain.records import Tried
from bot.domain.verifying import Results
from bot.errors import StaleButton
from bot.wording import recorded
from tests.domain.incidents import ANNA, LIBRARY, after, commanded

STEP = "repeat-trials"


def incident() -> Incident:
    return classifying.set_type(commanded(), LIBRARY.runbook("hallucination_spike"), ANNA, after(6)).incident


def planned(tolerated: float = 0.05) -> Incident:
    return verifying.plan(incident(), STEP, "Refund questions, varied", tolerated, ANNA, after(7)).incident


def step(of: Incident) -> Item:
    return item_of(of.checklist, STEP)


@pytest.mark.parametrize(("tolerated", "n"), [(0.14, 20), (0.05, 59), (0.01, 299)])
def test_a_plan_says_how_many_trials_show_the_rate_that_one_can_live_with(tolerated: float, n: int) -> None:
    change = verifying.plan(incident(), STEP, "Refund questions", tolerated, ANNA, after(7))

    [event] = change.events
    assert isinstance(event, TrialsPlanned)
    assert event.plan.planned == n
    assert step(change.incident).plan == event.plan


def test_results_without_a_plan_are_refused() -> None:
    with pytest.raises(StaleButton):
        verifying.results(incident(), STEP, Results(59, 0), ANNA, after(8))


def test_a_plan_stands_once_it_is_fixed() -> None:
    with pytest.raises(StaleButton):
        verifying.plan(planned(), STEP, "Fewer of them", 0.5, ANNA, after(8))


def test_no_failure_in_all_planned_trials_settles_the_step() -> None:
    change = verifying.results(planned(), STEP, Results(59, 0), ANNA, after(60))

    assert step(change.incident).state is StepState.DONE
    assert isinstance(change.events[0], StepDone)
    assert "That shows a rate below 5 %" in recorded(change.events[0].record)  # type: ignore[arg-type]  # it has one


@pytest.mark.parametrize(
    "found", [Results(59, 1), Results(40, 0), Results(93, 1)], ids=["a failure", "too few", "extended"]
)
def test_trials_that_fall_short_are_kept_and_leave_the_step_open(found: Results) -> None:
    change = verifying.results(planned(), STEP, found, ANNA, after(60))

    [event] = change.events
    assert isinstance(event, TrialsFellShort)
    assert step(change.incident).state is StepState.OPEN
    assert step(change.incident).record == event.record
    assert "does not show" in recorded(event.record)


def test_trials_that_are_added_after_a_failure_are_said_to_make_up_for_nothing() -> None:
    change = verifying.results(planned(), STEP, Results(93, 1), ANNA, after(60))

    record = step(change.incident).record
    assert isinstance(record, Tried)
    assert recorded(record).endswith("does not show a rate below 5 %. Trials beyond the plan make up for no failure.")


def test_a_step_can_be_closed_on_trials_that_fell_short_and_says_so() -> None:
    change = verifying.results(planned(), STEP, Results(59, 3, settles=True, note="Accepted"), ANNA, after(60))

    record = step(change.incident).record
    assert step(change.incident).state is StepState.DONE
    assert isinstance(record, Tried)
    assert not record.holds


def test_a_new_plan_after_results_is_told_as_such() -> None:
    short = verifying.results(planned(), STEP, Results(59, 3), ANNA, after(60)).incident

    change = verifying.plan(short, STEP, "Refund questions, second fix", 0.05, ANNA, after(90))

    [event] = change.events
    assert isinstance(event, TrialsPlanned)
    assert event.again
    assert event.at - after(60) == timedelta(minutes=30)
    assert step(change.incident).record is None
