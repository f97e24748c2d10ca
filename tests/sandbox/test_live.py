"""The stand-in as `ai-incident sandbox` opens it: a page to live in, and the bot under it, until it is ended."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from sandbox.people import Sandbox
from sandbox.serving import listening

URL = re.compile(r"http://127\.0\.0\.1:\d+")
OTHER_APP = re.compile(r"the token (?P<token>\S+) and a webhook to #support: (?P<webhook>\S+)")


async def _start(folder: Path, *options: str) -> Process:
    command = (sys.executable, "-m", "bot", "sandbox", "--data", str(folder), *options)
    return await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
async def opened(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[tuple[Process, str]]:
    """A live stand-in with the URL that it prints; more options come as the fixture's parameter."""
    process = await _start(tmp_path, "--port", "0", *getattr(request, "param", ()))
    assert process.stdout is not None
    greeting = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
    found = URL.search(greeting)
    assert found, greeting
    yield process, found[0]
    if process.returncode is None:
        # Killed, it could not end the bot under it.
        process.terminate()
    await process.communicate()


@pytest.mark.parametrize("opened", [(), ("--socket-mode",)], indirect=True, ids=["HTTP", "Socket Mode"])
async def test_the_page_is_served_and_the_bot_answers_the_command(opened: tuple[Process, str]) -> None:
    _, url = opened

    async with Sandbox(url) as slack, aiohttp.ClientSession() as browser:
        page = await browser.get(url)
        ada = await slack.person("ada")
        opened_form = await ada.types("/ai-incident Answers are worse")

    assert page.status == 200
    assert opened_form.view is not None
    assert opened_form.view.title == "AI incident"


@pytest.mark.parametrize("opened", [("--canvases", "free")], indirect=True, ids=["a free plan"])
async def test_it_says_with_which_token_and_at_which_address_another_app_calls(opened: tuple[Process, str]) -> None:
    process, url = opened
    assert process.stdout is not None
    told = "".join([(await process.stdout.readline()).decode() for _ in range(2)])
    found = OTHER_APP.search(told)
    assert found, told

    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {found['token']}"}) as monitor:
        posted = await (await monitor.post(found["webhook"], json={"text": "CPU is hot"})).text()
        refused = await (await monitor.post(f"{url}/api/canvases.create")).json()
    async with Sandbox(url) as slack:
        seen = await (await slack.person("ada")).sees("#support", "CPU is hot")

    assert (posted, seen) == ("ok", True)
    assert refused["error"] == "free_teams_cannot_create_non_tabbed_canvases"


async def test_ctrl_c_ends_it_without_a_complaint_and_leaves_its_files(
    opened: tuple[Process, str], tmp_path: Path
) -> None:
    process, _ = opened

    process.send_signal(signal.SIGINT)
    _, complaints = await asyncio.wait_for(process.communicate(), 30)

    assert (process.returncode, complaints.decode()) == (0, "")
    assert {"ai-incident.db", "journal.jsonl", "policy.yml"} <= _names(tmp_path)


async def test_a_port_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    with listening() as taken:
        taken.listen()
        port = str(taken.getsockname()[1])
        process = await _start(tmp_path, "--port", port)
        _, told = await process.communicate()

    assert process.returncode == 2
    assert told.decode().startswith(f"port {port} cannot be used here: ")
    assert len(told.decode().splitlines()) == 1
