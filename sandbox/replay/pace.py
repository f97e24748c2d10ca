"""The pace of a replay that somebody watches."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Pace:
    """From an instant of the scenario on, time there passes `speed` times as fast as on the wall.

    What takes time in between, such as the bot's answers, is part of that pace.
    """

    since: datetime
    speed: float
    _begun: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    async def until(self, instant: datetime) -> None:
        """Wait until the scenario has come to an instant."""
        at = self._begun + (instant - self.since).total_seconds() / self.speed
        await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))
