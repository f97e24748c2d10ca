"""The town of the stories: what a test says in one word, and people do in several steps."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.people import Person, Sandbox
from sandbox.process import Bot, Options, Running, bot_env, run_bot, run_sandbox
from sandbox.screen import Outcome, Said
from sandbox.serving import free_port
from tests.nursery import born

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNOUNCE = "#ai-incidents"
PREFIX = "#inc-"
HTTP, SOCKET_MODE = "http", "socket"
UNWATCHED = {
    "Close all the same?": ["Close without the watch or sign-off"],
    "Why without them?": "The story ends here",
}
"""What a form that resolves is given by those whose story is not about the watch."""

over_http = pytest.mark.parametrize("transport", [HTTP], indirect=True)
"""For a story about signed requests."""
over_socket_mode = pytest.mark.parametrize("transport", [SOCKET_MODE], indirect=True)
"""For a story about connections."""


@dataclass(frozen=True)
class Plot:
    """Where a town is built: the folder of its files, the journal that outlives it, and how its bot is told."""

    folder: Path
    journal: Path
    socket_mode: bool = False

    def on_record(self) -> Mapping[str, str]:
        """The file of AI systems, where a story has written one."""
        return {"AI_INCIDENT_SYSTEMS": str(self.systems)} if self.systems.is_file() else {}

    @property
    def systems(self) -> Path:
        """Where a story writes down what is on record of its AI systems."""
        return self.folder / "systems.yml"

    def options(self, port: int) -> Options:
        """How its sandbox is set up, for a bot on that port."""
        door = f"http://127.0.0.1:{port}/slack/events"
        return Options(journal=self.journal, bot_url=door, start=MONDAY, rate=0.0, socket_mode=self.socket_mode)


@dataclass
class Town:
    """A sandbox and the bot under it, both at rest between two steps; the clock stands still unless it is moved."""

    running: Running
    bot: Bot
    env: Mapping[str, str]

    @property
    def sandbox(self) -> Sandbox:
        return self.running.sandbox

    async def person(self, who: str) -> Person:
        return await self.sandbox.person(who)

    async def settle(self) -> None:
        await self.sandbox.settle(self.bot.url)

    async def passes(self, **span: float) -> None:
        """Let time pass, with everything due on the way at its own time."""
        now = await self.sandbox.now()
        await self.sandbox.pass_time(now + timedelta(**span), self.bot.url)

    async def declared(self, by: Person, title: str = "Answers invent refund rules", severity: str = "p1") -> str:
        """An incident declared with one line; returns its channel's id."""
        await by.types(f"/ai-incident {severity} {title}")
        await self.settle()
        return await self.channel_of(by)

    async def channel_of(self, person: Person, number: int | None = None) -> str:
        """The newest incident channel that a person sees (or that of a number)."""
        prefix = PREFIX.lstrip("#") + (f"{number}" if number is not None else "")
        found = [channel for name, channel in (await person.channels()).items() if name.lstrip("#").startswith(prefix)]
        assert found, "no incident channel"
        return str(max(found, key=lambda channel: channel["id"])["id"])

    async def card(self, person: Person, channel: str) -> Said:
        """The pinned incident card."""
        pins = next(one for one in (await person.channels()).values() if one["id"] == channel)["pins"]
        return next(said for said in await person.messages(channel) if said.ts in pins)

    async def presses(self, person: Person, channel: str, label: str, within: str | None = None) -> Outcome:
        """Press, and wait until what follows has happened."""
        outcome = await person.presses(channel, label, within)
        await self.settle()
        return outcome

    async def submits(self, person: Person, values: Mapping[str, Any]) -> Outcome:
        """Fill in and submit the open form, and wait until what follows has happened."""
        outcome = await person.submits(values)
        await self.settle()
        return outcome


def policy_of(**changes: Any) -> dict[str, Any]:
    """The policy of most stories: who is announced to and called."""
    return {
        "announce_channel": ANNOUNCE.lstrip("#"),
        **changes,
    }


@asynccontextmanager
async def open_town(plot: Plot, policy: Mapping[str, Any], database_url: str | None = None) -> AsyncIterator[Town]:
    """A sandbox on a frozen Monday morning and a bot with a fresh database."""
    port = free_port()
    written = plot.folder / "policy.yml"
    written.write_text(yaml.safe_dump(policy_of(**policy)))
    async with run_sandbox(plot.options(port)) as running:
        url = database_url or f"sqlite:///{plot.folder}/bot.db"
        env = bot_env(running, port, url, AI_INCIDENT_POLICY=str(written), **plot.on_record())
        async with run_bot(env, plot.folder, born) as bot:
            town = Town(running, bot, env)
            await town.settle()
            yield town
