import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SandboxClock, SystemClock
from sandbox.process import Options, Running, run_sandbox
from sandbox.serving import free_port

NOON = datetime(2025, 4, 27, 12, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    async with run_sandbox(Options(start=NOON, rate=0)) as running:
        yield running


@pytest.fixture
async def clock(sandbox: Running) -> AsyncIterator[SandboxClock]:
    clock = await SandboxClock(f"{sandbox.url}/clock").start()
    yield clock
    await clock.close()


async def test_the_system_clock_is_utc_and_waits_no_longer_than_it_must() -> None:
    clock = SystemClock()
    before = clock.now()

    await clock.wait_until(before + timedelta(milliseconds=20))
    await clock.wait_until(before - HALF_AN_HOUR)
    await clock.wait(0)

    assert timedelta(milliseconds=20) <= clock.now() - before < timedelta(seconds=5)
    assert before.tzinfo is UTC


async def test_the_clock_stands_where_the_sandbox_stands(clock: SandboxClock) -> None:
    assert clock.now() == NOON


async def test_half_an_hour_passes_as_soon_as_the_clock_is_moved(clock: SandboxClock, sandbox: Running) -> None:
    began = time.monotonic()
    waiting = asyncio.create_task(clock.wait_until(NOON + HALF_AN_HOUR))

    await sandbox.sandbox.advance(HALF_AN_HOUR)
    await waiting

    assert clock.now() == NOON + HALF_AN_HOUR
    assert time.monotonic() - began < 10


async def test_who_waits_for_later_goes_on_waiting_after_a_move(clock: SandboxClock, sandbox: Running) -> None:
    waiting = asyncio.create_task(clock.wait(3600))

    await sandbox.sandbox.advance(HALF_AN_HOUR)
    await clock.wait_until(NOON + HALF_AN_HOUR)

    assert not waiting.done()
    await sandbox.sandbox.advance(HALF_AN_HOUR)
    await waiting


async def test_listeners_hear_of_every_move(clock: SandboxClock, sandbox: Running) -> None:
    heard: list[datetime] = []
    clock.on_move(lambda: heard.append(clock.now()))

    for minutes in (10, 20):
        await sandbox.sandbox.clock_to(NOON + timedelta(minutes=minutes))
        await clock.wait_until(NOON + timedelta(minutes=minutes))

    assert heard == [NOON + timedelta(minutes=10), NOON + timedelta(minutes=20)]


async def test_a_clock_that_runs_fast_is_waited_for_in_its_own_time(clock: SandboxClock, sandbox: Running) -> None:
    began = time.monotonic()

    await sandbox.sandbox.run_at(36_000)
    await clock.wait_until(NOON + timedelta(hours=1))

    assert time.monotonic() - began < 10


async def test_a_clock_waits_for_a_sandbox_that_starts_later() -> None:
    port = free_port()
    clock = SandboxClock(f"http://127.0.0.1:{port}/clock")
    starting = asyncio.create_task(clock.start())

    async with run_sandbox(Options(start=NOON, rate=0, port=port)):
        await starting
        seen = clock.now()
        await clock.close()

    assert seen == NOON


async def test_a_sandbox_that_comes_back_is_followed_again() -> None:
    port = free_port()
    async with run_sandbox(Options(start=NOON, rate=0, port=port)):
        clock = await SandboxClock(f"http://127.0.0.1:{port}/clock").start()

    async with run_sandbox(Options(start=NOON, rate=0, port=port)) as again:
        for _ in range(2):  # past the version that was seen last
            await again.sandbox.advance(HALF_AN_HOUR)
        await clock.wait_until(NOON + 2 * HALF_AN_HOUR)
        await clock.close()

    assert clock.now() == NOON + 2 * HALF_AN_HOUR


def test_a_clock_that_was_not_started_says_so() -> None:
    with pytest.raises(RuntimeError, match="not been started"):
        SandboxClock("http://127.0.0.1:9/clock").now()
