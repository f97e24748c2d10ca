"""What lists and modals show, and the plan for a system before anything happens."""

import pytest

from bot.domain.incident import Role
from bot.errors import NotAnIncident, NothingToShow
from bot.messages import Upload
from bot.service import command, ending, look, plan
from bot.service.command import AssignRole, ByPerson
from bot.service.ending import Closing
from bot.service.look import InChannel
from bot.service.plan import Plan
from tests.service.conftest import OpenPlace
from tests.service.place import UNWATCHED, Place


async def listed(place: Place, person: str) -> list[int]:
    return [one.incident.number for one in await place.ask(look.open_incidents, person)]


async def test_open_incidents_are_listed_with_their_channels(place: Place) -> None:
    await place.opened("C1")
    await place.opened("C2")

    shown = await place.ask(look.open_incidents, "USTRANGER")

    assert [(one.incident.number, one.channel) for one in shown] == [(1, "C1"), (2, "C2")]


async def test_a_private_incident_is_listed_only_for_who_has_a_part_in_it(place: Place) -> None:
    await place.opened("C1")
    await place.opened("C2", private=True, reporter="UREPORTER")
    await place.ask(command.assign_role, AssignRole(2, "UREPORTER", Role.LEGAL, "ULEGAL"))
    await place.ask(command.offer_help, ByPerson(2, "UHELPER"))

    seen = {person: await listed(place, person) for person in ("UREPORTER", "ULEGAL", "UHELPER", "USTRANGER")}

    assert seen == {"UREPORTER": [1, 2], "ULEGAL": [1, 2], "UHELPER": [1, 2], "USTRANGER": [1]}


async def test_a_private_incident_is_listed_for_whom_it_calls(open_office: OpenPlace) -> None:
    place = open_office(escalation={"P1": ["UCALLED"]})
    await place.opened("C1", private=True)

    shown = await place.ask(look.open_incidents, "UCALLED")

    assert [one.incident.number for one in shown] == [1]


async def test_a_resolved_incident_is_not_listed(place: Place) -> None:
    await place.opened()
    await place.ask(command.take_command, ByPerson(1, "UANNA"))
    await place.ask(ending.resolve, Closing(1, "UANNA", "It holds", unwatched=UNWATCHED))

    with pytest.raises(NothingToShow):
        await place.ask(look.open_incidents, "UANNA")


async def test_a_channel_leads_to_its_incident_and_another_to_a_refusal(place: Place) -> None:
    await place.opened("C1")

    found = await place.ask(look.incident_in, InChannel("C1", "update"))

    assert found.number == 1
    with pytest.raises(NotAnIncident) as refusal:
        await place.ask(look.incident_in, InChannel("CRANDOM", "update"))
    assert refusal.value.values == {"command": "update"}


async def test_systems_are_known_after_their_first_incident(place: Place) -> None:
    await place.declare(system="refund bot")

    assert await place.ask(look.systems, None) == ("refund bot",)


async def test_a_plan_is_sent_to_who_asked_for_it_as_a_file(place: Place) -> None:
    await place.ask(plan.write, Plan("UANNA", "Refund Bot", "Answers about refunds", ("bias_detection",)))

    (upload,) = place.news()
    assert isinstance(upload, Upload)
    assert upload.to.model_dump() == {"place": "direct", "user": "UANNA"}
    assert upload.filename == "response-plan-refund-bot.md"
    assert "Answers about refunds" in upload.content


async def test_a_plan_for_no_type_in_particular_has_them_all(place: Place) -> None:
    await place.ask(plan.write, Plan("UANNA", "Refund Bot", None, ()))

    (upload,) = place.news()
    assert isinstance(upload, Upload)
    for book in place.office.rules.library.types():
        assert book.title in upload.content
