"""Command, help, hand-over and the checklist, as they land in state, timeline and outbox."""

import pytest

from bot.domain.checklist import item_of, of_phase
from bot.domain.incident import Role
from bot.domain.transcript import Person
from bot.errors import InvalidField, StaleButton, StepAlready
from bot.service import checklist, command
from bot.service.checklist import LeavePhase, OnStep
from bot.service.command import AssignRole, ByPerson, HandOver
from tests.service.place import Place, short, words

EVIDENCE = "stand checklist:unclassified:evidence"
CONFIRM = "stand checklist:unclassified:confirm"
STEP = "hold-changes"


async def test_command_is_said_in_the_channel_and_shown_on_card_topic_and_announcement(place: Place) -> None:
    await place.opened()

    await place.ask(command.take_command, ByPerson(1, "UBEN"))

    assert place.incident().commander == "UBEN"
    assert place.kinds() == ["declared", "command_taken"]
    news = short(place.news())
    assert {"post", "stand card", "stand announcement", "look_up UBEN"} <= set(news)
    assert not [call for call in news if call.startswith("stand checklist")]


async def test_who_is_given_a_role_is_invited(place: Place) -> None:
    await place.opened()

    await place.ask(command.assign_role, AssignRole(1, "UANNA", Role.LEGAL, "ULEGAL"))

    assert place.incident().roles == {Role.LEGAL: "ULEGAL"}
    assert {"invite ULEGAL", "look_up ULEGAL", "stand card"} <= set(short(place.news()))


async def test_command_and_roles_go_to_people_only(place: Place) -> None:
    await place.opened()
    await place.ask(command.take_command, ByPerson(1, "UBEN"))
    await place.meet(Person(id="UBOT", is_bot=True), Person(id="ULEFT", is_deactivated=True))

    with pytest.raises(InvalidField):
        await place.ask(command.hand_over, HandOver(1, "UBEN", "UBOT"))
    with pytest.raises(InvalidField):
        await place.ask(command.assign_role, AssignRole(1, "UBEN", Role.LEGAL, "ULEFT"))

    assert place.incident().roles == {Role.COMMANDER: "UBEN"}


async def test_a_hand_over_asks_the_successor_and_the_question_goes_when_accepted(place: Place) -> None:
    await place.opened()
    await place.ask(command.take_command, ByPerson(1, "UBEN"))
    place.news()

    await place.ask(command.hand_over, HandOver(1, "UBEN", "UCARLA"))
    asked = place.news()
    await place.ask(command.accept, ByPerson(1, "UCARLA"))
    accepted = place.news()

    assert {"invite UCARLA", "post hand_over"} <= set(short(asked))
    assert "accept_hand_over" in words(asked)
    assert "remove hand_over" in short(accepted)
    assert place.kinds()[-2:] == ["hand_over_offered", "hand_over_accepted"]


async def test_a_click_edits_the_checklist_and_nothing_else(place: Place) -> None:
    await place.opened()

    await place.ask(checklist.done, OnStep(1, "UANNA", STEP, "Release frozen"))

    assert place.kinds() == ["declared", "step_done"]
    assert short(place.news()) == [EVIDENCE]


async def test_skip_assign_and_undo_are_kept_with_their_words(place: Place) -> None:
    await place.opened()

    await place.ask(checklist.assign, OnStep(1, "UBEN", STEP))
    await place.ask(checklist.skip, OnStep(1, "UBEN", STEP, "Nothing is deployed"))
    await place.ask(checklist.undo, OnStep(1, "UANNA", STEP))

    item = item_of(place.incident().checklist, STEP)
    assert (item.is_settled, item.assignee) == (False, "UBEN")
    assert place.kinds()[1:] == ["step_assigned", "step_skipped", "step_undone"]
    assert [getattr(event, "reason", None) for event in place.timeline()][2] == "Nothing is deployed"


async def test_the_last_step_of_a_phase_posts_the_next(place: Place) -> None:
    await place.opened()
    steps = [item.step_id for item in of_phase(place.incident().checklist)]

    for step in steps:
        place.news()
        await place.ask(checklist.done, OnStep(1, "UANNA", step))

    assert short(place.news()) == [EVIDENCE, CONFIRM]
    assert place.kinds()[-1] == "phase_advanced"


async def test_next_phase_posts_it_and_closes_the_one_before(place: Place) -> None:
    await place.opened()

    await place.ask(checklist.next_phase, LeavePhase(1, "UANNA", "evidence"))

    assert short(place.news()) == [EVIDENCE, CONFIRM]


async def test_what_was_left_open_shows_as_done_where_it_is_worked(place: Place) -> None:
    """The message of the present phase takes along what earlier phases left open."""
    await place.opened()
    await place.ask(checklist.next_phase, LeavePhase(1, "UANNA", "evidence"))
    place.news()

    await place.ask(checklist.done, OnStep(1, "UANNA", STEP))

    assert CONFIRM in short(place.news())


async def test_next_phase_pressed_twice_moves_once(place: Place) -> None:
    await place.opened()
    await place.ask(checklist.next_phase, LeavePhase(1, "UANNA", "evidence"))

    with pytest.raises(StaleButton):
        await place.ask(checklist.next_phase, LeavePhase(1, "UBEN", "evidence"))

    assert place.kinds().count("phase_advanced") == 1


async def test_the_second_click_on_a_step_learns_who_was_first(place: Place) -> None:
    await place.opened()
    await place.ask(checklist.done, OnStep(1, "UBEN", STEP))

    with pytest.raises(StepAlready) as refusal:
        await place.ask(checklist.done, OnStep(1, "UANNA", STEP))

    assert refusal.value.values["by"] == "UBEN"
