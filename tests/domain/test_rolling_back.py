"""A rollback in its incident: one at a time, settling its step, on the board of levers."""

import pytest

from bot.domain import classifying, rollback_lever, rolling_back, working
from bot.domain.checklist import StepState, item_of
from bot.domain.gate import Altering
from bot.domain.incident import Change, Incident
from bot.domain.records import RolledBack
from bot.domain.rollback import STAGES, Futile, Passed, Stage, checked
from bot.domain.rollback_events import RollbackDeclined
from bot.domain.rolling_back import Decision
from bot.domain.systems import Part
from bot.errors import RollbackUnderWay, StaleButton, WrongStatus
from tests.domain.incidents import ANNA, BEN, LIBRARY, after, commanded, kinds, resolved

STEP = "rollback-procedure"
WHOLE = tuple(Part)


def degraded() -> Incident:
    return classifying.set_type(commanded(), LIBRARY.runbook("model_degradation"), ANNA, after(6)).incident


def decided(step: str | None = None, target: str = "v40") -> Decision:
    return Decision(before="v41", after=target, parts=WHOLE, criteria="Quality is below its floor", step=step)


def begun(incident: Incident | None = None, step: str | None = None) -> Incident:
    return rolling_back.begin(incident or degraded(), decided(step), ANNA, after(10)).incident


def gone_through(incident: Incident, number: int = 1) -> Change:
    """Past every stage, one a minute."""
    for minute, stage in enumerate(STAGES, start=11):
        change = rolling_back.advance(incident, number, stage, BEN, after(minute), "Seen")
        incident = change.incident
    return change


@pytest.mark.parametrize("step", [STEP, None], ids=["from the step", "from the card"])
def test_the_end_of_a_rollback_settles_the_step_that_asks_for_one(step: str | None) -> None:
    change = gone_through(begun(step=step))

    item = item_of(change.incident.checklist, STEP)
    assert kinds(change) == ["rollback_advanced", "rollback_completed", "step_done"]
    assert item.state is StepState.DONE
    assert item.record == RolledBack(before="v41", after="v40", started_at=after(10), completed_at=after(16))


def test_opening_the_step_again_does_not_undo_the_rollback() -> None:
    done = gone_through(begun(step=STEP)).incident

    opened = working.undo(done, STEP, ANNA, after(20)).incident

    assert opened.rollbacks == done.rollbacks
    assert item_of(opened.checklist, STEP).record is not None


def test_a_rollback_goes_on_when_its_step_went_with_a_reclassification() -> None:
    retyped = classifying.set_type(begun(step=STEP), LIBRARY.runbook("bias_detection"), ANNA, after(10)).incident

    change = gone_through(retyped)

    assert kinds(change) == ["rollback_advanced", "rollback_completed"]
    assert rolling_back.open_step(retyped, STEP) is None


def test_one_is_under_way_at_a_time_and_the_next_is_one_of_its_own() -> None:
    first = begun()

    with pytest.raises(RollbackUnderWay) as refused:
        begun(first)
    again = begun(rolling_back.abort(first, 1, "It got worse", BEN, after(11)).incident)

    assert refused.value.values == {"before": "v41", "after": "v40"}
    assert [run.number for run in again.rollbacks] == [1, 2]
    assert [run.is_under_way for run in again.rollbacks] == [False, True]


def test_a_button_of_another_rollback_or_stage_is_out_of_date() -> None:
    incident = begun()

    for number, stage in ((2, Stage.TARGET), (1, Stage.METRICS)):
        with pytest.raises(StaleButton):
            rolling_back.run_at(incident, number, stage)
    assert rolling_back.run_at(incident, 1, Stage.TARGET) == incident.rollbacks[0]


def test_nothing_is_rolled_back_once_the_incident_is_resolved() -> None:
    with pytest.raises(WrongStatus):
        begun(resolved())


@pytest.mark.parametrize("step", [STEP, None], ids=["with a step", "without"])
def test_what_would_not_help_is_recorded_and_its_step_skipped(step: str | None) -> None:
    reasons = rolling_back.reasons_in_words((Futile.CHANGED_WORLD,))
    event = RollbackDeclined(at=after(10), by=ANNA, reasons=reasons)

    change = rolling_back.decline(degraded(), event, step)

    item = item_of(change.incident.checklist, STEP)
    assert kinds(change) == ["rollback_declined", *(["step_skipped"] if step else [])]
    assert item.state is (StepState.SKIPPED if step else StepState.OPEN)
    assert not change.incident.rollbacks


def test_the_evidence_is_asked_for_once_by_the_step_or_by_the_rollback() -> None:
    incident = degraded()

    assert rolling_back.asks_for_evidence(incident, STEP)
    assert rolling_back.altering(incident, decided(STEP)).subject == f"step:{STEP}"
    assert rolling_back.altering(incident, decided()) == Altering("rollback:1", "Roll back from v41 to v40.")


@pytest.mark.parametrize(
    ("held", "words"),
    [
        pytest.param(range(6), "All of the target's checks hold.", id="all"),
        pytest.param(range(5), "Not established: There is capacity for it.", id="all but one"),
    ],
)
def test_what_was_not_checked_of_a_target_is_said(held: range, words: str) -> None:
    assert checked(held) == words


def passed(stage: Stage) -> Passed:
    return Passed(stage=stage, at=after(12), by=BEN, note="Errors are back to 2 %")


def test_a_rollback_is_a_lever_once_traffic_goes_to_it_and_metrics_are_its_effect() -> None:
    lever = LIBRARY.catalogue.lever(rollback_lever.ID)

    routed = rollback_lever.follow(begun(), passed(Stage.ROUTING), lever).incident
    seen = rollback_lever.follow(routed, passed(Stage.METRICS), lever).incident

    assert [one.lever for one in routed.levers] == ["rollback"]
    assert seen.levers[0].effect == "Errors are back to 2 %"
    assert rollback_lever.follow(routed, passed(Stage.ROUTING), lever).incident == routed


def test_a_catalogue_without_the_lever_holds_nothing_up() -> None:
    incident = begun()

    for stage in STAGES:
        assert rollback_lever.follow(incident, passed(stage), None) == Change(incident)
