"""A replay under way: who acts in which channel, the forms they fill in, and what they can read afterwards."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sandbox import labels
from sandbox.blockkit.elements import all_options
from sandbox.own_policy import ANNOUNCED_IN
from sandbox.people import CannotError, Person
from sandbox.replay.cast import COMMANDER
from sandbox.replay.hearing import Hearing
from sandbox.replay.outcome import Outcome
from sandbox.replay.stage import Stage
from sandbox.replay.story import Story
from sandbox.scenario import Event, Scenario
from sandbox.screen import Outcome as Act
from sandbox.screen import Said, Screen

COMMAND = "/ai-incident"
BLAME = "About the system"
SOME = 60


@dataclass
class Play:
    """The replay's state: `channel` is the incident's channel, `commander` the role that commands."""

    scenario: Scenario
    stage: Stage
    story: Story
    hearing: Hearing
    outcome: Outcome
    channel: str = ""
    commander: str = ""
    noticed: tuple[str, str] | None = None
    _found_wrong: list[str] = field(default_factory=list)

    @property
    def commands_by_role(self) -> str:
        """The role that will command: the incident commander's, or else the one that declares."""
        declares = next(event.role for event in self.scenario.events if event.kind == "declare")
        return COMMANDER if COMMANDER in self.scenario.roles else declares

    def person(self, role: str) -> Person:
        """Who plays a role.

        Raises:
            CannotError: nobody does, as when nobody came to command.
        """
        if role not in self.stage.cast.people:
            raise CannotError(f"nobody acts as {role!r}" if role else "nobody commands")
        return self.stage.cast[role]

    async def wait(self, minutes: float) -> None:
        """Let minutes pass, as people take them between two acts."""
        await self.stage.pass_time(await self.stage.sandbox.now() + timedelta(minutes=minutes))

    async def tell(self, role: str, deed: str) -> None:
        """Tell what the bot did in the meantime, and then what a role does now."""
        self.story.answer(await self.hearing.listen(), later=True)
        self.story.tell(await self.stage.sandbox.now(), role, deed)

    async def answered(self) -> None:
        """Let the bot answer, tell it, and note which severity stands."""
        await self.stage.settle()
        self.story.answer(await self.hearing.listen())
        for problem in self._found_wrong:
            self.story.wrong(problem)
            self.outcome.problems.append(problem)
        self._found_wrong.clear()
        await self._note_severity()

    def must(self, happened: object, problem: str) -> None:
        """Note a problem unless something happened; it is told after the bot's answer."""
        if not happened:
            self._found_wrong.append(problem)

    async def comes_in(self, role: str) -> Person:
        """The person of that role, in the incident's channel.

        Raises:
            CannotError: there is no such channel for them.
        """
        person = self.person(role)
        here = next((entry for entry in (await person.channels()).values() if entry["id"] == self.channel), None)
        if here is None:
            raise CannotError(f"{role} finds no channel of the incident")
        if not here["member"]:
            await person.joins(self.channel)
        return person

    async def types(self, person: Person, command: str) -> Act:
        """Type a sub-command in the incident's channel."""
        return await person.types(f"{COMMAND} {command}", self.channel)

    async def opens(self, person: Person, command: str) -> Screen:
        """Type a sub-command that opens a form.

        Raises:
            CannotError: it opens none.
        """
        act = await self.types(person, command)
        view = await person.view()
        if view is None:
            raise CannotError(f"{COMMAND} {command} opens no form: {act.notice or await self._told_alone(person)}")
        return view

    async def _told_alone(self, person: Person) -> str:
        alone = [said.text for said in await person.messages(self.channel) if said.ephemeral]
        return alone[-1] if alone else "nothing is answered"

    async def submits(self, person: Person, values: Mapping[str, Any]) -> Act:
        """Fill in and submit the open form; advice about words of blame is read and closed.

        Raises:
            CannotError: it is refused.
        """
        act = await person.submits(values)
        if not act.ok:
            title = act.view.title if act.view else "a form"
            raise CannotError(f"{title!r} is refused: {act.notice or {**act.errors, **act.client_errors}}")
        if act.view is not None and act.view.title == BLAME:
            self.story.advise(person.name)
            await person.closes()
        return act

    @staticmethod
    def option(view: Screen, label: str, begins: str) -> str:
        """The option of a field whose text begins so.

        Raises:
            CannotError: there is none.
        """
        spot = labels.field(view.blocks, label)
        for option in all_options(spot.element) if spot else ():
            if option["text"]["text"].startswith(begins):
                return str(option["value"])
        raise CannotError(f"{view.title!r} offers no {begins!r} under {label!r}")

    async def presses(self, person: Person, label: str) -> None:
        """Press a button in the incident's channel.

        Raises:
            CannotError: there is none, or the bot fails.
        """
        act = await person.presses(self.channel, label)
        if not act.ok:
            raise CannotError(f"{label!r} fails: {act.notice}")

    async def card(self) -> Said:
        """The incident's card: the message that the bot pinned.

        Raises:
            CannotError: nothing is pinned.
        """
        said = await self.person(self.commands_by_role).messages(self.channel)
        pinned = [message for message in said if message.raw["pinned"]]
        if not pinned:
            raise CannotError("no card is pinned in the incident's channel")
        return pinned[0]

    async def reads(self, text: str, channel: str = "") -> bool:
        """Whether the bot wrote that text in a channel; the incident's unless another is named."""
        for said in await self.person(self.commands_by_role).messages(channel or self.channel):
            if said.raw["bot_id"] and not said.ephemeral and self.says(said, text):
                return True
        return False

    @staticmethod
    def says(said: Said, text: str) -> bool:
        """Whether a message holds a text, however it is wrapped and escaped."""
        return _flat(text) in _flat(said.words)

    async def is_announced(self, text: str) -> bool:
        """Whether the announcement says it."""
        return await self.reads(text, f"#{ANNOUNCED_IN}")

    async def topic(self) -> str:
        """The topic of the incident's channel."""
        channels = await self.person(self.commands_by_role).channels()
        return next((str(entry["topic"]) for entry in channels.values() if entry["id"] == self.channel), "")

    async def _note_severity(self) -> None:
        shown = (await self.topic()).split(" · ")[0] if self.channel else ""
        if shown and (not self.outcome.severities or self.outcome.severities[-1] != shown):
            self.outcome.severities.append(shown)


def _flat(text: str) -> str:
    return " ".join(html.unescape(text).split())


def quoted(text: str) -> str:
    """A text as the story quotes it."""
    return f"“{text}”"


def said_by(event: Event) -> str:
    """The beginning of what an event says, for a problem's sentence."""
    return quoted(event.text if len(event.text) <= SOME else f"{event.text[:SOME].rstrip()}…")
