import pytest

from bot.domain import classifying, commanding, ending, updating, working
from bot.domain.classifying import Decision
from bot.domain.clocks import DeadlineKind, DeadlineState
from bot.domain.events import Mitigated, Reopened, Resolved, ResolveUndone
from bot.domain.incident import Answers, Incident, Status
from bot.errors import NoCommander, NotTheCommander, UndoTooLate, WrongStatus
from tests.domain.incidents import ANNA, BEN, POLICY, after, commanded, declared, kinds, resolved, update


def resolve(incident: Incident, at: float = 60) -> Incident:
    return ending.resolve(incident, "The rollback holds", ANNA, after(at)).incident


def reopen(incident: Incident, at: float = 200) -> Incident:
    return ending.reopen(incident, "It is back", BEN, POLICY, after(at)).incident


def test_mitigated_keeps_the_clocks_running() -> None:
    incident = commanded()

    change = ending.mitigate(incident, "Rolled back to v41", BEN, after(40))

    assert (change.incident.status, change.incident.mitigated_at) == (Status.MITIGATED, after(40))
    assert change.incident.deadlines == incident.deadlines
    assert change.events == (Mitigated(at=after(40), by=BEN, note="Rolled back to v41"),)


def test_anybody_may_say_that_the_harm_has_stopped_even_before_somebody_commands() -> None:
    assert ending.mitigate(declared(), "Flag is off", BEN, after(2)).incident.status is Status.MITIGATED


@pytest.mark.parametrize(
    "incident",
    [
        pytest.param(ending.mitigate(commanded(), "Off", BEN, after(40)).incident, id="mitigated"),
        pytest.param(resolved(), id="resolved"),
    ],
)
def test_only_an_open_incident_is_mitigated(incident: Incident) -> None:
    with pytest.raises(WrongStatus) as refusal:
        ending.mitigate(incident, "Off", BEN, after(61))

    assert refusal.value.values == {"status": incident.status, "wanted": "open"}


def test_resolving_stops_every_clock_and_counts_what_is_left_open() -> None:
    incident = working.complete(commanded(), "hold-changes", ANNA, after(6)).incident

    change = ending.resolve(incident, "The rollback holds", ANNA, after(60))

    left = len(incident.checklist.items) - 1
    assert (change.incident.status, change.incident.resolved_at) == (Status.RESOLVED, after(60))
    assert not any(clock.is_running for clock in change.incident.deadlines.values())
    assert change.events == (Resolved(at=after(60), by=ANNA, note="The rollback holds", open_steps=left),)


def test_what_was_met_before_the_end_stays_met() -> None:
    assert resolved().deadlines[DeadlineKind.RESPONSE].state is DeadlineState.MET


def test_resolving_is_the_commanders() -> None:
    with pytest.raises(NotTheCommander) as refusal:
        ending.resolve(commanded(), "Done", BEN, after(60))
    with pytest.raises(NoCommander):
        ending.resolve(declared(), "Done", BEN, after(60))

    assert refusal.value.values == {"commander": ANNA}


def test_an_incident_is_resolved_once() -> None:
    with pytest.raises(WrongStatus):
        resolve(resolved(), at=61)


def test_a_hand_over_that_waits_ends_with_the_incident() -> None:
    waiting = commanding.offer_hand_over(commanded(), BEN, ANNA, after(50)).incident

    assert resolve(waiting).successor is None


@pytest.mark.parametrize("minute", [60, 65, 70], ids=["at-once", "on-second-thought", "at-the-last-moment"])
def test_within_ten_minutes_everything_stands_as_before(minute: float) -> None:
    before = ending.mitigate(commanded(), "Rolled back", BEN, after(40)).incident

    change = ending.undo_resolve(resolve(before), BEN, after(minute))

    assert change.incident == before
    assert change.events == (ResolveUndone(at=after(minute), by=BEN),)


def test_after_ten_minutes_it_can_only_be_reopened() -> None:
    with pytest.raises(UndoTooLate) as refusal:
        ending.undo_resolve(resolved(at=60), BEN, after(70.1))

    assert refusal.value.values == {"limit": "10"}


def test_a_second_click_on_undo_is_refused() -> None:
    undone = ending.undo_resolve(resolved(), BEN, after(61)).incident

    with pytest.raises(WrongStatus) as refusal:
        ending.undo_resolve(undone, BEN, after(61))

    assert refusal.value.values == {"status": "open", "wanted": "resolved"}


def test_a_reopened_incident_owes_its_next_update_from_now_on() -> None:
    change = ending.reopen(resolved(), "It is back", BEN, POLICY, after(200))

    clock = change.incident.deadlines[DeadlineKind.STATUS_UPDATE]
    assert (change.incident.status, change.incident.resolved_at) == (Status.OPEN, None)
    assert (clock.started_at, clock.due_at, clock.misses) == (after(200), after(230), 0)
    assert change.events == (Reopened(at=after(200), by=BEN, reason="It is back"),)


def test_a_reopened_incident_keeps_commander_and_work() -> None:
    worked = working.complete(commanded(), "hold-changes", ANNA, after(6)).incident

    again = reopen(resolve(worked))

    assert (again.commander, again.checklist) == (ANNA, worked.checklist)


def test_questions_still_open_at_the_end_are_asked_for_when_it_is_reopened() -> None:
    early = resolve(commanded(), at=7)

    again = reopen(early)

    assert kinds(updating.ring(again, POLICY, after(200))) == ["classification_asked"]


def test_questions_asked_or_answered_before_the_end_are_not_asked_again() -> None:
    asked = updating.ring(commanded(), POLICY, after(10)).incident
    answered = classifying.classify(commanded(), Answers(), Decision(), ANNA, after(8), POLICY).incident

    rings = [kinds(updating.ring(reopen(resolve(one)), POLICY, after(201))) for one in (asked, answered)]

    assert rings == [[], []]


def test_undoing_a_second_end_wakes_no_clock_that_rested_before_it() -> None:
    again = reopen(resolve(commanded(), at=7))
    posted = updating.post_update(again, update(205)).incident

    undone = ending.undo_resolve(resolve(posted, at=210), BEN, after(215)).incident

    assert undone == posted


@pytest.mark.parametrize("incident", [declared(), commanded()], ids=["new", "commanded"])
def test_only_a_resolved_incident_is_reopened(incident: Incident) -> None:
    with pytest.raises(WrongStatus):
        reopen(incident)
