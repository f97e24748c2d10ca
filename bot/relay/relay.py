"""The outbox's worker: claims what can be sent, has it delivered side by side, and sleeps until there is more."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog
from pydantic import ValidationError

from bot.clock import Clock, SystemClock
from bot.relay.apologising import give_up
from bot.relay.delivery import Delivery
from bot.relay.ready import Ready, RendererFor
from bot.relay.retry import Refused
from bot.relay.sending import Sending
from bot.slack import Identity, Slack
from bot.store import Store, StoreUnavailable, Work
from bot.store.deliveries import Claimed

log = structlog.get_logger(__name__)

AT_ONCE: Final = 16
"""How many messages are on their way at one time."""

LEASE: Final = timedelta(seconds=120)
"""How long a claim holds: longer than any delivery, so that only what a dead process held is claimed again."""

LAST_WORDS: Final = 5.0
"""Seconds that messages on their way get to arrive when the relay ends."""


class Relay:
    """Sends the rows of the outbox, from `run` until it is cancelled.

    Attributes:
        tally: How often each thing has happened: sent, retried, refused, apologies_failed, bugs.
    """

    def __init__(  # noqa: PLR0913 - it stands between store, Slack and clock, and chance is an argument
        self,
        store: Store,
        slack: Slack,
        identity: Identity,
        clock: Clock,
        renderer_for: RendererFor,
        *,
        announce_channel: str | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._clock = clock
        sending = Sending(slack, identity, announce_channel)
        self._delivery = Delivery(store, sending, identity, clock, renderer_for, jitter)
        # A lease is about a process, which dies in real time; the incidents' clock may be moved by hours.
        self._wall = SystemClock()
        self._woken = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], Claimed] = {}
        self._broken: list[Claimed] = []
        self._alarm: asyncio.Task[None] | None = None
        self.tally: Counter[str] = self._delivery.tally

    def wake(self) -> None:
        """Look into the outbox as soon as possible; to be called in the relay's own event loop."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled; what is on its way then may still arrive."""
        loop = asyncio.get_running_loop()

        def wake_from_any_thread() -> None:
            loop.call_soon_threadsafe(self.wake)

        self._store.on_outbox = wake_from_any_thread
        try:
            await self._recover()
            while True:
                self._woken.clear()
                await self._launch()
                await self._woken.wait()
        finally:
            self._store.on_outbox = None
            await self._land()

    async def _recover(self) -> None:
        """Take over at once what an earlier process left, where no other process can be at work."""
        if not self._store.is_shared:
            released = await self._store.run(lambda work: work.deliveries.release())
            log.info("relay.started", left_by_earlier_process=released)

    async def _launch(self) -> None:
        room = AT_ONCE - len(self._under_way)
        if room <= 0:
            return
        broken = tuple(self._broken)
        try:
            rows, next_try = await self._store.run(lambda work: self._claim(work, room, broken))
        except StoreUnavailable as trouble:
            # Not lost: whoever wakes the relay next, at the latest the tick, makes it try again.
            log.warning("relay.store_unavailable", trouble=str(trouble))
            return
        # Only now: had the transaction been undone, they would still be to be written off.
        del self._broken[: len(broken)]
        for row in rows:
            task = asyncio.create_task(self._delivery.deliver(row))
            self._under_way[task] = row
            task.add_done_callback(self._landed)
        self._set_alarm(next_try)

    def _claim(self, work: Work, room: int, broken: Sequence[Claimed]) -> tuple[Sequence[Claimed], datetime | None]:
        now, wall = self._clock.now(), self._wall.now()
        for row in broken:
            give_up(work, _unprepared(work, row), Refused("bug"), now)
        # From this very moment on: what becomes due while this is under way was not claimed here.
        return work.deliveries.claim(now, wall, wall + LEASE, room), work.outbox.next_try(after=now)

    def _landed(self, task: asyncio.Task[None]) -> None:
        """Wake for what may go next; a row that met a bug is written off, or it would hold up its lane for ever."""
        row = self._under_way.pop(task)
        self.wake()
        failure = None if task.cancelled() else task.exception()
        if isinstance(failure, StoreUnavailable):
            log.warning("relay.store_unavailable", row=row.id, trouble=str(failure))
        elif failure is not None:
            self.tally["bugs"] += 1
            self._broken.append(row)
            log.error("relay.bug", row=row.id, call=row.message.call, exc_info=failure)

    def _set_alarm(self, at: datetime | None) -> None:
        """Wake when the next attempt is due, by this clock; at once where that has come meanwhile."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None if at is None else asyncio.create_task(self._ring(at))

    async def _ring(self, at: datetime) -> None:
        await self._clock.wait_until(at)
        self.wake()

    async def _land(self) -> None:
        self._set_alarm(None)
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=LAST_WORDS)
        for task in self._under_way:
            task.cancel()


def _unprepared(work: Work, row: Claimed) -> Ready:
    """Put together what is needed to tell somebody about a row that could not be prepared."""
    if row.incident is None:
        return Ready(row)
    try:
        incident = work.incidents.find(row.incident)
    except ValidationError:
        # An incident that cannot be read may be the bug itself: then nobody is told, but the others go on.
        return Ready(row)
    return Ready(row, incident, work.places.channel_of(row.incident))
