"""Bots that are born rather than started: one process has loaded the program, and each bot is a fork of it.

A bot is still a process of its own, with its own environment, folder and log; what it shares with its siblings is only
what importing has done, which is nothing. It saves the tests the better part of a second for each of some hundred bots.
"""

import asyncio
import atexit
import importlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).parents[1]
PRELOADED = ("bot.__main__", "bot.app", "uvloop", "bot.logs", "bot.config", "bot.integrations.mlflow")


class Born:
    """A child of the nursery, watched from outside: like asyncio's process, as far as it is asked for."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._watch = os.pidfd_open(pid)
        self._ended = False

    @property
    def returncode(self) -> int | None:
        """None while it lives; how it ended is not known out here."""
        self._ended = self._ended or bool(select.select([self._watch], [], [], 0)[0])
        return 0 if self._ended else None

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.returncode is None:
            signal.pidfd_send_signal(self._watch, number)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """Wait for its end."""
        if self.returncode is None:
            loop, ended = asyncio.get_running_loop(), asyncio.Event()
            loop.add_reader(self._watch, ended.set)
            try:
                await ended.wait()
            finally:
                loop.remove_reader(self._watch)
        return 0

    def __del__(self) -> None:
        os.close(self._watch)


async def born(env: Mapping[str, str], folder: Path, words: IO[str]) -> Born:
    """Fork a bot that runs with that environment alone, in a folder, writing into a file."""
    return Born(_mother().bear(env, folder, words.name))


class _Mother:
    """The process that has loaded the program; its children are asked for line by line."""

    def __init__(self) -> None:
        command = (sys.executable, "-m", "tests.nursery")
        self._process = subprocess.Popen(  # this very file
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self._close)

    def bear(self, env: Mapping[str, str], folder: Path, log: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"env": dict(env), "folder": str(folder), "log": str(Path(log).resolve())}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def _close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@cache
def _mother() -> _Mother:
    return _Mother()


def _bear(asked: Mapping[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        _live(asked)
    return pid


def _live(asked: Mapping[str, Any]) -> NoReturn:
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["env"])
        log = os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        sys.argv = ["ai-incident", "run"]
        code = importlib.import_module("bot.__main__").main() or 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _serve() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for name in PRELOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        print(_bear(json.loads(line)), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    _serve()
