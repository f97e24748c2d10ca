"""Running things: the stand-in inside this process, and the bot beside it as it runs in earnest."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import aiohttp
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from sandbox import manifest, seed
from sandbox.clock import Clock
from sandbox.people import Sandbox
from sandbox.server import create_app, open_stand
from sandbox.stand import Stand
from sandbox.webapi import TRANSPORT

HOST = "127.0.0.1"
BOT_DOOR = "/slack/events"
START_SECONDS, STOP_SECONDS = 30.0, 10.0
ROOT = Path(__file__).parents[1]
# Slack's SDK takes a proxy from the first of these that is not empty, and makes no exception for loopback.
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
# A checkout has the manifest at its top; an installed wheel beside the bot's other data.
MANIFESTS = (ROOT / "manifest.yml", ROOT / "bot" / "_data" / "manifest.yml")


class _BreakableProtocol(HttpToolsProtocol):
    """uvicorn's protocol, whose connections a fault can break."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {TRANSPORT: {"abort": self.transport.abort}}


class _BreakableSocket(WebSocketsSansIOProtocol):
    """The same for WebSockets."""

    async def run_asgi(self) -> None:
        self.scope["extensions"] = {TRANSPORT: {"abort": self.transport.abort}}
        await super().run_asgi()


class _QuietServer(uvicorn.Server):
    """A server that leaves the signals to the program it runs in, and ends when it is told instead of looking often."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self._told.wait()

    def leave(self) -> None:
        """End serving."""
        self.should_exit = True
        self._told.set()


@dataclass(frozen=True)
class Options:
    """How a stand-in is set up; `start` freezes nothing by itself, a `rate` of 0 does.

    With `socket_mode` the bot is told through the connections that it opens, otherwise at `bot_url`. `limits` says
    whether calls are limited as often as Slack does.
    """

    manifest: Path | None = None
    journal: Path | None = None
    bot_url: str = f"http://{HOST}:3000{BOT_DOOR}"
    start: datetime | None = None
    rate: float = 1.0
    port: int = 0
    token: str = ""
    signing_secret: str = ""
    socket_mode: bool = False
    limits: bool = False


@dataclass(frozen=True)
class Running:
    """A stand-in that answers at `url`; `stand` is its inside, `sandbox` a client of it."""

    url: str
    stand: Stand
    sandbox: Sandbox

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is."""
        return f"{self.url}/api/"

    @property
    def webhook_url(self) -> str:
        """Where the other app's webhook is."""
        slack = self.stand.slack
        return f"{self.url}{slack.webhooks.first.path(slack.team_id)}"


def listening(port: int = 0) -> socket.socket:
    """A socket bound to loopback, on a free port unless told otherwise."""
    # With the protocol named, asyncio switches Nagle's algorithm off; without, every answer waits 40 ms.
    bound = socket.socket(proto=socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((HOST, port))
    return bound


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with listening() as bound:
        port: int = bound.getsockname()[1]
        return port


def _stand(options: Options, url: str) -> Stand:
    path = options.manifest or next(path for path in MANIFESTS if path.exists())
    app = manifest.load(path, token=options.token, signing_secret=options.signing_secret)
    slack = seed.workspace(app, Clock(options.start, options.rate))
    slack.base_url = url
    stand = open_stand(slack, options.bot_url, options.journal, socket_mode=options.socket_mode)
    stand.limits.switch(on=options.limits)
    return stand


@contextlib.asynccontextmanager
async def run_sandbox(options: Options | None = None) -> AsyncIterator[Running]:
    """A stand-in, for as long as the context lasts."""
    bound = listening((options or Options()).port)
    url = f"http://{HOST}:{bound.getsockname()[1]}"
    stand = _stand(options or Options(), url)
    async with serving(create_app(stand), bound), Sandbox(url) as sandbox:
        try:
            yield Running(url, stand, sandbox)
        finally:
            await stand.close()


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, bound: socket.socket) -> AsyncIterator[None]:
    """Serve an application on a socket, inside this process and its event loop."""
    config = uvicorn.Config(
        app,
        http=_BreakableProtocol,
        ws=_BreakableSocket,
        log_config=None,
        access_log=False,
        date_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _QuietServer(config)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    # uvicorn sets a flag and no event, so that its start can only be polled for.
    while not server.started and not task.done():  # noqa: ASYNC110 - as said above
        await asyncio.sleep(0.002)
    try:
        yield
    finally:
        server.leave()
        await task


@dataclass(frozen=True)
class Bot:
    """A bot that runs as a process of its own and answers at `url`."""

    url: str
    process: asyncio.subprocess.Process

    async def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        await self.process.wait()


class BotDiedError(RuntimeError):
    """The bot ended, or never became ready; carries the end of what it wrote."""


def bot_env(running: Running, port: int, database_url: str, **more: str) -> dict[str, str]:
    """The environment in which a bot talks to the stand-in, follows its clock, and listens on a port."""
    app, in_socket_mode = running.stand.slack.app, running.stand.sockets.enabled
    # What does not belong to the transport is emptied: the environment of whoever runs this may have it.
    return {
        "SLACK_BOT_TOKEN": app.token,
        "SLACK_APP_TOKEN": app.app_token if in_socket_mode else "",
        "SLACK_SIGNING_SECRET": "" if in_socket_mode else app.signing_secret,
        "SLACK_API_URL": running.api_url,
        "AI_INCIDENT_CLOCK_URL": f"{running.url}/clock",
        "DATABASE_URL": database_url,
        "HOST": HOST,
        "PORT": str(port),
        **dict.fromkeys(PROXIES, ""),
        **more,
    }


@contextlib.asynccontextmanager
async def run_bot(env: Mapping[str, str], folder: Path | None = None) -> AsyncIterator[Bot]:
    """`python -m bot run` with that environment added to this process's own, ready to serve.

    It runs in a folder of its own, so that a `.env` with real tokens is never read; `folder` keeps its log afterwards.

    Raises:
        BotDiedError: it ended, or was not ready in time.
    """
    with _folder(folder) as home, (home / "bot.log").open("a+", encoding="utf-8") as words:
        command = (sys.executable, "-m", "bot", "run")
        everything = {**os.environ, "PYTHONPATH": str(ROOT), **env}
        process = await asyncio.create_subprocess_exec(*command, env=everything, cwd=home, stdout=words, stderr=words)
        bot = Bot(f"http://{env['HOST']}:{env['PORT']}", process)
        try:
            await _ready(bot, words)
            yield bot
        finally:
            await _end(process)


@contextlib.contextmanager
def _folder(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


async def _ready(bot: Bot, words: IO[str]) -> None:
    deadline = asyncio.get_running_loop().time() + START_SECONDS
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        while not await _answers(session, f"{bot.url}/readyz"):
            late = asyncio.get_running_loop().time() > deadline
            if late or bot.process.returncode is not None:
                words.seek(0)
                raise BotDiedError(f"the bot is not ready: {words.read()[-4000:]}")
            await asyncio.sleep(0.05)


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200  # noqa: PLR2004 - 200 is OK
    except (aiohttp.ClientError, TimeoutError):
        return False


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
