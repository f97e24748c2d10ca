"""What a test of the relay holds in its hands."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.blocks import checked
from bot.blocks.parts import section
from bot.clock import SandboxClock
from bot.domain.incident import Incident
from bot.domain.transcript import Entry
from bot.messages import Home, Message, OpenChannel, Rendered
from bot.relay import Relay
from bot.slack import Identity
from bot.store import MessageRef, Store, Work
from sandbox.people import Sandbox
from sandbox.process import Running

NOON = datetime(2025, 4, 27, 12, 0, tzinfo=UTC)
ADA, BEN, IVO = "U0000ADA01", "U0000BEN02", "U0000IVO09"  # as in the sandbox's workspace; Ivo has left


class Titles:
    """Renders what stands as the slot and the incident's title; the slot `nothing` shows nothing."""

    def stand(self, incident: Incident, slot: str) -> Rendered | None:
        if slot == "broken":
            raise ZeroDivisionError("a bug in a renderer")
        return None if slot == "nothing" else Rendered(text=f"{slot}: {incident.title}")

    def topic(self, incident: Incident) -> str:
        return f"topic: {incident.title}"

    def home(self, person: str) -> Home:
        return checked.home([section(f"home of {person}")])


class Desk:
    """What a test holds in its hands; the relay runs beside it."""

    def __init__(
        self,
        slack: Running,
        store: Store,
        clock: SandboxClock,
        new_relay: Callable[[], Relay],
        identity: Identity,
    ) -> None:
        self.slack = slack
        self.sandbox: Sandbox = slack.sandbox
        self.store = store
        self.clock = clock
        self.identity = identity
        self._new_relay = new_relay
        self.relay = new_relay()
        self._running: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Let the relay run."""
        self._running.append(asyncio.create_task(self.relay.run()))

    def start_another(self) -> Relay:
        """Let another relay run on the same outbox, as another replica does."""
        other = self._new_relay()
        self._running.append(asyncio.create_task(other.run()))
        return other

    async def stop(self) -> None:
        """Let every relay end as it does when the program ends."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running.clear()

    async def has(self, incident: Incident) -> Incident:
        await self.store.run(lambda work: work.incidents.add(incident))
        return incident

    async def send(self, *messages: Message, urgent: bool = False, key: str | None = None) -> None:
        """Put messages into the outbox in one transaction, and wait until none could be sent any more."""

        def enqueue(work: Work) -> None:
            for message in messages:
                work.outbox.add(message, urgent=urgent, key=key)

        await self.store.run(enqueue)
        await self.settle()

    async def settle(self) -> None:
        while await self.store.run(lambda work: work.outbox.depth(self.clock.now())):
            pass

    async def pass_time(self, by: timedelta) -> None:
        """Move the sandbox's clock, wait until the bot's has followed, and until what became due is sent."""
        when = self.clock.now() + by
        await self.sandbox.advance(by)
        await self.clock.wait_until(when)
        await self.settle()

    async def open_channel(self, incident: Incident, *, private: bool = False) -> str:
        await self.has(incident)
        await self.send(OpenChannel(incident=incident.number, name=f"inc-{incident.number}", private=private))
        channel = await self.store.run(lambda work: work.places.channel_of(incident.number))
        assert channel is not None
        return channel

    def calls(self, method: str) -> list[dict[str, Any]]:
        """The arguments with which Slack was asked, in the order of its answers."""
        return [call["request"] for call in self.slack.stand.journal.entries if call["what"] == method]

    def asked(self) -> list[str]:
        """The methods called, in the order of their answers."""
        return [call["what"] for call in self.slack.stand.journal.entries if call["direction"] == "bot->slack"]

    async def texts(self, channel: str, of: str = "ada") -> list[str]:
        """The texts of the bot that somebody sees in a channel."""
        person = await self.sandbox.person(of)
        said = await person.messages(channel)
        return [one.text for one in said if one.raw["user"] == self.identity.bot_user_id and not one.raw["subtype"]]

    async def standing(self, slot: str) -> MessageRef:
        ref = await self.store.run(lambda work: work.places.message(1, slot))
        assert ref is not None
        return ref

    async def transcript(self, number: int = 1) -> tuple[Entry, ...]:
        return await self.store.run(lambda work: work.transcript.of(number))
