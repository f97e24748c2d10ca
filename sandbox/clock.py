"""The sandbox's clock: it runs at a rate of wall time, and whoever wants may move it forward."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

from sandbox.shapes import ActError, Json

FASTEST = 1_000_000
# Beyond it timestamps would have more digits than Slack's, and one day Python's dates would end.
LAST = datetime(2199, 12, 31, tzinfo=UTC)


class Clock:
    """Sandbox time: `now` runs on at `rate` times wall time; every move or change of rate raises `version`."""

    def __init__(self, start: datetime | None = None, rate: float = 1.0) -> None:
        self._base = start or datetime.now(UTC)
        self._since = time.monotonic()
        self._moved = asyncio.Event()
        self._closed = False
        self.rate = rate
        self.version = 1

    def now(self) -> datetime:
        """The instant, in UTC."""
        return self._base + timedelta(seconds=(time.monotonic() - self._since) * self.rate)

    def advance(self, by: timedelta) -> None:
        """Move on by a span; never backwards."""
        self.move_to(self.now() + by)

    def move_to(self, instant: datetime) -> None:
        """Move to an instant that is not in the past.

        Raises:
            ActError: the instant lies before now or too far ahead, or has no time zone.
        """
        if instant.tzinfo is None:
            raise ActError("a time needs its offset, such as 2025-04-27T17:25:00+00:00")
        if instant > LAST:
            raise ActError(f"the clock goes as far as {LAST.date().isoformat()}")
        if instant < self.now():
            raise ActError(f"the clock never goes back: it is {self.now().isoformat()} already")
        self._set(instant.astimezone(UTC), self.rate)

    def run_at(self, rate: float) -> None:
        """Change the pace; 0 stands still."""
        if not 0 <= rate <= FASTEST:
            raise ActError(f"a rate is 0 or more, and {FASTEST} at most")
        self._set(self.now(), rate)

    def _set(self, instant: datetime, rate: float) -> None:
        self._base, self._since, self.rate = instant, time.monotonic(), rate
        self.version += 1
        self._wake()

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    async def changed(self, after: int, seconds: float) -> None:
        """Wait until the version is above `after`, at most so many seconds of wall time."""
        if self.version <= after and not self._closed:
            await self._wait(seconds)

    async def until(self, instant: datetime) -> None:
        """Wait until sandbox time has come to an instant."""
        while (ahead := (instant - self.now()).total_seconds()) > 0 and not self._closed:
            await self._wait(ahead / self.rate if self.rate else None)

    async def _wait(self, seconds: float | None) -> None:
        try:
            await asyncio.wait_for(self._moved.wait(), seconds)
        except TimeoutError:
            return

    def close(self) -> None:
        """Let everyone who waits go."""
        self._closed = True
        self._wake()

    def as_json(self) -> Json:
        """The answer of `GET /clock`."""
        return {"now": self.now().isoformat(timespec="microseconds"), "version": self.version, "rate": self.rate}
