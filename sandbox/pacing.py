"""Letting time pass for bot and sandbox together: nothing is rushed, and nobody sleeps through what is due."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import aiohttp

from sandbox.shapes import Json

PATIENCE = 20.0
PAUSE = 0.01
IN_A_ROW = 2


class Looks(Protocol):
    """What pacing needs of a sandbox's client."""

    async def get(self, path: str, **query: str) -> Json:
        """Look."""
        ...

    async def clock_to(self, instant: datetime) -> None:
        """Move the clock."""
        ...


class NotSettledError(AssertionError):
    """Bot and sandbox did not come to rest in time; says what is pending."""


@dataclass(frozen=True)
class Pulse:
    """How the bot is (its `/readyz`), and whether the sandbox is quiet."""

    bot: Json
    line: Json

    def at_rest(self, now: datetime) -> bool:
        """Whether nothing can happen before the clock moves: the bot does not count what waits for its next try."""
        ticked = _instant(self.bot, "ticked_at")
        sent = self.bot["outbox"] == 0
        return bool(self.line["idle"] and self.bot["ready"] and ticked is not None and ticked >= now and sent)

    def next_after(self, now: datetime, target: datetime) -> datetime:
        """The next instant at which something is due, at most the target."""
        due = [_instant(self.bot, "next_due"), _instant(self.bot, "next_try"), _instant(self.line, "next_delivery")]
        return min([target, *(instant for instant in due if instant is not None and instant > now)])


def _instant(body: Json, key: str) -> datetime | None:
    return datetime.fromisoformat(body[key]) if body.get(key) else None


async def _pulse(sandbox: Looks, session: aiohttp.ClientSession, bot_url: str) -> Pulse:
    async with session.get(f"{bot_url}/readyz") as answer:
        bot: Json = await answer.json()
    return Pulse(bot, await sandbox.get("/control/idle"))


async def _now(sandbox: Looks) -> datetime:
    return datetime.fromisoformat((await sandbox.get("/clock"))["now"])


async def settle(sandbox: Looks, bot_url: str, seconds: float = PATIENCE) -> Pulse:
    """Wait until the bot has ticked at the sandbox's time, all is sent and no request is under way, twice in a row.

    Raises:
        NotSettledError: not within so many seconds of wall time.
    """
    now, deadline, rests = await _now(sandbox), time.monotonic() + seconds, 0
    async with aiohttp.ClientSession() as session:
        while True:
            pulse = await _pulse(sandbox, session, bot_url)
            rests = rests + 1 if pulse.at_rest(now) else 0
            if rests == IN_A_ROW:
                return pulse
            if time.monotonic() > deadline:
                raise NotSettledError(f"at {now.isoformat()} still pending: bot {pulse.bot}, sandbox {pulse.line}")
            await asyncio.sleep(PAUSE)


async def pass_time(sandbox: Looks, to: datetime, bot_url: str) -> None:
    """Move the clock to an instant in hops, from one thing that is due to the next, settling after each.

    Raises:
        NotSettledError: at some hop.
    """
    pulse, now = await settle(sandbox, bot_url), await _now(sandbox)
    while now < to:
        await sandbox.clock_to(pulse.next_after(now, to))
        pulse, now = await settle(sandbox, bot_url), await _now(sandbox)
