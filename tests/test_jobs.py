import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.clock import SystemClock
from bot.jobs import Jobs


class Ticker:
    """A tick that tells when it begins, and goes on only when it is let."""

    def __init__(self) -> None:
        self.began = asyncio.Event()
        self.let_go = asyncio.Event()
        self.ended_twice = asyncio.Event()
        self.running = self.most_at_once = self.ended = 0

    async def __call__(self, _now: datetime) -> None:
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        self.began.set()
        await self.let_go.wait()
        self.running -= 1
        self.ended += 1
        if self.ended > 1:
            self.ended_twice.set()


async def nothing(_now: datetime) -> None:
    """Do nothing."""


@pytest.fixture
async def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
async def jobs(ticker: Ticker) -> AsyncIterator[Jobs]:
    jobs = Jobs(SystemClock(), tick=ticker, wake=lambda: None, prune=nothing)
    yield jobs
    jobs.close()


async def test_the_time_of_a_tick_is_told_when_it_has_ended_well(jobs: Jobs, ticker: Ticker) -> None:
    before = datetime.now(UTC)

    ticking = asyncio.create_task(jobs.tick())
    await ticker.began.wait()
    told_during = jobs.ticked_at
    ticker.let_go.set()
    await ticking

    assert told_during is None
    assert jobs.ticked_at is not None
    assert before <= jobs.ticked_at <= datetime.now(UTC)


async def test_ticks_never_overlap(jobs: Jobs, ticker: Ticker) -> None:
    ticking = asyncio.create_task(jobs.tick())
    await ticker.began.wait()

    await asyncio.gather(jobs.tick(), jobs.tick())
    ticker.let_go.set()
    await ticking

    assert (ticker.most_at_once, ticker.ended) == (1, 1)


async def test_a_clock_moved_during_a_tick_makes_it_tick_once_more(jobs: Jobs, ticker: Ticker) -> None:
    jobs.start()
    await ticker.began.wait()

    jobs.tick_now()
    ticker.let_go.set()
    await ticker.ended_twice.wait()

    assert ticker.most_at_once == 1


async def test_a_tick_that_fails_is_followed_by_others() -> None:
    attempts: list[datetime] = []

    async def fail_at_first(now: datetime) -> None:
        attempts.append(now)
        if len(attempts) == 1:
            raise ConnectionError("the database went away")

    jobs = Jobs(SystemClock(), tick=fail_at_first, wake=lambda: None, prune=nothing)
    with pytest.raises(ConnectionError):
        await jobs.tick()
    await jobs.tick()

    assert jobs.ticked_at == attempts[1]


async def test_the_relay_is_woken_and_old_records_are_pruned(ticker: Ticker) -> None:
    woken, pruned = asyncio.Event(), asyncio.Event()

    async def prune(_now: datetime) -> None:
        pruned.set()

    jobs = Jobs(SystemClock(), tick=ticker, wake=woken.set, prune=prune)
    ticker.let_go.set()
    jobs.start()
    await asyncio.gather(woken.wait(), pruned.wait())
    jobs.close()

    assert ticker.most_at_once == 1
