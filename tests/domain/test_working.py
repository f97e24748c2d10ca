from collections.abc import Callable

import pytest

from bot.domain import checklist as checklists
from bot.domain import classifying, working
from bot.domain.checklist import Finding, StepState, item_of, of_phase
from bot.domain.events import PhaseAdvanced, StepAssigned, StepDone, StepSkipped, StepUndone
from bot.domain.incident import Change, Incident
from bot.domain.runbook import Phase
from bot.errors import StaleButton, StepAlready, UnknownStep, WrongStatus
from tests.domain.incidents import ANNA, BEN, LIBRARY, after, commanded, declared, kinds, resolved

STEP = "hold-changes"
BIAS, SAFETY = LIBRARY.runbook("bias_detection"), LIBRARY.runbook("safety_bypass")


def text_of(incident: Incident, step: str) -> str:
    return item_of(incident.checklist, step).text


def settle_phase(incident: Incident) -> Change:
    """Do everything of the present phase; returns the last step's change."""
    change = Change(incident)
    for item in of_phase(incident.checklist):
        change = working.complete(change.incident, item.step_id, ANNA, after(20))
    return change


def test_a_done_step_says_who_when_and_what_was_found() -> None:
    incident = commanded()

    change = working.complete(incident, STEP, BEN, after(7), Finding(note="Release frozen"))

    item = item_of(change.incident.checklist, STEP)
    assert (item.state, item.by, item.at, item.note) == (StepState.DONE, BEN, after(7), "Release frozen")
    assert change.events == (
        StepDone(at=after(7), by=BEN, step=STEP, phase="evidence", text=text_of(incident, STEP), note="Release frozen"),
    )


def test_a_skipped_step_keeps_its_reason() -> None:
    incident = commanded()

    change = working.skip(incident, STEP, "Nothing is deployed today", BEN, after(7))

    assert item_of(change.incident.checklist, STEP).note == "Nothing is deployed today"
    assert change.events == (
        StepSkipped(
            at=after(7),
            by=BEN,
            step=STEP,
            phase="evidence",
            text=text_of(incident, STEP),
            reason="Nothing is deployed today",
        ),
    )


def test_a_step_is_taken_by_who_clicks() -> None:
    incident = commanded()

    change = working.assign(incident, STEP, BEN, after(7))

    assert item_of(change.incident.checklist, STEP).assignee == BEN
    assert change.events == (StepAssigned(at=after(7), by=BEN, step=STEP, text=text_of(incident, STEP), to=BEN),)


def test_a_step_that_was_undone_can_be_done_again() -> None:
    done = working.complete(commanded(), STEP, BEN, after(7)).incident

    undone = working.undo(done, STEP, ANNA, after(8))
    again = working.complete(undone.incident, STEP, ANNA, after(9))

    assert undone.events == (StepUndone(at=after(8), by=ANNA, step=STEP, text=text_of(done, STEP)),)
    assert item_of(again.incident.checklist, STEP).by == ANNA


def test_the_last_step_of_a_phase_brings_the_next() -> None:
    change = settle_phase(commanded())

    assert change.incident.checklist.phase is not Phase.EVIDENCE
    assert kinds(change) == ["step_done", "phase_advanced"]
    assert change.events[-1] == PhaseAdvanced(
        at=after(20), by=ANNA, before="evidence", after=change.incident.checklist.phase, open_steps=0
    )


def test_phases_that_are_settled_already_are_passed_over() -> None:
    retyped = classifying.set_type(commanded(), SAFETY, ANNA, after(6)).incident
    for item in of_phase(retyped.checklist, Phase.CONFIRM):
        retyped = working.complete(retyped, item.step_id, ANNA, after(7)).incident

    change = settle_phase(retyped)

    assert change.incident.checklist.phase is Phase.SCOPE
    assert kinds(change) == ["step_done", "phase_advanced"]


def test_a_step_of_an_earlier_phase_does_not_move_the_present_one() -> None:
    incident = working.next_phase(commanded(), "evidence", ANNA, after(6)).incident

    change = working.complete(incident, STEP, ANNA, after(7))

    assert kinds(change) == ["step_done"]
    assert change.incident.checklist.phase is incident.checklist.phase


def test_the_next_phase_can_be_entered_with_steps_left_open_and_says_how_many() -> None:
    incident = working.complete(commanded(), STEP, ANNA, after(6)).incident
    left = sum(not item.is_settled for item in of_phase(incident.checklist))

    change = working.next_phase(incident, "evidence", BEN, after(7))

    event = change.events[0]
    assert isinstance(event, PhaseAdvanced)
    assert (event.open_steps, event.by) == (left, BEN)
    assert len(checklists.left_open(change.incident.checklist)) == left


def test_a_click_on_next_phase_that_arrives_twice_moves_once() -> None:
    moved = working.next_phase(commanded(), "evidence", BEN, after(7)).incident

    with pytest.raises(StaleButton) as refusal:
        working.next_phase(moved, "evidence", BEN, after(7))

    assert refusal.value.values == {"now": "phase", "phase": moved.checklist.phase.title}


def test_after_the_last_phase_there_is_none() -> None:
    incident = commanded()
    last = incident.checklist.items[-1].phase
    while incident.checklist.phase is not last:
        incident = working.next_phase(incident, incident.checklist.phase, ANNA, after(8)).incident

    with pytest.raises(StaleButton):
        working.next_phase(incident, last, ANNA, after(9))


def test_when_everything_is_done_the_last_phase_stays() -> None:
    incident = declared()
    for item in incident.checklist.items:
        incident = working.complete(incident, item.step_id, ANNA, after(9)).incident

    assert checklists.progress(incident.checklist.items).open == 0
    assert incident.checklist.phase is incident.checklist.items[-1].phase


def test_of_two_who_click_the_second_learns_who_was_first() -> None:
    done = working.complete(commanded(), STEP, BEN, after(7)).incident

    with pytest.raises(StepAlready) as refusal:
        working.skip(done, STEP, "Not needed", ANNA, after(7))

    assert refusal.value.values == {"step": STEP, "state": "done", "by": BEN}


Ask = Callable[[Incident, str], Change]
ASKS = [
    pytest.param(lambda incident, step: working.complete(incident, step, BEN, after(61)), id="done"),
    pytest.param(lambda incident, step: working.skip(incident, step, "No need", BEN, after(61)), id="skip"),
    pytest.param(lambda incident, step: working.assign(incident, step, BEN, after(61)), id="assign"),
    pytest.param(lambda incident, step: working.undo(incident, step, BEN, after(61)), id="undo"),
]


@pytest.mark.parametrize("ask", ASKS)
def test_a_step_of_another_runbook_is_refused(ask: Ask) -> None:
    with pytest.raises(UnknownStep):
        ask(commanded(), "no-such-step")


@pytest.mark.parametrize("ask", ASKS)
def test_the_checklist_rests_once_the_incident_is_resolved(ask: Ask) -> None:
    with pytest.raises(WrongStatus):
        ask(resolved(), STEP)


def test_a_retyped_incident_keeps_every_settled_step() -> None:
    incident = working.skip(commanded(), STEP, "Nothing to hold", BEN, after(7)).incident
    settled = [item for item in incident.checklist.items if item.is_settled]

    incident = classifying.set_type(incident, BIAS, ANNA, after(8)).incident
    incident = classifying.set_type(incident, SAFETY, ANNA, after(9)).incident

    assert [item for item in incident.checklist.items if item.is_settled] == settled
