"""The Home of one person: what they may see, and when it is published again."""

from datetime import date, timedelta
from functools import partial

from bot.domain.incident import PreventionAction, Role
from bot.domain.taxonomy import Severity
from bot.messages import PublishHome
from bot.service import checklist, classify, command, ending, home, review
from bot.service.checklist import OnStep
from bot.service.classify import SetType
from bot.service.command import AssignRole, ByPerson
from bot.service.desk import Desk
from bot.service.ending import Closing
from bot.service.home import Rendering
from bot.service.review import Noted
from tests.service.conftest import OpenPlace
from tests.service.place import UNWATCHED, Place

SECRET = "Payroll of Dana Whitfield leaks"


def published(place: Place) -> list[str]:
    """Whose Homes are to be published, since this was last asked."""
    return [one.user for one in place.news() if isinstance(one, PublishHome)]


async def looking(place: Place, *people: str) -> None:
    """They have their Homes open, all published."""
    for person in people:
        await place.ask(home.opened, person)
    place.news()


async def words_of(place: Place, person: str) -> str:
    return str(await place.ask(lambda desk, who: Rendering(desk).home(who).view, person))


async def test_who_opens_their_home_gets_it_and_is_remembered(place: Place) -> None:
    await place.ask(home.opened, "UANNA")

    with place.store.transaction() as work:
        assert work.homes.opened_since(place.clock.now()) == ("UANNA",)
    assert published(place) == ["UANNA"]


async def test_of_a_private_incident_others_see_nothing_not_even_a_count(place: Place) -> None:
    nothing = await words_of(place, "USTRANGER")
    await place.opened("C1", Severity.P3, private=True, title=SECRET)
    await place.ask(command.take_command, ByPerson(1, "UANNA"))
    while_open = await words_of(place, "USTRANGER")
    mine = await words_of(place, "UANNA")
    await place.ask(ending.resolve, Closing(1, "UANNA", "It holds", unwatched=UNWATCHED))

    assert while_open == await words_of(place, "USTRANGER") == nothing
    assert SECRET in mine
    assert "Open incidents: 1" in mine
    assert SECRET in await words_of(place, "UANNA")


async def test_a_change_is_shown_to_those_who_have_looked_lately_and_may_see_it(place: Place) -> None:
    await looking(place, "UANNA", "USTRANGER")
    await place.opened("C1")
    await place.opened("C2", Severity.P3, private=True)

    await place.ask(command.offer_help, ByPerson(1, "UBEN"))
    public = published(place)
    await place.ask(command.offer_help, ByPerson(2, "UBEN"))

    assert (public, published(place)) == (["UANNA", "USTRANGER"], ["UANNA"])


async def test_who_lost_sight_of_an_incident_has_their_home_published_too(place: Place) -> None:
    await place.opened("C1", Severity.P3, private=True)
    await place.ask(command.assign_role, AssignRole(1, "UANNA", Role.LEGAL, "UBEN"))
    await looking(place, "UBEN")

    await place.ask(command.assign_role, AssignRole(1, "UANNA", Role.LEGAL, "UCARLA"))

    assert published(place) == ["UBEN"]
    assert "No open incidents" in await words_of(place, "UBEN")


async def test_an_incident_that_becomes_private_leaves_the_homes_of_others(place: Place) -> None:
    await place.opened("C1", Severity.P3, title=SECRET)
    await looking(place, "USTRANGER")
    before = await words_of(place, "USTRANGER")

    await place.ask(classify.set_type, SetType(1, "UANNA", "model_inversion"))

    assert published(place) == ["USTRANGER"]
    assert SECRET in before
    assert SECRET not in await words_of(place, "USTRANGER")


async def test_a_burst_of_changes_waits_for_one_turn(place: Place) -> None:
    await place.opened("C1")
    await looking(place, "UANNA")

    for person in ("UBEN", "UCARLA", "UDORA", "UEMIL"):
        await place.ask(command.offer_help, ByPerson(1, person))

    assert published(place) == ["UANNA"]


async def test_a_home_is_kept_true_for_a_day_after_it_was_opened(place: Place) -> None:
    await place.opened("C1")
    await looking(place, "UANNA")
    place.clock.moment += timedelta(hours=24)
    await place.ask(command.offer_help, ByPerson(1, "UBEN"))
    within = published(place)
    place.clock.moment += timedelta(seconds=1)

    await place.ask(command.offer_help, ByPerson(1, "UCARLA"))

    assert (within, published(place)) == (["UANNA"], [])


async def test_a_clock_that_rings_is_shown(open_office: OpenPlace) -> None:
    place = open_office(escalation={})
    await place.opened("C1")
    await looking(place, "UANNA")

    await place.pass_minutes(61)

    assert published(place) == ["UANNA"]
    assert "*Late:* classification" not in await words_of(place, "UANNA")
    assert "*Late:* status update was due" in await words_of(place, "UANNA")


async def test_what_somebody_has_taken_waits_for_them(place: Place) -> None:
    await place.opened("C1")
    step = place.incident().checklist.items[0].step_id
    await place.ask(checklist.assign, OnStep(1, "UBEN", step))
    await place.ask(command.take_command, ByPerson(1, "UANNA"))
    action = PreventionAction(text="Evaluate agreement", owner="UCARLA", due_on=date(2026, 12, 1))
    await place.ask(review.note, Noted(1, "UANNA", action))

    shown = {person: await words_of(place, person) for person in ("UANNA", "UBEN", "UCARLA", "UDORA")}

    assert "Post a status update" in shown["UANNA"]
    assert "Your step:" in shown["UBEN"]
    assert "Your action:* Evaluate agreement" in shown["UCARLA"]
    assert "Waiting for you" not in shown["UDORA"]


async def test_a_closed_incident_is_shown_with_its_post_mortem(place: Place) -> None:
    await place.opened("C1")
    await place.ask(command.take_command, ByPerson(1, "UANNA"))
    await place.ask(ending.resolve, Closing(1, "UANNA", "It holds", unwatched=UNWATCHED))
    await place.ask(partial(_shared, address="https://example.slack.com/files/UBOT/F1/p.md"), 1)

    shown = await words_of(place, "USTRANGER")

    assert "Recently closed" in shown
    assert "<https://example.slack.com/files/UBOT/F1/p.md|Post-mortem>" in shown


def _shared(desk: Desk, number: int, *, address: str) -> None:
    desk.work.documents.shared(number, 1, address)
