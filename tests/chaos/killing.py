"""A bot that is killed in the middle of its work, before or after an answer of Slack's, and started again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from sandbox.client import CannotError
from sandbox.journal import Journal
from sandbox.pacing import NotSettledError
from sandbox.process import run_bot
from tests.stories.town import Town

MOST_TRIES = 6
RETRY_AFTER = 5
Act = Callable[[], Awaitable[object]]
Look = Callable[[], Awaitable[bool]]


@dataclass
class Doom:
    """When the bot is killed: at the call of that number, `before` its answer arrives or after."""

    call: int
    before: bool

    def __str__(self) -> str:
        return f"{'before' if self.before else 'after'} answer {self.call}"


@dataclass
class Reaper(Journal):
    """A journal that counts the bot's calls, and kills it at one of them."""

    doom: Doom | None = None
    calls: int = 0
    kill: Callable[[], None] = lambda: None
    has_struck: bool = False

    def __post_init__(self) -> None:
        """The file goes on where the journal before had come to."""

    def call(self, method: str, args: Any, response: Any, ms: int, *, lost: str = "") -> None:
        """Keep the call; Slack has done what was asked, and the answer is about to leave."""
        super().call(method, args, response, ms, lost=lost)
        self.calls += 1
        if self.doom is not None and self.calls == self.doom.call:
            if self.doom.before:
                self.strike()
            else:
                asyncio.get_running_loop().call_later(0.01, self.strike)

    def strike(self) -> None:
        """End the bot as a power cut would."""
        self.has_struck = True
        self.kill()


def reap(town: Town, doom: Doom | None) -> Reaper:
    """Put a reaper in the place of the town's journal."""
    kept = town.running.stand.journal
    reaper = Reaper(kept.clock, kept.hub, kept.path, doom=doom, kill=lambda: town.bot.process.kill())  # noqa: PLW0108  # the bot of that moment
    town.running.stand.journal = reaper
    town.running.stand.delivery.journal = reaper
    return reaper


@dataclass
class Survivor:
    """Lives on in a town whose bot may die at any moment: starts it again, and repeats what did not come to pass."""

    town: Town
    reaper: Reaper
    bots: AsyncExitStack
    deaths: int = field(default=0)

    async def does(self, act: Act, came_to_pass: Look) -> None:
        """Do something as a person would: try, look, and try again when nothing came of it."""
        for _ in range(MOST_TRIES):
            await self._tries(act)
            await self.rests()
            if await came_to_pass():
                return
        raise AssertionError(f"nothing came of {act}")

    async def _tries(self, act: Act) -> None:
        try:
            await act()
        except CannotError:
            return

    async def waits(self, **span: float) -> None:
        """Let time pass; what was due while the bot was dead is made up for."""
        until = await self.town.sandbox.now() + timedelta(**span)
        while await self.town.sandbox.now() < until:
            await self._goes_on_until(until)
        await self.rests()

    async def _goes_on_until(self, until: datetime) -> None:
        await self._lives()
        try:
            await self.town.sandbox.pass_time(until, self.town.bot.url)
        except (NotSettledError, aiohttp.ClientError, OSError):
            if not self.reaper.has_struck:
                raise

    async def rests(self) -> None:
        """Wait until all is quiet; a bot that has died is started again first."""
        for _ in range(MOST_TRIES):
            await self._lives()
            try:
                await self.town.passes(seconds=RETRY_AFTER)
            except (NotSettledError, aiohttp.ClientError, OSError):
                if not self.reaper.has_struck:
                    raise
                continue
            if not self.reaper.has_struck:
                return
        raise AssertionError("it does not come to rest")

    async def _lives(self) -> None:
        if not self.reaper.has_struck:
            return
        await self.town.bot.process.wait()
        self.reaper.has_struck = False
        self.deaths += 1
        self.town.bot = await self.bots.enter_async_context(run_bot(self.town.env))
