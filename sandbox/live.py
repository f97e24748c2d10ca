"""The stand-in for people: its clock runs, the bot is under it, and its page is open until somebody ends it."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import typer

from sandbox.ending import told_to_end, until_ended
from sandbox.own_policy import policy_text
from sandbox.process import BOT_DOOR, BotDiedError, Options, Running, bot_env, run_bot, run_sandbox
from sandbox.seed import ALERTED
from sandbox.serving import HOST, free_port

FOLDER = Path("var") / "sandbox"
PORT_TAKEN = "port {port} cannot be used here: {reason}; choose another with --port"
CANNOT_LISTEN = "{host} cannot be listened on: {reason}"
WARNING = """\
OPEN TO THE NETWORK: {invitation}
Whoever has this address can read everything here and act as anybody, and nothing is encrypted on the way.
Give it to people whom you trust, on a network that you trust, and end it afterwards."""
GREETING = """\
A local stand-in for Slack, with the bot in it: {url}
Whoever you choose to be there, type /ai-incident. Its clock can be moved on from the page.
Another app shares it, with the token {token} and a webhook to #{alerted}: {webhook}
Database, policy, journal and the bot's log are in {folder}. Ctrl-C ends it."""


class CannotOpenError(RuntimeError):
    """The stand-in cannot be opened; says why."""


async def live(options: Options, *, data: Path | None = None, policy: Path | None = None) -> None:
    """Run stand-in, bot and page until Ctrl-C.

    Args:
        options: How it is set up; limits are on, and journal and the bot's door are chosen here. With a `host` that
            is not loopback the page is served there as well, and the bot's door stays on loopback.
        data: The folder of the bot's database; a fresh one by default. The workspace begins anew each time.
        policy: The policy file; one for the workspace's own people by default.

    Raises:
        typer.Exit: it cannot be opened, or the bot ended by itself; said on standard error.
    """
    folder = data or FOLDER / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}"
    folder.mkdir(parents=True, exist_ok=True)
    bot_port = free_port()
    door, journal = f"http://{HOST}:{bot_port}{BOT_DOOR}", folder / "journal.jsonl"
    options = replace(options, journal=journal, bot_url=door, limits=True)
    try:
        async with _opened(options) as running:
            await _run(running, bot_port, folder, policy)
    except (CannotOpenError, BotDiedError) as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from error


@contextlib.asynccontextmanager
async def _opened(options: Options) -> AsyncIterator[Running]:
    async with contextlib.AsyncExitStack() as stack:
        try:
            running = await stack.enter_async_context(run_sandbox(options))
        except OSError as error:
            told = PORT_TAKEN if error.errno in (errno.EADDRINUSE, errno.EACCES) else CANNOT_LISTEN
            raise CannotOpenError(told.format(host=options.host, port=options.port, reason=error.strerror)) from error
        yield running


def _greeting(running: Running, folder: Path) -> str:
    token = running.stand.slack.others[0].token
    return GREETING.format(url=running.url, folder=folder, token=token, webhook=running.webhook_url, alerted=ALERTED)


async def _run(running: Running, bot_port: int, folder: Path, policy: Path | None) -> None:
    if policy is None:
        policy = folder / "policy.yml"
        policy.write_text(policy_text(running.stand.slack), encoding="utf-8")
    database = f"sqlite:///{(folder / 'ai-incident.db').absolute()}"
    env = bot_env(running, bot_port, database, AI_INCIDENT_POLICY=str(policy.absolute()))
    async with run_bot(env, folder) as bot:
        told = told_to_end()
        if running.invitation:
            warning = WARNING.format(invitation=running.invitation)
            typer.secho(warning, err=True, fg=typer.colors.BRIGHT_RED, bold=True)
        # Said only now: whoever reads it may press Ctrl-C at once.
        typer.echo(_greeting(running, folder))
        await until_ended(bot, told)
