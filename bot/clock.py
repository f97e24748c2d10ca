"""What time it is, and waiting until it is later: the system's clock, or one that follows the sandbox's."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, Protocol, Self

import aiohttp
import structlog
from pydantic import BaseModel

log = structlog.get_logger(__name__)

LONGEST_NAP: Final = 30.0
"""Seconds after which a waiter looks at the clock again: a laptop sleeps, a clock is set."""

POLL_TIMEOUT: Final = aiohttp.ClientTimeout(total=40)
"""The sandbox answers a long poll after 20 s at the latest."""

RECONNECT_AFTER: Final = 0.2


class Clock(Protocol):
    """Where every part of the bot gets the time from."""

    def now(self) -> datetime:
        """Return the moment, in UTC."""
        ...

    async def wait_until(self, when: datetime) -> None:
        """Return once `when` has come."""
        ...

    async def wait(self, seconds: float) -> None:
        """Return once so many seconds of this clock have passed."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the moment, in UTC."""
        return datetime.now(UTC)

    async def wait_until(self, when: datetime) -> None:
        """Return once `when` has come."""
        while (left := (when - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - time passes by itself
            await asyncio.sleep(min(left, LONGEST_NAP))

    async def wait(self, seconds: float) -> None:
        """Return once so many seconds have passed, whatever happens to the wall clock meanwhile."""
        await asyncio.sleep(seconds)


class _Reading(BaseModel):
    """What the sandbox says about its clock."""

    now: datetime
    version: int
    rate: float


class _Stand(NamedTuple):
    """A reading, and the monotonic time at which it was taken."""

    reading: _Reading
    taken_at: float


class SandboxClock:
    """A clock that stands where the sandbox's stands, moves when it is moved, and runs as fast.

    It follows from `start` until `close`. While the sandbox does not answer, it runs on from the last reading.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._stand: _Stand | None = None
        self._moved = asyncio.Event()
        self._listeners: list[Callable[[], None]] = []
        self._follower: asyncio.Task[None] | None = None

    async def start(self) -> Self:
        """Take the first reading, waiting for the sandbox if need be, and follow from then on."""
        taken = asyncio.Event()
        self._follower = asyncio.create_task(self._follow(taken))
        await taken.wait()
        return self

    async def close(self) -> None:
        """Stop following."""
        if self._follower is not None:
            self._follower.cancel()
            await asyncio.gather(self._follower, return_exceptions=True)

    def on_move(self, listener: Callable[[], None]) -> None:
        """Have a function called each time that the clock has been moved or its rate changed."""
        self._listeners.append(listener)

    def now(self) -> datetime:
        """Return the sandbox's moment.

        Raises:
            RuntimeError: the clock has not been started.
        """
        if self._stand is None:
            raise RuntimeError("the clock has not been started")
        reading, taken_at = self._stand
        return reading.now.astimezone(UTC) + timedelta(seconds=reading.rate * (time.monotonic() - taken_at))

    async def wait_until(self, when: datetime) -> None:
        """Return once `when` has come, by running or by being moved there."""
        while (left := (when - self.now()).total_seconds()) > 0:
            rate = self._stand.reading.rate if self._stand else 0.0
            await self._nap(min(left / rate, LONGEST_NAP) if rate > 0 else None)

    async def wait(self, seconds: float) -> None:
        """Return once so many of the sandbox's seconds have passed."""
        await self.wait_until(self.now() + timedelta(seconds=seconds))

    async def _nap(self, seconds: float | None) -> None:
        """Sleep (None: without end) until the clock is moved."""
        try:
            async with asyncio.timeout(seconds):
                await self._moved.wait()
        except TimeoutError:
            return

    async def _follow(self, taken: asyncio.Event) -> None:
        async with aiohttp.ClientSession(timeout=POLL_TIMEOUT) as session:
            while True:
                try:
                    self._take(await self._read(session))
                    taken.set()
                except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
                    log.debug("clock.lost", url=self._url, trouble=repr(trouble))
                    # Real time on purpose: the clock that is lost cannot say how long to wait for it.
                    await asyncio.sleep(RECONNECT_AFTER)

    async def _read(self, session: aiohttp.ClientSession) -> _Reading:
        after = {} if self._stand is None else {"after": str(self._stand.reading.version)}
        async with session.get(self._url, params=after) as response:
            response.raise_for_status()
            return _Reading.model_validate(await response.json())

    def _take(self, reading: _Reading) -> None:
        is_move = self._stand is None or reading.version != self._stand.reading.version
        self._stand = _Stand(reading, time.monotonic())
        if not is_move:
            return
        self._moved.set()
        self._moved = asyncio.Event()
        for listener in self._listeners:
            listener()
