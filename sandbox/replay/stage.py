"""The stage of a replay: a stand-in whose clock stands still, the bot under it, and time that passes by hops."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sandbox import pacing
from sandbox.own_policy import policy_text
from sandbox.people import CannotError, Sandbox
from sandbox.process import BOT_DOOR, Bot, Options, Running, bot_env, run_bot, run_sandbox
from sandbox.replay.cast import Cast, cast, titles
from sandbox.replay.manner import Manner
from sandbox.replay.pace import Pace
from sandbox.scenario import Scenario
from sandbox.serving import HOST, free_port

BEFORE = timedelta(minutes=5)
PATIENCE = timedelta(minutes=2)


@dataclass(frozen=True)
class Stage:
    """Where a replay happens; `speed` is scenario time by wall time, None is as fast as it goes."""

    running: Running
    bot: Bot
    cast: Cast
    speed: float | None = None

    @property
    def sandbox(self) -> Sandbox:
        """The client of the stand-in."""
        return self.running.sandbox

    async def settle(self) -> None:
        """Let bot and stand-in come to rest; what has to be tried again is waited for, as people wait a moment."""
        pulse = await pacing.settle(self.sandbox, self.bot.url)
        now = await self.sandbox.now()
        patience = now + PATIENCE
        while (again := pulse.bot["next_try"]) and now < (at := datetime.fromisoformat(again)) < patience:
            await self.pass_time(at)
            pulse, now = await pacing.settle(self.sandbox, self.bot.url), at

    async def pass_time(self, to: datetime) -> None:
        """Let time pass to an instant, with everything that is due at its own time; nothing if it has gone by."""
        now = await self.sandbox.now()
        pace = Pace(now, self.speed) if self.speed else None
        pulse = await pacing.settle(self.sandbox, self.bot.url)
        while now < to:
            following = pulse.next_after(now, self._in_view(now, to))
            if pace:
                await pace.until(following)
            # Who watches may have moved the clock further in the meantime.
            with contextlib.suppress(CannotError):
                await self.sandbox.clock_to(following)
            pulse, now = await pacing.settle(self.sandbox, self.bot.url), await self.sandbox.now()

    def _in_view(self, now: datetime, to: datetime) -> datetime:
        """Who watches sees the clock move every second, not jump when it is due."""
        return min(to, now + timedelta(seconds=self.speed)) if self.speed else to


@contextlib.asynccontextmanager
async def stage(scenario: Scenario, journal: Path, manner: Manner) -> AsyncIterator[Stage]:
    """Set the stage: the clock stands a few minutes before the first event, the bot is ready with a fresh database."""
    port = free_port()
    async with run_sandbox(_options(scenario, journal, port, manner)) as running:
        by_role = titles(running.stand.slack, scenario.roles)
        with tempfile.TemporaryDirectory(prefix="ai-incident-replay-") as folder:
            policy = Path(folder) / "policy.yml"
            policy.write_text(policy_text(running.stand.slack, scenario.policy), encoding="utf-8")
            database = f"sqlite:///{Path(folder) / 'incident.db'}"
            async with run_bot(bot_env(running, port, database, AI_INCIDENT_POLICY=str(policy))) as bot:
                yield Stage(running, bot, await cast(running.sandbox, by_role), manner.speed)


def _options(scenario: Scenario, journal: Path, port: int, manner: Manner) -> Options:
    return Options(
        journal=journal,
        bot_url=f"http://{HOST}:{port}{BOT_DOOR}",
        start=scenario.events[0].at - BEFORE,
        rate=0,
        socket_mode=manner.socket_mode,
        limits=manner.limits,
    )
