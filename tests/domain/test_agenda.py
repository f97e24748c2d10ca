"""What is next for an incident, what waits for a person, and who may see what."""

from datetime import date, timedelta

import pytest

from bot.domain import classifying, commanding, ending, levers, updating, working
from bot.domain.agenda import (
    ActionOwned,
    CommandOffered,
    Due,
    LeverOwned,
    StepTaken,
    UpdateOwed,
    may_see,
    next_due,
    waiting_for,
)
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Incident, PreventionAction, Review, Role
from bot.domain.levers import Fate, Pulling
from bot.domain.taxonomy import Severity
from tests.domain.incidents import ANNA, BEN, CARLA, LIBRARY, MONDAY, POLICY, after, commanded, declared, resolved

FIRST_STEP = LIBRARY.runbook("unclassified").phases[declared().checklist.phase][0]


def private(severity: Severity = Severity.P3) -> Incident:
    return declared(severity).having(private=True)


@pytest.mark.parametrize(
    ("incident", "person", "sees"),
    [
        pytest.param(declared(), CARLA, True, id="a public one is for everybody"),
        pytest.param(private(), CARLA, False, id="a private one is not for strangers"),
        pytest.param(private(), ANNA, True, id="but for who reported it"),
        pytest.param(private().with_role(Role.LEGAL, BEN), BEN, True, id="for who has a role in it"),
        pytest.param(private().having(helpers=(BEN,)), BEN, True, id="for who helps"),
        pytest.param(private(Severity.P1), "USECOND", True, id="and for whom policy calls"),
    ],
)
def test_a_private_incident_is_seen_by_those_who_have_a_part_in_it(
    incident: Incident, person: str, *, sees: bool
) -> None:
    assert may_see(incident, person, POLICY) is sees


@pytest.mark.parametrize(
    ("incident", "minutes", "due"),
    [
        pytest.param(declared(), 1, Due(DeadlineKind.CLASSIFICATION, after(10), is_late=False), id="what comes first"),
        pytest.param(commanded(), 11, Due(DeadlineKind.CLASSIFICATION, after(10), is_late=True), id="late at once"),
        pytest.param(resolved(), 61, None, id="nothing once it is resolved"),
    ],
)
def test_the_clock_that_is_due_first_is_next(incident: Incident, minutes: float, due: Due | None) -> None:
    assert next_due(incident, after(minutes)) == due


def test_a_response_that_was_missed_is_waited_for_until_somebody_takes_command() -> None:
    missed = updating.ring(declared(Severity.P0), POLICY, after(31)).incident
    taken = commanding.take_command(missed, BEN, after(32)).incident

    late, following = next_due(missed, after(31)), next_due(taken, after(32))

    assert late == Due(DeadlineKind.RESPONSE, after(15), is_late=True)
    assert following == Due(DeadlineKind.STATUS_UPDATE, after(30), is_late=True)


def test_an_update_that_was_put_off_is_owed_since_it_was_first_due() -> None:
    rung = updating.ring(commanded(), POLICY, after(31)).incident
    put_off = updating.snooze(rung, timedelta(minutes=15), "In a call", ANNA, after(32)).incident

    [owed] = waiting_for(ANNA, [put_off], after(33))

    assert owed == UpdateOwed(put_off, Due(DeadlineKind.STATUS_UPDATE, after(30), is_late=True))


def test_an_offered_command_waits_before_all_else_and_only_for_the_successor() -> None:
    step = working.assign(commanded(), FIRST_STEP.id, BEN, after(6)).incident
    offered = commanding.offer_hand_over(step, BEN, ANNA, after(7)).incident

    waits = {person: [type(one) for one in waiting_for(person, [offered], after(8))] for person in (ANNA, BEN, CARLA)}

    assert waits == {ANNA: [UpdateOwed], BEN: [CommandOffered, StepTaken], CARLA: []}


def test_a_step_waits_for_who_took_it_until_it_is_settled_or_the_incident_is_over() -> None:
    taken = working.assign(declared(), FIRST_STEP.id, BEN, after(6)).incident
    done = working.complete(taken, FIRST_STEP.id, BEN, after(7)).incident
    over = resolved().having(checklist=taken.checklist)

    waits = [waiting_for(BEN, [incident], after(70)) for incident in (taken, done, over)]

    assert [len(each) for each in waits] == [1, 0, 0]


def test_an_action_waits_for_its_owner_also_after_the_end_and_is_late_once_its_day_is_over() -> None:
    today = MONDAY.date()
    days = (today + timedelta(days=3), today, today - timedelta(days=1), date(2026, 10, 1))
    actions = tuple(PreventionAction(text=f"due {day}", owner=BEN, due_on=day) for day in days)
    incident = resolved().having(review=Review(actions=actions))

    waits = waiting_for(BEN, [incident], MONDAY)

    assert [type(one) for one in waits] == [ActionOwned] * 3
    assert [one.is_late for one in waits if isinstance(one, ActionOwned)] == [True, False, False]
    assert waiting_for(ANNA, [incident], MONDAY) == ()


def test_a_classified_incident_has_its_update_next() -> None:
    typed = classifying.set_type(commanded(), LIBRARY.runbook("bias_detection"), ANNA, after(6)).incident
    quiet = typed.having(deadlines={kind: typed.deadlines[kind] for kind in (DeadlineKind.STATUS_UPDATE,)})

    assert next_due(quiet, after(7)) == Due(DeadlineKind.STATUS_UPDATE, after(30), is_late=False)


def test_a_lever_waits_for_its_owner_once_its_effect_is_late_and_when_it_was_left_on() -> None:
    set_by_anna = levers.put(commanded(), Pulling("Feature off", BEN, 5), ANNA, after(6)).incident
    left = levers.settle(set_by_anna, {1: Fate.LEFT_ON}, "Not verified", ANNA, after(60)).incident
    over = ending.resolve(left, "It holds", ANNA, after(60)).incident
    removed = levers.remove(over, 1, BEN, after(61)).incident

    told = [waiting_for(BEN, [one], after(at)) for one, at in ((set_by_anna, 8), (set_by_anna, 12), (over, 61))]

    assert told == [(), (LeverOwned(set_by_anna, set_by_anna.levers[0]),), (LeverOwned(over, over.levers[0]),)]
    assert waiting_for(BEN, [removed], after(62)) == ()
    assert waiting_for(ANNA, [over], after(61)) == ()
