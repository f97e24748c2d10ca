"""Power cuts: wherever the bot is killed, the incident ends up whole, and nothing of it stands twice or is missing."""

import asyncio
import os
import random
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from sandbox.people import Person
from tests.chaos.killing import Doom, Survivor, reap
from tests.chaos.life import live, seen
from tests.stories.looking import channel_as_seen, incident_channels
from tests.stories.town import Plot, Town, open_town

SEED = int(os.environ.get("CHAOS_SEED", "1"))
KILLS = int(os.environ.get("CHAOS_N", "4"))
CALLS_OF_A_LIFE = 42


def dooms() -> list[Doom]:
    """The moments of death, drawn with the seed."""
    chance = random.Random(SEED)  # noqa: S311  # repeatable on purpose
    return [Doom(chance.randint(3, CALLS_OF_A_LIFE), before=chance.random() < 0.5) for _ in range(KILLS)]


@asynccontextmanager
async def a_life(folder: Path, journal: Path, doom: Doom | None) -> AsyncIterator[tuple[Survivor, str]]:
    """A whole life of an incident, with one death at most; the town still stands."""
    async with open_town(Plot(folder, journal), {}) as town, AsyncExitStack() as bots:
        survivor = Survivor(town, reap(town, doom), bots)
        yield survivor, await live(survivor)


class Ending(NamedTuple):
    """What a life left behind, after how many calls and deaths."""

    found: Mapping[str, object]
    calls: int
    deaths: int


def plain(words: str) -> str:
    """Without times: a retry moves the clock by seconds."""
    return re.sub(r"\d+", "#", words)


async def whole(town: Town, person: Person, channel: str) -> Mapping[str, object]:
    """What an incident's channel has once and must have."""
    shown = await channel_as_seen(person, channel)
    said = await seen(town, channel)
    return {
        "channels": await incident_channels(person),
        "pins": len(shown["pins"]),
        "bookmarks": [mark["title"] for mark in shown["bookmarks"]],
        "topic": shown["topic"],
        **{where: sorted(map(plain, words)) for where, words in said.items()},
    }


async def ended(folder: Path, journal: Path, doom: Doom | None) -> Ending:
    """Live a life, and look at what it has left."""
    async with a_life(folder, journal, doom) as (survivor, channel):
        found = await whole(survivor.town, await survivor.town.person("ada"), channel)
        return Ending(found, survivor.reaper.calls, survivor.deaths)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Ending:
    """How it ends where nothing happens to the bot."""
    folder = tmp_path_factory.mktemp("undisturbed")
    return asyncio.run(ended(folder, folder / "journal.jsonl", None))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("doom", dooms(), ids=str)
async def test_a_bot_that_is_killed_leaves_the_incident_whole(
    doom: Doom, undisturbed: Ending, tmp_path: Path, journal: Path
) -> None:
    found = await ended(tmp_path, journal, doom)

    print(f"seed {SEED}, killed {found.deaths} time(s), {doom}, {found.calls} calls")  # noqa: T201  # told
    assert found.found == undisturbed.found
