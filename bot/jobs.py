"""A handful of interval jobs, without state: rows say what is due, the jobs only look."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock

TICK_SECONDS: Final = 1
PRUNE_HOURS: Final = 24

Tick = Callable[[datetime], Awaitable[None]]


class Jobs:
    """Ticks once a second, wakes the relay as often, and prunes once a day.

    Attributes:
        ticked_at: The clock's time at the start of the last tick that ended well.
    """

    def __init__(self, clock: Clock, *, tick: Tick, wake: Callable[[], None], prune: Tick) -> None:
        self._clock = clock
        self._tick = tick
        self._wake = wake
        self._prune = prune
        self._is_ticking = False
        self._again = False
        # Intervals of real time: what is due is asked of the clock at each tick.
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None})
        self.ticked_at: datetime | None = None

    def start(self) -> None:
        """Begin, with a tick at once."""
        self._scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS)
        self._scheduler.add_job(self._wake_up, "interval", seconds=TICK_SECONDS)
        self._scheduler.add_job(self._prune_now, "interval", hours=PRUNE_HOURS, next_run_time=datetime.now(UTC))
        self._scheduler.start()
        self.tick_now()

    def close(self) -> None:
        """Begin no more jobs."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def tick_now(self) -> None:
        """Tick as soon as possible, and once more if a tick is under way: the clock has been moved."""
        self._again = True
        self._scheduler.add_job(self.tick)

    async def tick(self) -> None:
        """Do what is due; a tick that finds another under way leaves it at that."""
        if self._is_ticking:
            return
        self._is_ticking = True
        try:
            await self._tick_until_still()
        finally:
            self._is_ticking = False

    async def _tick_until_still(self) -> None:
        self._again = True
        while self._again:
            self._again = False
            now = self._clock.now()
            await self._tick(now)
            self.ticked_at = now

    async def _wake_up(self) -> None:
        self._wake()

    async def _prune_now(self) -> None:
        await self._prune(self._clock.now())
