"""Running things: the stand-in inside this process, and the bot beside it as it runs in earnest."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

import aiohttp

from sandbox import manifest, seed
from sandbox.canvases import Plan
from sandbox.clock import Clock
from sandbox.doorkeeper import LOOPBACK
from sandbox.people import Sandbox
from sandbox.server import create_app, open_stand
from sandbox.serving import EVERYWHERE, HOST, doors, serving
from sandbox.stand import Stand

KEY_BYTES = 24
BOT_DOOR = "/slack/events"
START_SECONDS, STOP_SECONDS = 60.0, 10.0
ROOT = Path(__file__).parents[1]
# Slack's SDK takes a proxy from the first of these that is not empty, and makes no exception for loopback.
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
# A checkout has the manifest at its top; an installed wheel beside the bot's other data.
MANIFESTS = (ROOT / "manifest.yml", ROOT / "bot" / "_data" / "manifest.yml")


@dataclass(frozen=True)
class Options:
    """How a stand-in is set up; `start` freezes nothing by itself, a `rate` of 0 does.

    With `socket_mode` the bot is told through the connections that it opens, otherwise at `bot_url`. `limits` says
    whether calls are limited as often as Slack does, `canvases` what the plan allows: `on`, `free` or `off`. With a
    `host` that is not loopback it listens there as well, and lets in who has its key.
    """

    manifest: Path | None = None
    journal: Path | None = None
    bot_url: str = f"http://{HOST}:3000{BOT_DOOR}"
    start: datetime | None = None
    rate: float = 1.0
    host: str = HOST
    port: int = 0
    token: str = ""
    signing_secret: str = ""
    socket_mode: bool = False
    limits: bool = False
    canvases: str = "on"


@dataclass(frozen=True)
class Running:
    """A stand-in that answers at `url`; `stand` is its inside, `sandbox` a client of it."""

    url: str
    stand: Stand
    sandbox: Sandbox
    host: str = HOST

    @property
    def invitation(self) -> str:
        """The address for who comes from another machine, with the key; nothing where nobody can."""
        if not self.stand.key:
            return ""
        name = socket.gethostname() if self.host == EVERYWHERE else self.host
        return f"http://{name}:{self.url.rpartition(':')[2]}/?key={self.stand.key}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is."""
        return f"{self.url}/api/"

    @property
    def webhook_url(self) -> str:
        """Where the other app's webhook is."""
        slack = self.stand.slack
        return f"{self.url}{slack.webhooks.first.path(slack.team_id)}"


def _stand(options: Options, url: str) -> Stand:
    path = options.manifest or next(path for path in MANIFESTS if path.exists())
    app = manifest.load(path, token=options.token, signing_secret=options.signing_secret)
    slack = seed.workspace(app, Clock(options.start, options.rate))
    slack.base_url = url
    stand = open_stand(slack, options.bot_url, options.journal, socket_mode=options.socket_mode)
    stand.limits.switch(on=options.limits)
    slack.canvases.plan = Plan(options.canvases)
    stand.key = "" if options.host in LOOPBACK else secrets.token_urlsafe(KEY_BYTES)
    return stand


@contextlib.asynccontextmanager
async def run_sandbox(options: Options | None = None) -> AsyncIterator[Running]:
    """A stand-in, for as long as the context lasts."""
    options = options or Options()
    bound = doors(options.host, options.port)
    url = f"http://{HOST}:{bound[0].getsockname()[1]}"
    stand = _stand(options, url)
    async with serving(create_app(stand), *bound), Sandbox(url) as sandbox:
        try:
            yield Running(url, stand, sandbox, options.host)
        finally:
            await stand.close()


class Process(Protocol):
    """A process of its own: what is asked of the operating system's."""

    @property
    def returncode(self) -> int | None:
        """None while it lives."""
        ...

    def kill(self) -> None:
        """End it as a power cut would."""
        ...

    def send_signal(self, signal: int, /) -> None:
        """Send it a signal."""
        ...

    async def wait(self) -> int:
        """Wait for its end."""
        ...


Starter = Callable[[Mapping[str, str], Path, IO[str]], Awaitable[Process]]
"""Starts a bot with an environment, in a folder, writing into a file."""


@dataclass(frozen=True)
class Bot:
    """A bot that runs as a process of its own and answers at `url`."""

    url: str
    process: Process

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


async def started(env: Mapping[str, str], folder: Path, words: IO[str]) -> Process:
    """`python -m bot run`."""
    command = (sys.executable, "-m", "bot", "run")
    return await asyncio.create_subprocess_exec(*command, env=env, cwd=folder, stdout=words, stderr=words)


@contextlib.asynccontextmanager
async def run_bot(env: Mapping[str, str], folder: Path | None = None, start: Starter = started) -> AsyncIterator[Bot]:
    """A bot with that environment added to this process's own, ready to serve.

    It runs in a folder of its own, so that a `.env` with real tokens is never read; `folder` keeps its log afterwards.

    Raises:
        BotDiedError: it ended, or was not ready in time.
    """
    with _folder(folder) as home, (home / "bot.log").open("a+", encoding="utf-8") as words:
        process = await start({**os.environ, "PYTHONPATH": str(ROOT), **env}, home, words)
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


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
