"""The whole life of an incident, each step repeated until it has come to pass."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sandbox.people import Person
from sandbox.screen import Said
from tests.chaos.killing import Survivor
from tests.stories.looking import incident_channels
from tests.stories.town import ANNOUNCE, Town

TITLE = "Answers invent refund rules"
UPDATE = {
    "What we know": "The refund answers come from a stale index",
    "What we do": "Rolling the index back",
    "Customer impact": "Refund questions are answered wrongly",
}


async def live(survivor: Survivor) -> str:
    """Declare, command, work, classify, update, be reminded, stop the harm, resolve, compile; returns the channel."""
    town = survivor.town
    ada = await town.person("ada")
    await survivor.does(lambda: ada.types(f"/ai-incident p1 {TITLE}"), lambda: _is_open(ada))
    channel = await town.channel_of(ada)
    await survivor.does(
        lambda: ada.presses(channel, "Take command"), lambda: _says(town, ada, channel, "commander: <@")
    )
    await survivor.does(lambda: ada.presses(channel, "Done"), lambda: _stands(ada, channel, "done by"))
    await survivor.does(
        lambda: _form(ada, channel, "type", {"Type": "Hallucination spike"}),
        lambda: _says(town, ada, channel, "Type: Hallucination spike"),
    )
    await survivor.does(
        lambda: _form(ada, channel, "severity", {"Severity": "P0", "Reason": "It reached many"}),
        lambda: _says(town, ada, channel, "P0 — Critical"),
    )
    await survivor.does(
        lambda: _form(ada, channel, "update", UPDATE), lambda: _says(town, ada, channel, "Latest update")
    )
    await survivor.waits(minutes=31)
    assert await _stands(ada, channel, "Status update is due")
    await survivor.does(
        lambda: _form(ada, channel, "mitigated", {"What stopped the harm?": "The old index"}),
        lambda: _says(town, ada, channel, "No: it stopped"),
    )
    return channel


async def seen(town: Town, channel: str) -> Mapping[str, list[str]]:
    """Everything that stands where people can read it: the incident's channel, and the announcements."""
    ada = await town.person("ada")
    return {
        "incident": [said.words for said in await ada.messages(channel) if _is_said(said)],
        "topics in a row": _twice([said.words for said in await ada.messages(channel) if said.raw["subtype"]]),
        "announced": [said.words for said in await ada.messages(ANNOUNCE) if said.raw["bot_id"]],
    }


def _is_said(said: Said) -> bool:
    """Words of the bot; lines of a changed topic differ by how many changes came together."""
    return bool(said.raw["bot_id"]) and not said.ephemeral and said.raw["subtype"] != "channel_topic"


def _twice(lines: list[str]) -> list[str]:
    return [one for one, other in pairwise(lines) if one == other]


async def _form(person: Person, channel: str, command: str, values: Mapping[str, Any]) -> None:
    await person.types(f"/ai-incident {command}", channel)
    await person.submits(values)


async def _is_open(person: Person) -> bool:
    return bool(await incident_channels(person))


async def _says(town: Town, person: Person, channel: str, words: str) -> bool:
    return words in (await town.card(person, channel)).words


async def _stands(person: Person, channel: str, words: str) -> bool:
    return any(words in said.words for said in await person.messages(channel))
