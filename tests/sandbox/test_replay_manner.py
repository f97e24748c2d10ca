"""How a replay is played, as the command line asks for it."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from sandbox.detours import Detour
from sandbox.faults import Fault
from sandbox.people import Sandbox
from sandbox.replay import chance_of, fault_of
from sandbox.replay.pace import Pace

SHORT = """\
title: A short incident
source: nobody
system: {name: small-model, purpose: Answers questions}
summary: Answers were worse for a while.
expect: {type: model_degradation, severity: [P2], factors: 0}
triage: {affected: Some users, type: model_degradation, harms: [subset_of_users]}
events:
  - {at: 2025-01-01T09:05:00Z, role: ML on-call, kind: declare, text: Answers are worse}
  - {at: 2025-01-01T09:10:00Z, role: ML on-call, kind: resolved, text: It is better}
"""
PAGE = re.compile(r"Its page: (http://127\.0\.0\.1:\d+)")
STAYS = re.compile(r"The page stays open: (http://127\.0\.0\.1:\d+)")


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "short.yml"
    path.write_text(SHORT, encoding="utf-8")
    return path


async def _start(scenario: Path, *options: str) -> Process:
    command = (sys.executable, "-m", "bot", "replay", str(scenario), "--out", str(scenario.parent / "out"), *options)
    return await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)


async def _until(process: Process, words: str) -> str:
    assert process.stdout is not None
    told = ""
    while words not in told:
        line = await asyncio.wait_for(process.stdout.readline(), 60)
        assert line, told
        told += line.decode()
    return told


async def test_a_replay_step_by_step_waits_for_enter_before_each_event(scenario: Path) -> None:
    process = await _start(scenario, "--step", "--socket-mode", "--fault", "chat.postMessage=500:2")
    assert process.stdin is not None

    before = await _until(process, "Enter: 01 Jan 09:05 ML on-call, declare")
    process.stdin.write(b"\n")
    between = await _until(process, "Enter: 01 Jan 09:10 ML on-call, resolved")
    told, complaints = await asyncio.wait_for(process.communicate(b"\n"), 60)

    assert "declares" not in before
    assert between.count("chat.postMessage: internal_error") == 2
    assert "every step happened" in told.decode()
    assert (process.returncode, complaints.decode()) == (0, "")


async def test_the_page_of_a_replay_stays_open_until_ctrl_c(scenario: Path) -> None:
    process = await _start(scenario, "--page")

    found = STAYS.search(await _until(process, "The page stays open"))
    assert found
    async with aiohttp.ClientSession() as browser, browser.get(found[1]) as page:
        status = page.status
    process.send_signal(signal.SIGINT)
    await asyncio.wait_for(process.communicate(), 30)

    assert (status, process.returncode) == (200, 0)


async def test_a_watcher_who_moves_the_clock_on_does_not_disturb_a_replay(scenario: Path) -> None:
    process = await _start(scenario, "--page", "--speed", "600")

    url = PAGE.search(await _until(process, "Its page: "))
    assert url
    async with Sandbox(url[1]) as slack:
        await slack.advance(timedelta(minutes=10))
        told = await _until(process, "The page stays open")
    process.send_signal(signal.SIGINT)
    await asyncio.wait_for(process.communicate(), 30)

    assert "every step happened" in told
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--step", "--speed", "60"), "exclude each other"),
        (("--fault", "pins.add"), "does not read like METHOD=KIND"),
        (("--share", "20%"), "does not read like SHARE"),
    ],
    ids=["two paces", "half a fault", "no share"],
)
async def test_a_manner_that_cannot_be_is_refused_before_anything_starts(
    scenario: Path, options: tuple[str, ...], words: str
) -> None:
    process = await _start(scenario, *options)

    _, complaints = await process.communicate()

    assert process.returncode == 2
    assert words in complaints.decode()
    assert not (scenario.parent / "out").exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("pins.add=500", Fault("pins.add", "500", 1, ms=1000)),
        ("*=429:3", Fault("*", "429", 3, ms=1000)),
        ("chat.update=error:not_in_channel:2", Fault("chat.update", "error:not_in_channel", 2, ms=1000)),
        ("users.info=timeout", Fault("users.info", "timeout", 1, ms=1000)),
        ("events=duplicate:5", Detour("duplicate", 5)),
        ("interactions=lost_ack", Detour("lost_ack", 1, "interactions")),
    ],
    ids=["once", "any method", "a code, twice", "a time-out", "events", "interactions"],
)
def test_a_fault_is_read_as_it_is_written(text: str, fault: Fault | Detour) -> None:
    assert fault_of(text) == fault


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pins.add=500:0", "does not read like"),
        ("pins.nail=500", "the sandbox has no method 'pins.nail'"),
        ("pins.add=flood", "'flood' is no kind of fault"),
        ("events=500", "'500' is no kind of detour"),
        ("interactions=reorder", "Slack sends each interaction once"),
    ],
    ids=["no call", "no method", "no kind", "no kind for events", "an order of one"],
)
def test_a_fault_that_cannot_be_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fault_of(text)


@pytest.mark.parametrize(("text", "lot"), [("0.2", (0.2, 0)), ("1:7", (1.0, 7)), ("0", (0.0, 0))])
def test_a_share_is_read_with_its_seed_and_spares_peoples_forms(text: str, lot: tuple[float, int]) -> None:
    chance = chance_of(text)

    assert (chance.share, chance.seed) == lot
    assert set(chance.spare) == {"views.open", "views.publish", "views.push", "views.update"}


@pytest.mark.parametrize("text", ["20%", "1.5", "0.2:", ".2", "-0.2", "0.2:x"])
def test_a_share_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="does not read like SHARE"):
        chance_of(text)


async def test_a_replay_ends_well_though_calls_are_late_limited_and_fail_by_chance_and_events_go_astray(
    scenario: Path,
) -> None:
    faults = ("events=duplicate:3", "events=reorder:2", "events=lost_ack:2", "chat.postMessage=lost_answer")
    astray = [option for fault in faults for option in ("--fault", fault)]

    process = await _start(scenario, "--limits", "--latency", "20", "--share", "0.2:7", *astray)
    told, complaints = await asyncio.wait_for(process.communicate(), 100)

    assert "every step happened" in told.decode()
    assert "gets no answer in the channel: chat.postMessage: lost_answer" in told.decode()
    assert (process.returncode, complaints.decode()) == (0, "")


async def test_time_at_a_pace_passes_so_many_times_as_fast() -> None:
    noon, loop = datetime(2025, 1, 1, 12, tzinfo=UTC), asyncio.get_running_loop()
    begun, pace = loop.time(), Pace(noon, speed=600)

    await pace.until(noon.replace(minute=1))

    assert 0.1 <= loop.time() - begun < 1
