"""The daily look at systems on record, as it lands in the outbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.systems import Bundle, Rehearsal, System
from bot.domain.transcript import Person
from bot.inventory import load_inventory
from bot.messages import Direct, Message, Post, TellGroup
from bot.service import readiness, systems
from bot.service.desk import Office
from bot.service.systems import Tried
from tests.service.conftest import OpenPlace
from tests.service.place import Place, words

MIDNIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
NAME = "chat assistant"


def system(owner: str | None, **said: object) -> System:
    bundles = tuple(Bundle(label=label, minutes=5) for label in ("v3", "v2", "v1"))
    return System.model_validate({"name": NAME, "owner": owner, "bundles": bundles, "rollback": "make it", **said})


async def keep(place: Place, *kept: System) -> None:
    for one in kept:
        await place.ask(lambda desk, new: desk.work.systems.save(new, "UANNA", desk.now), one)


async def day(place: Place, days: int = 1) -> Sequence[Message]:
    """Let days pass with a tick each hour; return what is sent meanwhile."""
    for _ in range(days * 24):
        await readiness.tick(place.office)
        place.clock.moment += timedelta(hours=1)
    return place.news()


async def test_an_owner_is_told_at_nine_of_their_own_morning(place: Place) -> None:
    place.clock.moment = MIDNIGHT
    await place.meet(Person(id="UOWNER", tz="America/New_York"))
    await keep(place, system("UOWNER"))

    await day(place, 0)
    place.clock.moment = MIDNIGHT + timedelta(hours=13, minutes=59)
    await readiness.tick(place.office)
    before = place.news()
    place.clock.moment = MIDNIGHT + timedelta(hours=14)
    await readiness.tick(place.office)

    (message,) = place.news()
    assert before == []
    assert isinstance(message, Post)
    assert message.to == Direct(user="UOWNER")
    assert "a rollback was never rehearsed" in message.says.blocks[0]["text"]["text"].lower()


async def test_a_group_hears_once_and_then_weekly_also_after_a_restart(place: Place) -> None:
    place.clock.moment = MIDNIGHT
    await keep(place, system("S0OWNERS"))

    first = await day(place)
    place.office = Office(place.store, place.office.rules, place.clock)
    week = await day(place, 6)
    second = await day(place)

    assert [type(one) for one in first] == [TellGroup]
    assert week == []
    assert [type(one) for one in second] == [TellGroup]


async def test_nobody_hears_of_what_is_ready_and_a_rehearsal_ends_it(place: Place) -> None:
    place.clock.moment = MIDNIGHT
    await keep(place, system("UOWNER"), system(None, name="unowned"))
    await day(place)

    rehearsal = Rehearsal(on=place.clock.now().date(), minutes=9)
    await place.ask(systems.rehearsed, Tried(NAME, "UANNA", rehearsal))
    place.news()

    assert await day(place, 8) == []


async def test_a_rehearsal_that_grows_old_is_told_the_day_after_its_ninetieth(place: Place) -> None:
    place.clock.moment = MIDNIGHT
    await keep(place, system("UOWNER", rehearsal={"on": MIDNIGHT.date() - timedelta(days=89), "minutes": 5}))

    assert await day(place, 2) == []
    assert "91 days old" in words(await day(place))


async def test_the_time_is_policys_and_files_are_looked_at_too(open_office: OpenPlace, tmp_path: Path) -> None:
    place = open_office(readiness_check_at="06:30")
    place.clock.moment = MIDNIGHT + timedelta(hours=6, minutes=15)
    (tmp_path / "chat.yml").write_text("name: Ranking\nowner: UOWNER\n")
    place.office.rules = replace(place.office.rules, inventory=load_inventory(tmp_path))

    await readiness.tick(place.office)
    early = place.news()
    place.clock.moment += timedelta(minutes=15)
    await readiness.tick(place.office)

    assert early == []
    assert "Ranking" in words(place.news())
