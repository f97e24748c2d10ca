"""The stand-in for people: its clock runs, the bot is under it, and its page is open until somebody ends it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import typer

from sandbox.own_policy import policy_text
from sandbox.process import (
    BOT_DOOR,
    HOST,
    Bot,
    BotDiedError,
    Options,
    Running,
    bot_env,
    free_port,
    run_bot,
    run_sandbox,
)
from sandbox.server import LOOPBACK

FOLDER = Path("var") / "sandbox"
PORT_TAKEN = "port {port} cannot be used here: {reason}; choose another with --port"
NOT_LOOPBACK = "{host} is not this machine's own: whoever reaches it could act as anybody. Use 127.0.0.1."
GREETING = """\
A local stand-in for Slack, with the bot in it: {url}
Whoever you choose to be there, type /ai-incident. Its clock can be moved on from the page.
Database, policy, journal and the bot's log are in {folder}. Ctrl-C ends it."""


class CannotOpenError(RuntimeError):
    """The stand-in cannot be opened; says why."""


async def live(host: str, port: int, *, data: Path | None = None, policy: Path | None = None) -> None:
    """Run stand-in, bot and page until Ctrl-C.

    Args:
        host: An address of this machine alone.
        port: Of the page; 0 for a free one.
        data: The folder of the bot's database; a fresh one by default. The workspace begins anew each time.
        policy: The policy file; one for the workspace's own people by default.

    Raises:
        typer.Exit: it cannot be opened, or the bot ended by itself; said on standard error.
    """
    folder = data or FOLDER / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}"
    folder.mkdir(parents=True, exist_ok=True)
    bot_port = free_port()
    try:
        async with _opened(host, port, folder, bot_port) as running:
            await _run(running, bot_port, folder, policy)
    except (CannotOpenError, BotDiedError) as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from error


@contextlib.asynccontextmanager
async def _opened(host: str, port: int, folder: Path, bot_port: int) -> AsyncIterator[Running]:
    if host not in LOOPBACK:
        raise CannotOpenError(NOT_LOOPBACK.format(host=host))
    options = Options(port=port, journal=folder / "journal.jsonl", bot_url=f"http://{HOST}:{bot_port}{BOT_DOOR}")
    async with contextlib.AsyncExitStack() as stack:
        try:
            running = await stack.enter_async_context(run_sandbox(options))
        except OSError as error:
            raise CannotOpenError(PORT_TAKEN.format(port=port, reason=error.strerror)) from error
        yield running


async def _run(running: Running, bot_port: int, folder: Path, policy: Path | None) -> None:
    if policy is None:
        policy = folder / "policy.yml"
        policy.write_text(policy_text(running.stand.slack), encoding="utf-8")
    database = f"sqlite:///{(folder / 'ai-incident.db').absolute()}"
    env = bot_env(running, bot_port, database, AI_INCIDENT_POLICY=str(policy.absolute()))
    async with run_bot(env, folder) as bot:
        told = _told_to_end()
        # Said only now: whoever reads it may press Ctrl-C at once.
        typer.echo(GREETING.format(url=running.url, folder=folder))
        await _until_ended(bot, told)


def _told_to_end() -> asyncio.Event:
    """Set by Ctrl-C or a signal to end."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Where a loop cannot handle signals, Ctrl-C is an exception, which ends everything as well.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told


async def _until_ended(bot: Bot, told: asyncio.Event) -> None:
    """Until somebody ends it.

    Raises:
        BotDiedError: the bot ended first.
    """
    ended = {asyncio.create_task(told.wait()), asyncio.create_task(bot.process.wait())}
    _, waiting = await asyncio.wait(ended, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    if not told.is_set():
        raise BotDiedError(f"the bot ended by itself, with exit code {bot.process.returncode}")
