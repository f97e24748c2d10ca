"""What stories look at besides messages: channels, the requests between bot and Slack, documents."""

from typing import Any

from sandbox.people import Person
from sandbox.screen import Said
from tests.stories.town import Town

Json = dict[str, Any]


async def channel_as_seen(person: Person, channel: str) -> Json:
    """A channel with its name, topic, pins and bookmarks."""
    return next(one for one in (await person.channels()).values() if one["id"] == channel)


async def incident_channels(person: Person) -> list[str]:
    """The names of the incident channels that a person sees, oldest first."""
    found = [(one["id"], name) for name, one in (await person.channels()).items() if name.startswith("inc-")]
    return [name for _, name in sorted(found)]


async def requests(town: Town, what: str) -> list[Json]:
    """The requests of one kind so far: a method that the bot called, or something that was delivered to it."""
    return [entry["request"] for entry in await town.sandbox.log() if entry["what"] == what]


async def from_the_bot(person: Person, channel: str) -> list[Said]:
    """What the bot wrote in a channel."""
    return [said for said in await person.messages(channel) if said.raw["bot_id"] and said.blocks]


async def checklist(person: Person, channel: str, phase: str) -> Said:
    """The only message of a phase of the checklist."""
    [found] = [said for said in await from_the_bot(person, channel) if said.text.startswith(f"{phase}: ")]
    return found


async def document(person: Person, channel: str) -> str:
    """The newest Markdown file in a channel."""
    files = [file for said in await person.messages(channel) for file in said.raw["files"]]
    return await person.reads_file(str(files[-1]["id"]))
