"""One request, one transaction: all of it or nothing, and once however often it is delivered."""

import asyncio

import pytest

from bot.domain.declaring import Declaration
from bot.errors import NoCommander, NothingToShow, Refusal
from bot.service import checklist, command, declare, ending, look
from bot.service.checklist import OnStep
from bot.service.command import ByPerson
from bot.service.desk import Desk
from bot.service.ending import Closing
from tests.service.place import Place, short

DECLARATION = Declaration("It agrees with everything", "chat assistant", "UANNA")


def declare_and_refuse(desk: Desk, declaration: Declaration) -> int:
    declare.declare(desk, declaration)
    raise NoCommander


async def test_a_refused_request_leaves_nothing(place: Place) -> None:
    with pytest.raises(NoCommander):
        await place.ask(declare_and_refuse, DECLARATION)

    assert place.news() == []
    assert await place.ask(look.systems, None) == ()
    with pytest.raises(NothingToShow):
        place.incident()


async def test_a_refused_request_gives_its_number_back(place: Place) -> None:
    with pytest.raises(NoCommander):
        await place.ask(declare_and_refuse, DECLARATION)

    assert await place.ask(declare.declare, DECLARATION) == 1


async def test_a_refusal_in_the_middle_of_an_incident_changes_neither_state_nor_timeline(place: Place) -> None:
    await place.opened()
    before = place.incident(), place.timeline()

    with pytest.raises(Refusal):
        await place.ask(ending.resolve, Closing(1, "UBEN", "Done"))

    assert (place.incident(), place.timeline()) == before
    assert place.news() == []


async def test_a_submission_delivered_twice_makes_one_incident(place: Place) -> None:
    first = await place.office.ask_once("view:V1:start", declare.declare, DECLARATION)
    sent = place.news()

    second = await place.office.ask_once("view:V1:start", declare.declare, DECLARATION)

    assert (first, second) == ("1", "1")
    assert short(sent).count("open_channel") == 1
    assert place.news() == []


async def test_a_submission_delivered_many_times_at_once_makes_one_incident(place: Place) -> None:
    asked = [place.office.ask_once("view:V1:start", declare.declare, DECLARATION) for _ in range(12)]

    numbers = await asyncio.gather(*asked)

    assert set(numbers) == {"1"}
    assert short(place.news()).count("open_channel") == 1


async def test_a_corrected_submission_is_a_new_try(place: Place) -> None:
    with pytest.raises(NoCommander):
        await place.office.ask_once("view:V1:start", declare_and_refuse, DECLARATION)

    number = await place.office.ask_once("view:V1:start", declare.declare, DECLARATION)

    assert number == "1"


async def test_two_submissions_make_two_incidents(place: Place) -> None:
    numbers = [await place.office.ask_once(f"view:{view}:start", declare.declare, DECLARATION) for view in ("V1", "V2")]

    assert numbers == ["1", "2"]


async def test_of_many_who_press_at_once_one_takes_command(place: Place) -> None:
    await place.opened()
    pressed = [place.ask(command.take_command, ByPerson(1, f"U{person}")) for person in range(8)]

    outcomes = await asyncio.gather(*pressed, return_exceptions=True)

    assert sum(outcome is None for outcome in outcomes) == 1
    assert place.kinds().count("command_taken") == 1


async def test_everything_that_many_do_at_once_is_kept(place: Place) -> None:
    await place.opened()
    steps = [item.step_id for item in place.incident().checklist.items][:6]
    helping = [place.ask(command.offer_help, ByPerson(1, f"U{person}")) for person in range(6)]
    working = [place.ask(checklist.done, OnStep(1, "UANNA", step)) for step in steps]

    await asyncio.gather(*helping, *working)

    incident = place.incident()
    assert len(incident.helpers) == 6
    assert {item.step_id for item in incident.checklist.items if item.is_settled} == set(steps)


async def test_an_unknown_incident_is_refused(place: Place) -> None:
    with pytest.raises(NothingToShow):
        await place.ask(command.take_command, ByPerson(99, "UANNA"))


async def test_a_name_is_looked_up_once(place: Place) -> None:
    await place.opened()

    await place.ask(command.take_command, ByPerson(1, "UBEN"))
    await place.ask(command.offer_help, ByPerson(1, "UBEN"))

    assert short(place.news()).count("look_up UBEN") == 1


async def test_a_click_that_changes_nothing_says_nothing(place: Place) -> None:
    await place.opened()
    await place.ask(command.offer_help, ByPerson(1, "UBEN"))
    place.news()

    await place.ask(command.offer_help, ByPerson(1, "UBEN"))

    assert place.news() == []
