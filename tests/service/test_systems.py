"""Systems are put on record, judged, rehearsed, and shown on the cards of their incidents."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.shorthand import read_retention
from bot.domain.systems import Bundle, Registry, Rehearsal, Triggers
from bot.errors import FiledSystem, NothingToShow, UnknownSystem
from bot.inventory import Inventory, load_inventory
from bot.service import look, systems
from bot.service.look import InChannel
from bot.service.systems import Bundles, Facts, Tried
from tests.service.place import Place, short

NAME = "chat assistant"
FILE = """\
name: Chat Assistant
purpose: Answers questions about orders
bundles: [{label: v3}, {label: v2, minutes: 5}, {label: v1, minutes: 5}]
rollback: make rollback
"""
THREE = tuple(Bundle(label=label, minutes=5) for label in ("v3", "v2", "v1"))


def facts(**changes: Any) -> Facts:
    said: dict[str, Any] = {
        "system": NAME,
        "by": "UANNA",
        "purpose": "Answers questions",
        "owner": "UOWNER",
        "rollback": "make rollback",
        "triggers": Triggers(),
        "log_retention": read_retention("traces: 30 days"),
        "eu_high_risk": True,
        "registry": Registry(model="chat"),
    }
    return Facts(**{**said, **changes})


def tried(on: date = date(2026, 11, 20)) -> Tried:
    return Tried(NAME, "UANNA", Rehearsal(on=on, minutes=9, by="UBEN"))


def filed(place: Place, folder: Path) -> None:
    (folder / "chat.yml").write_text(FILE)
    place.office.rules = replace(place.office.rules, inventory=load_inventory(folder))


async def test_facts_and_bundles_are_kept_apart_and_make_one_record(place: Place) -> None:
    await place.ask(systems.keep_bundles, Bundles(NAME, "UANNA", THREE))
    await place.ask(systems.keep_facts, facts())

    kept = await place.ask(lambda desk, name: desk.system(name), "CHAT  assistant")

    assert kept is not None
    assert (kept.bundles, kept.owner, kept.eu_high_risk) == (THREE, "UOWNER", True)
    assert kept.log_retention == {"traces": timedelta(days=30)}
    assert "look_up UOWNER" in short(place.news())


async def test_a_rehearsal_makes_a_system_ready(place: Place) -> None:
    await place.ask(systems.keep_bundles, Bundles(NAME, "UANNA", THREE))
    await place.ask(systems.keep_facts, facts())
    before = await place.ask(systems.on_record, NAME)

    day = place.clock.now().date()
    await place.ask(systems.rehearsed, tried(day))
    await place.ask(systems.rehearsed, tried(day - timedelta(days=200)))

    after = await place.ask(systems.on_record, NAME)
    assert not before.readiness.is_ready
    assert after.readiness.is_ready
    assert after.system.rehearsal == Rehearsal(on=day, minutes=9, by="UBEN")


async def test_what_stands_in_a_file_is_not_changed_here_but_rehearsed(place: Place, tmp_path: Path) -> None:
    await place.ask(systems.keep_facts, facts(purpose="Something else"))
    filed(place, tmp_path)

    for change in (systems.keep_facts, systems.keep_bundles):
        with pytest.raises(FiledSystem, match=r"chat\.yml"):
            await place.ask(change, facts())  # refused before it is looked at
    await place.ask(systems.rehearsed, tried(place.clock.now().date()))

    known = await place.ask(systems.on_record, NAME)
    assert known.system.purpose == "Answers questions about orders"
    assert known.readiness.is_ready
    assert await place.ask(systems.purpose, NAME) == "Answers questions about orders"


async def test_cards_under_way_show_what_is_put_on_record(place: Place) -> None:
    number = await place.opened()
    other = await place.declare(system="ranking")
    place.news()

    await place.ask(systems.keep_bundles, Bundles("Chat Assistant", "UANNA", THREE))

    assert short(place.news()).count("stand card") == 1
    seeing = await place.ask(lambda desk, _: desk.rules.seeing(desk.work, desk.now).standing, None)
    with place.store.transaction() as work:
        standing = replace(seeing, on_record=place.office.rules.seeing(work, place.clock.now()).standing.on_record)
        assert "In service: *v3*" in str(standing.stand(work.incidents.get(number), "card"))
        assert "In service" not in str(standing.stand(work.incidents.get(other), "card"))


async def test_known_systems_are_those_of_incidents_and_those_on_record_each_once(place: Place, tmp_path: Path) -> None:
    await place.declare(system="ranking")
    await place.declare(system=NAME)
    filed(place, tmp_path)
    await place.ask(systems.keep_facts, facts(system="summaries"))

    assert sorted(await place.ask(look.systems, None)) == ["chat assistant", "ranking", "summaries"]
    assert (await place.ask(look.around, InChannel("C9", "readiness Summaries "))).names_system
    assert not (await place.ask(look.around, InChannel("C9", "system prompt leaked"))).names_system


async def test_what_is_not_on_record_is_said(place: Place) -> None:
    place.office.rules = replace(place.office.rules, inventory=Inventory())

    with pytest.raises(UnknownSystem):
        await place.ask(systems.on_record, NAME)
    with pytest.raises(NothingToShow):
        await place.ask(systems.all_on_record, None)
    with pytest.raises(UnknownSystem):
        await place.ask(systems.rehearsed, tried())
