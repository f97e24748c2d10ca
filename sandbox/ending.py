"""How what runs until somebody ends it is ended."""

from __future__ import annotations

import asyncio
import contextlib
import signal

from sandbox.process import Bot, BotDiedError


def told_to_end() -> asyncio.Event:
    """Set by Ctrl-C or a signal to end."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Where a loop cannot handle signals, Ctrl-C is an exception, which ends everything as well.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told


async def until_ended(bot: Bot, told: asyncio.Event) -> None:
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
