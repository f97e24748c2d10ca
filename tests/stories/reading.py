"""What people of the stories read: messages by their words, buttons by their labels, answers to them alone."""

from sandbox.people import Person
from sandbox.screen import Said
from tests.stories.town import ANNOUNCE, Town


def has(said: Said, *words: str) -> bool:
    """Whether all of it can be read in a message; says what cannot."""
    missing = [each for each in words if each not in said.words]
    assert not missing, f"{missing} not in:\n{said.words}"
    return True


async def reading(person: Person, channel: str, text: str) -> list[Said]:
    """The messages in which a text can be read."""
    return [said for said in await person.messages(channel) if text in said.words]


async def offers(person: Person, channel: str, label: str) -> bool:
    """Whether a button of that label stands anywhere in the channel."""
    return any(label in said.words.splitlines() for said in await person.messages(channel))


async def direct(person: Person) -> str:
    """The channel of a person's direct messages with the bot."""
    return str(next(one["id"] for one in (await person.channels()).values() if one["is_im"]))


async def ask(town: Town, person: Person, channel: str, line: str) -> Said:
    """Type a sub-command; returns the answer that the person alone sees."""
    await person.types(f"/ai-incident {line}", channel)
    await town.settle()
    return [said for said in await person.messages(channel) if said.ephemeral][-1]


async def announcement(person: Person) -> Said:
    """The announcement of the only incident."""
    [said] = [said for said in await person.messages(ANNOUNCE) if said.raw["bot_id"] and "Incident" in said.words]
    return said
