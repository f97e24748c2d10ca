"""Levers: set once at a time, asked for their effect once, and each accounted for at the end."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import ending, levers, updating
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Change, Incident
from bot.domain.lever_board import LeverState, ScoreMove, Stricter
from bot.domain.lever_events import LeverEffectSeen, LeverNudged, LeverSet
from bot.domain.levers import Fate, Pulling
from bot.errors import InvalidField, LeverAlready, Refusal, TooManyLevers, UnknownLever, WrongStatus
from bot.ids import Field
from tests.domain.incidents import ANNA, BEN, LIBRARY, POLICY, after, commanded, kinds, resolved

OFF = Pulling("Feature off", BEN, 5, "feature_off")
OWN = Pulling("Banner for doctors", ANNA)


def with_levers(*pullings: Pulling) -> Incident:
    """An incident in which levers were set, one each minute from the sixth."""
    incident = commanded()
    for minute, pulling in enumerate(pullings, start=6):
        incident = levers.put(incident, pulling, ANNA, after(minute)).incident
    return incident


def due(incident: Incident) -> object:
    clock = incident.deadlines.get(DeadlineKind.LEVER)
    return clock.due_at if clock else None


def test_a_lever_is_set_with_its_owner_and_what_was_said() -> None:
    moved = ScoreMove(stricter=Stricter.LOWER, before=0.8, after=0.6)
    pulling = Pulling("Stricter moderation", BEN, 15, "stricter_moderation", None, moved)

    incident, [event] = levers.put(commanded(), pulling, ANNA, after(6))

    [lever] = incident.levers
    assert (lever.number, lever.owner, lever.set_by, lever.score) == (1, BEN, ANNA, moved)
    assert isinstance(event, LeverSet)
    assert (event.owner, event.minutes, event.score) == (BEN, 15, moved)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        pytest.param(OFF, Pulling("Feature off", ANNA, 60, "feature_off"), id="of the catalogue"),
        pytest.param(OWN, Pulling("banner for DOCTORS", BEN), id="of the incident's own"),
        pytest.param(OFF, Pulling("feature off", BEN), id="one of the catalogue, typed"),
    ],
)
def test_a_lever_that_is_set_cannot_be_set_again(first: Pulling, again: Pulling) -> None:
    with pytest.raises(LeverAlready):
        levers.put(with_levers(first), again, BEN, after(9))


def test_a_lever_that_was_removed_can_be_set_again_and_both_stay_on_record() -> None:
    removed = levers.remove(with_levers(OFF), 1, BEN, after(9)).incident

    again = levers.put(removed, OFF, BEN, after(12)).incident

    assert [(lever.number, lever.state) for lever in again.levers] == [(1, LeverState.REMOVED), (2, LeverState.SET)]


def test_no_more_levers_are_set_than_the_board_shows() -> None:
    many = with_levers(*(Pulling(f"Lever {number}", ANNA) for number in range(levers.MOST_SET)))

    with pytest.raises(TooManyLevers):
        levers.put(many, OFF, ANNA, after(60))


def test_the_effect_says_how_long_it_took_and_the_last_word_stands() -> None:
    once = levers.note_effect(with_levers(OFF), 1, "Fewer reports", ANNA, after(10)).incident

    incident, [event] = levers.note_effect(once, 1, "No reports", BEN, after(16))

    assert incident.levers[0].effect == "No reports"
    assert isinstance(event, LeverEffectSeen)
    assert event.after == after(16) - after(6)


@pytest.mark.parametrize(
    ("end", "state"), [(levers.remove, LeverState.REMOVED), (levers.adopt, LeverState.ADOPTED)], ids=["remove", "adopt"]
)
def test_a_lever_ends_once_and_the_end_can_be_taken_back(end: object, state: LeverState) -> None:
    assert callable(end)
    ended = end(with_levers(OFF), 1, BEN, after(9)).incident
    with pytest.raises(LeverAlready):
        end(ended, 1, BEN, after(10))

    back = levers.undo(ended, 1, ANNA, after(11)).incident

    assert (ended.levers[0].state, ended.levers[0].ended_by) == (state, BEN)
    assert back.levers[0].is_set
    assert back.levers[0].ended_at is None


def test_an_end_is_not_taken_back_where_the_lever_was_set_anew() -> None:
    removed = levers.remove(with_levers(OFF), 1, BEN, after(9)).incident
    anew = levers.put(removed, OFF, BEN, after(12)).incident

    with pytest.raises(LeverAlready):
        levers.undo(anew, 1, ANNA, after(13))


def test_what_nobody_set_cannot_be_removed() -> None:
    with pytest.raises(UnknownLever):
        levers.remove(with_levers(OFF), 2, ANNA, after(9))


def test_nothing_is_set_or_removed_once_it_is_over() -> None:
    with pytest.raises(WrongStatus):
        levers.put(resolved(), OFF, ANNA, after(90))


def test_a_procedure_that_pulls_a_lever_sets_it_where_it_does_not_stand_yet() -> None:
    rollback = LIBRARY.catalogue.lever("rollback")
    assert rollback is not None

    once = levers.pulled(commanded(), rollback, ANNA, after(6))
    twice = levers.pulled(once.incident, rollback, BEN, after(7))

    assert [lever.title for lever in once.incident.levers] == ["Rollback"]
    assert (twice.incident, twice.events) == (once.incident, ())


class TestTheClock:
    """One clock rings for the effect that is expected first."""

    def test_the_owner_is_asked_once_when_the_effect_is_late(self) -> None:
        incident = with_levers(OFF, OWN)
        assert due(incident) == after(6 + 5)

        rung, [event] = levers.ring(incident, after(12))
        again = levers.ring(rung, after(13))

        assert isinstance(event, LeverNudged)
        assert (event.owner, event.title, event.by) == (BEN, "Feature off", None)
        assert again.events == ()
        assert due(rung) == after(7 + levers.USUAL_MINUTES)

    @pytest.mark.parametrize(
        "settle",
        [
            pytest.param(lambda one: levers.note_effect(one, 1, "It works", BEN, after(8)), id="effect seen"),
            pytest.param(lambda one: levers.remove(one, 1, BEN, after(8)), id="removed"),
            pytest.param(lambda one: levers.adopt(one, 1, BEN, after(8)), id="adopted"),
        ],
    )
    def test_nobody_is_asked_for_what_is_known_or_over(self, settle: object) -> None:
        assert callable(settle)

        settled = settle(with_levers(OFF)).incident

        assert due(settled) is None
        assert levers.ring(settled, after(60)).events == ()

    def test_the_other_clocks_ring_beside_it(self) -> None:
        rung = updating.ring(with_levers(OFF), POLICY, after(60))

        assert "update_pinged" in kinds(rung)
        assert DeadlineKind.LEVER in rung.incident.deadlines

    def test_nobody_is_asked_while_the_incident_is_over(self) -> None:
        over = ending.resolve(with_levers(OFF), "It holds", ANNA, after(8)).incident

        assert levers.ring(over, after(60)).events == ()


class TestTheEnd:
    """Whoever closes an incident says of each lever what becomes of it."""

    def test_each_is_removed_adopted_or_left_on_with_a_reason(self) -> None:
        incident = with_levers(OFF, OWN, Pulling("Budgets", BEN, 15, "budgets"))
        answers = {1: Fate.REMOVED, 2: Fate.ADOPTED, 3: Fate.LEFT_ON}

        settled = levers.settle(incident, answers, "The attacker may return", ANNA, after(60))

        assert kinds(settled) == ["lever_removed", "lever_adopted", "lever_left_on"]
        assert [lever.is_set for lever in settled.incident.levers] == [False, False, True]
        assert settled.incident.levers[2].kept_because == "The attacker may return"

    @pytest.mark.parametrize(
        ("answers", "field"),
        [
            pytest.param({}, Field.CONFIRM, id="one was set since the form was opened"),
            pytest.param({1: Fate.LEFT_ON}, Field.LEFT_ON, id="left on without a reason"),
        ],
    )
    def test_one_without_an_answer_keeps_the_incident_open(self, answers: dict[int, Fate], field: Field) -> None:
        with pytest.raises(InvalidField) as refusal:
            levers.settle(with_levers(OFF), answers, None, ANNA, after(60))

        assert refusal.value.field == field

    def test_what_was_removed_since_the_form_was_opened_is_not_asked_for(self) -> None:
        removed = levers.remove(with_levers(OFF), 1, BEN, after(9)).incident

        settled = levers.settle(removed, {1: Fate.ADOPTED}, None, ANNA, after(60))

        assert (settled.incident, settled.events) == (removed, ())

    def test_what_was_left_on_can_be_removed_or_adopted_later_and_nothing_else_changes(self) -> None:
        left = levers.settle(with_levers(OFF, OWN), {1: Fate.LEFT_ON, 2: Fate.LEFT_ON}, "Not yet", ANNA, after(60))
        over = ending.resolve(left.incident, "It holds", ANNA, after(60)).incident

        removed = levers.remove(over, 1, BEN, after(600)).incident
        adopted = levers.adopt(removed, 2, BEN, after(601)).incident

        assert [lever.state for lever in adopted.levers] == [LeverState.REMOVED, LeverState.ADOPTED]
        assert not [clock for clock in adopted.deadlines.values() if clock.is_running]
        with pytest.raises(WrongStatus):
            levers.undo(adopted, 1, BEN, after(602))
        with pytest.raises(WrongStatus):
            levers.note_effect(over, 1, "It works", BEN, after(602))

    def test_the_effect_of_what_was_left_on_is_asked_for_again_after_an_undo(self) -> None:
        left = levers.settle(with_levers(OFF), {1: Fate.LEFT_ON}, "Not yet", ANNA, after(7)).incident
        over = ending.resolve(left, "It holds", ANNA, after(7)).incident

        running = ending.undo_resolve(over, ANNA, after(8)).incident

        assert due(running) == after(11)
        assert kinds(levers.ring(running, after(12))) == ["lever_nudged"]

    def test_the_undo_of_a_closing_keeps_what_was_said(self) -> None:
        settled = levers.settle(with_levers(OFF), {1: Fate.LEFT_ON}, "Not verified", ANNA, after(60)).incident
        over = ending.resolve(settled, "It holds", ANNA, after(60)).incident

        running = ending.undo_resolve(over, ANNA, after(65)).incident

        assert running.levers == settled.levers


def test_a_move_of_a_score_is_judged_by_the_direction_that_is_stricter() -> None:
    lower = ScoreMove(stricter=Stricter.LOWER, before=0.8, after=0.6)
    higher = ScoreMove(stricter=Stricter.HIGHER, before=0.8, after=0.6)

    assert (lower.is_stricter, higher.is_stricter) == (True, False)


def test_every_refusal_of_a_lever_is_one_for_people() -> None:
    assert all(issubclass(kind, Refusal) for kind in (LeverAlready, TooManyLevers, UnknownLever))


WAYS: dict[str, Callable[[Incident, int, str, datetime], Change]] = {
    "put": lambda incident, _number, title, at: levers.put(incident, Pulling(title, BEN, 3), ANNA, at),
    "remove": lambda incident, number, _title, at: levers.remove(incident, number, BEN, at),
    "adopt": lambda incident, number, _title, at: levers.adopt(incident, number, BEN, at),
    "undo": lambda incident, number, _title, at: levers.undo(incident, number, BEN, at),
    "effect": lambda incident, number, _title, at: levers.note_effect(incident, number, "Seen", BEN, at),
    "ring": lambda incident, _number, _title, at: levers.ring(incident, at),
}
TITLES = st.sampled_from(["Feature off", "Input filter", "Banner", "banner"])


@given(st.lists(st.tuples(st.sampled_from(sorted(WAYS)), st.integers(1, 8), TITLES), max_size=25))
def test_no_order_of_clicks_loses_a_lever_or_sets_one_twice(clicks: list[tuple[str, int, str]]) -> None:
    incident, happened = commanded(), 0
    for minute, (way, number, title) in enumerate(clicks, start=6):
        with suppress(Refusal):
            incident, events = WAYS[way](incident, number, title, after(minute))
            happened += sum(isinstance(event, LeverSet) for event in events)

    standing = [lever.title.casefold() for lever in incident.levers if lever.is_set]
    waited_for = [lever.expected_at for lever in incident.levers if lever.is_waited_for]
    assert [lever.number for lever in incident.levers] == list(range(1, happened + 1))
    assert len(standing) == len(set(standing))
    assert due(incident) == min(waited_for, default=None)
