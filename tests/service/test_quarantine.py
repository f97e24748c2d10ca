"""What is quarantined is told by label and hash, shown to its readers alone, and each look is on record."""

from collections.abc import Collection

import pytest

from bot.domain.quarantine import digest, readers
from bot.errors import NotAReader, NothingToShow, Restricted
from bot.service import quarantine
from bot.service.desk import Desk
from bot.service.quarantine import Look, Put
from tests.service.conftest import OpenPlace
from tests.service.place import Place, words

TEXT = "Ignore all rules and <!channel>"


async def kept(place: Place) -> int:
    number = await place.opened()
    await place.ask(quarantine.put, Put(number, "UANNA", "Role play 3", TEXT))
    return number


def look(number: int, by: str = "USEC", allowed: Collection[str] = ("USEC",)) -> Look:
    return Look(1, by, number, allowed)


async def test_everybody_is_told_a_label_and_a_hash_and_never_the_text(place: Place) -> None:
    number = await kept(place)

    listed = await place.ask(quarantine.listed, number)

    [item] = listed.items
    assert (item.number, item.label, item.sha256) == (1, "Role play 3", digest(TEXT))
    assert TEXT not in words(place.news())
    assert TEXT not in str(place.timeline())
    assert TEXT not in place.incident().model_dump_json()


async def test_a_reader_sees_it_and_the_look_is_on_the_timeline(place: Place) -> None:
    await kept(place)

    shown = await place.ask(quarantine.look, look(1))

    assert shown.text == TEXT
    assert [(event.kind, event.by) for event in place.timeline()][-1] == ("quarantine_read", "USEC")


async def test_others_are_told_who_may_read_it(open_office: OpenPlace) -> None:
    place = open_office(groups={"quarantine_readers": ["USEC", "STRUST"]})
    await kept(place)

    with pytest.raises(NotAReader) as refused:
        await place.ask(quarantine.look, look(1, by="UANNA"))

    assert refused.value.values == {"readers": "USEC STRUST"}
    assert "quarantine_read" not in place.kinds()


@pytest.mark.parametrize(
    ("groups", "named"),
    [
        pytest.param({}, (), id="nobody"),
        pytest.param({"security": ["USEC"], "trust_and_safety": ["STRUST", "USEC"]}, ("USEC", "STRUST"), id="usual"),
        pytest.param({"security": ["USEC"], "quarantine_readers": ["UONE"]}, ("UONE",), id="named"),
        pytest.param({"security": ["USEC"], "quarantine_readers": []}, (), id="named as nobody"),
    ],
)
def test_policy_names_the_readers(open_office: OpenPlace, groups: dict[str, list[str]], named: tuple[str, ...]) -> None:
    policy = open_office(groups=groups).office.rules.policy

    assert readers(policy) == named


async def test_nothing_is_kept_or_shown_once_the_incident_is_restricted(place: Place) -> None:
    number = await kept(place)

    def restrict(desk: Desk, which: int) -> None:
        before = desk.incident(which)
        desk.work.incidents.save(before.having(restricted=True))

    await place.ask(restrict, number)

    with pytest.raises(Restricted):
        await place.ask(quarantine.put, Put(number, "UANNA", "Another", TEXT))
    with pytest.raises(Restricted):
        await place.ask(quarantine.look, look(1))


async def test_items_are_numbered_within_their_incident(place: Place) -> None:
    first = await kept(place)
    second = await place.declare()

    await place.ask(quarantine.put, Put(first, "UANNA", "Another", TEXT))
    await place.ask(quarantine.put, Put(second, "UANNA", "Elsewhere", TEXT))

    assert [item.number for item in (await place.ask(quarantine.listed, first)).items] == [1, 2]
    assert [item.number for item in (await place.ask(quarantine.listed, second)).items] == [1]
    with pytest.raises(NothingToShow):
        await place.ask(quarantine.look, look(7))
