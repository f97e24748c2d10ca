from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain import commanding
from bot.domain.clocks import DeadlineKind, DeadlineState
from bot.domain.events import CommandTaken, HandOverAccepted, HandOverOffered, RoleAssigned
from bot.domain.incident import Change, Incident, Role
from bot.domain.taxonomy import Severity
from bot.errors import (
    AlreadyCommander,
    InvalidField,
    NoCommander,
    NotTheCommander,
    NotTheSuccessor,
    Refusal,
    StaleButton,
    WrongStatus,
)
from tests.domain.incidents import ANNA, BEN, CARLA, after, commanded, declared, kinds, resolved


def test_taking_command_stops_the_response_clock() -> None:
    change = commanding.take_command(declared(Severity.P0), BEN, after(14))

    response = change.incident.deadlines[DeadlineKind.RESPONSE]
    assert change.incident.commander == BEN
    assert (response.state, response.settled_at, response.missed_by) == (DeadlineState.MET, after(14), None)
    assert change.events == (CommandTaken(at=after(14), by=BEN),)


def test_command_taken_late_says_by_how_much() -> None:
    change = commanding.take_command(declared(Severity.P0), BEN, after(22))

    response = change.incident.deadlines[DeadlineKind.RESPONSE]
    assert (response.state, response.missed_by) == (DeadlineState.MISSED, timedelta(minutes=7))
    assert change.events == (CommandTaken(at=after(22), by=BEN, late_by=timedelta(minutes=7)),)


def test_command_at_the_very_minute_is_in_time() -> None:
    change = commanding.take_command(declared(Severity.P0), BEN, after(15))

    assert change.incident.deadlines[DeadlineKind.RESPONSE].state is DeadlineState.MET


@pytest.mark.parametrize("by", [ANNA, BEN], ids=["by-the-commander-again", "by-somebody-else"])
def test_command_is_taken_once(by: str) -> None:
    with pytest.raises(AlreadyCommander) as refusal:
        commanding.take_command(commanded(), by, after(6))

    assert refusal.value.values == {"commander": ANNA}


def test_who_helps_is_noted_once() -> None:
    once = commanding.offer_help(declared(), BEN, after(1))

    twice = commanding.offer_help(once.incident, BEN, after(2))

    assert (kinds(once), once.incident.helpers) == (["help_offered"], (BEN,))
    assert twice == Change(once.incident)


def test_a_role_is_given_and_given_again_to_the_same_person_changes_nothing() -> None:
    once = commanding.assign_role(declared(), Role.LEGAL, CARLA, ANNA, after(3))

    twice = commanding.assign_role(once.incident, Role.LEGAL, CARLA, ANNA, after(4))

    assert once.incident.roles == {Role.LEGAL: CARLA}
    assert once.events == (RoleAssigned(at=after(3), by=ANNA, role="legal counsel", to=CARLA),)
    assert twice == Change(once.incident)


def test_the_commanders_role_for_oneself_is_taking_command() -> None:
    change = commanding.assign_role(declared(), Role.COMMANDER, BEN, BEN, after(3))

    assert kinds(change) == ["command_taken"]
    assert change.incident.deadlines[DeadlineKind.RESPONSE].state is DeadlineState.MET


def test_the_commanders_role_for_another_is_a_hand_over() -> None:
    change = commanding.assign_role(commanded(), Role.COMMANDER, BEN, ANNA, after(6))

    assert kinds(change) == ["hand_over_offered"]
    assert (change.incident.commander, change.incident.successor) == (ANNA, BEN)


@pytest.mark.parametrize("incident", [declared(), commanded()], ids=["nobody-commands", "another-commands"])
def test_nobody_makes_somebody_else_commander(incident: Incident) -> None:
    with pytest.raises(InvalidField) as refusal:
        commanding.assign_role(incident, Role.COMMANDER, CARLA, BEN, after(6))

    assert (refusal.value.field, refusal.value.values["problem"]) == ("role", "command_is_taken")


def test_until_the_successor_accepts_the_commander_commands() -> None:
    offered = commanding.offer_hand_over(commanded(), BEN, ANNA, after(40))
    accepted = commanding.accept_hand_over(offered.incident, BEN, after(45))

    assert (offered.incident.commander, accepted.incident.commander) == (ANNA, BEN)
    assert accepted.incident.successor is None
    assert offered.events == (HandOverOffered(at=after(40), by=ANNA, to=BEN),)
    assert accepted.events == (HandOverAccepted(at=after(45), by=BEN, before=ANNA),)


def test_a_hand_over_does_not_touch_the_response_clock() -> None:
    offered = commanding.offer_hand_over(commanded(), BEN, ANNA, after(90)).incident

    accepted = commanding.accept_hand_over(offered, BEN, after(95)).incident

    assert accepted.deadlines == commanded().deadlines


def test_only_who_was_asked_last_can_accept() -> None:
    to_ben = commanding.offer_hand_over(commanded(), BEN, ANNA, after(40)).incident
    to_carla = commanding.offer_hand_over(to_ben, CARLA, ANNA, after(41)).incident

    with pytest.raises(NotTheSuccessor) as refusal:
        commanding.accept_hand_over(to_carla, BEN, after(42))

    assert refusal.value.values == {"successor": CARLA}


def test_a_second_click_on_accept_is_told_that_nobody_is_asked_any_more() -> None:
    offered = commanding.offer_hand_over(commanded(), BEN, ANNA, after(40)).incident
    accepted = commanding.accept_hand_over(offered, BEN, after(45)).incident

    with pytest.raises(StaleButton) as refusal:
        commanding.accept_hand_over(accepted, BEN, after(46))

    assert refusal.value.values == {"now": "no_hand_over"}


@pytest.mark.parametrize(
    ("incident", "to", "by", "refused"),
    [
        pytest.param(declared(), BEN, ANNA, NoCommander, id="nobody-commands"),
        pytest.param(commanded(), CARLA, BEN, NotTheCommander, id="by-somebody-else"),
        pytest.param(commanded(), ANNA, ANNA, InvalidField, id="to-oneself"),
    ],
)
def test_a_hand_over_is_the_commanders_and_goes_to_another(
    incident: Incident, to: str, by: str, refused: type[Refusal]
) -> None:
    with pytest.raises(refused):
        commanding.offer_hand_over(incident, to, by, after(40))


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda incident: commanding.take_command(incident, BEN, after(61)), id="command"),
        pytest.param(lambda incident: commanding.offer_help(incident, BEN, after(61)), id="help"),
        pytest.param(lambda incident: commanding.assign_role(incident, Role.DATA, BEN, ANNA, after(61)), id="role"),
        pytest.param(lambda incident: commanding.offer_hand_over(incident, BEN, ANNA, after(61)), id="hand-over"),
        pytest.param(lambda incident: commanding.accept_hand_over(incident, BEN, after(61)), id="accept"),
    ],
)
def test_nobody_mans_a_resolved_incident(ask: Callable[[Incident], Change]) -> None:
    with pytest.raises(WrongStatus):
        ask(resolved())
