"""A stand-in that listens to the network lets in its own machine, and from elsewhere only who has the key."""

from __future__ import annotations

import signal
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
import yaml
from starlette.responses import PlainTextResponse
from starlette.types import Message

from sandbox.doorkeeper import COOKIE, Doorkeeper
from sandbox.process import Options, Running, run_sandbox
from sandbox.serving import EVERYWHERE
from tests.sandbox.world import ADA, MANIFEST

ELSEWHERE = "127.0.0.2"
KEY = "a-key"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Running]:
    """One that listens to a second address, as to another machine."""
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    async with run_sandbox(Options(path, host=ELSEWHERE)) as running:
        yield running


async def nothing() -> Message:
    """What comes of a request without a body."""
    return {"type": "http.request"}


async def status_of(url: str, **headers: str) -> int:
    async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as answer:
        return answer.status


async def test_from_elsewhere_nothing_opens_without_the_key(opened: Running) -> None:
    outside = opened.invitation.partition("/?")[0]

    answers = {path: await status_of(f"{outside}{path}") for path in ("/", "/?key=guess", "/control/state", "/api/x")}
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await session.ws_connect(f"{outside}/link/?ticket=x")

    assert set(answers.values()) == {403}
    assert refusal.value.status == 403


async def test_the_key_opens_the_page_and_what_it_does_and_leaves_the_address(opened: Running) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    said = {"user": ADA, "channel": "#general", "text": "hello from elsewhere"}

    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        page = await session.get(opened.invitation)
        outside = str(page.url).rstrip("/")
        done = await session.post(f"{outside}/control/say", json=said, headers={"Origin": outside})
        foreign = await session.post(f"{outside}/control/say", json=said, headers={"Origin": "http://evil.example"})
        state = await (await session.get(f"{outside}/control/state")).json()
    [kept] = page.history[0].cookies.values()

    assert (page.status, "key" in outside) == (200, False)
    assert (done.status, foreign.status) == (200, 403)
    assert state["team"]["open_to_network"] is True
    assert (kept.key, kept["httponly"], kept["samesite"]) == (COOKIE, True, "lax")


async def test_the_machine_itself_needs_no_key_but_its_own_name(opened: Running) -> None:
    port = urlsplit(opened.url).port

    at_home = await status_of(f"{opened.url}/control/state")
    under_another_name = await status_of(f"{opened.url}/control/state", Host=f"rebound.example:{port}")

    assert (at_home, under_another_name) == (200, 403)


async def test_one_that_listens_to_loopback_has_no_invitation(running: Running) -> None:
    state = await running.sandbox.get("/control/state")

    assert running.invitation == ""
    assert state["team"]["open_to_network"] is False


async def test_one_that_listens_everywhere_answers_its_own_machine_at_loopback(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")

    async with run_sandbox(Options(path, host=EVERYWHERE)) as running:
        port = urlsplit(running.url).port
        at_home, elsewhere = await status_of(running.url), await status_of(f"http://{ELSEWHERE}:{port}/")

    assert (at_home, elsewhere) == (200, 403)
    assert f":{port}/?key=" in running.invitation


@pytest.mark.parametrize(
    ("caller", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1", 200),
        ("::1", "localhost", 200),
        ("192.0.2.7", "127.0.0.1", 403),
        ("127.0.0.1", "sandbox.example", 403),
    ],
    ids=["this machine", "by its other name", "another that lies about the name", "a name that is not its own"],
)
async def test_who_is_at_home_is_told_by_address_and_name_together(caller: str, host: str, status: int) -> None:
    scope = {"type": "http", "path": "/control/state", "query_string": b"", "scheme": "http", "method": "GET"}
    told: list[Message] = []

    async def tell(message: Message) -> None:
        told.append(message)

    headers = [(b"host", host.encode())]
    await Doorkeeper(PlainTextResponse("inside"), KEY)(
        scope | {"client": (caller, 50000), "headers": headers}, nothing, tell
    )

    assert told[0]["status"] == status


async def test_who_opens_it_to_the_network_is_warned_loudly(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "bot", "sandbox", "--data", str(tmp_path), "--port", "0", "--host", ELSEWHERE)
    process = await create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    await process.stdout.readline()

    process.send_signal(signal.SIGINT)
    _, warned = await process.communicate()

    assert f"OPEN TO THE NETWORK: http://{ELSEWHERE}:" in warned.decode()
    assert "act as anybody" in warned.decode()
    assert process.returncode == 0


async def test_an_address_that_this_machine_does_not_have_is_told_in_one_line(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "bot", "sandbox", "--data", str(tmp_path), "--port", "0", "--host", "192.0.2.7")
    process = await create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)

    _, told = await process.communicate()

    assert process.returncode == 2
    assert told.decode().startswith("192.0.2.7 cannot be listened on: ")
    assert len(told.decode().splitlines()) == 1
