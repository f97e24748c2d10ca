"""The fixtures of the sandbox's tests: a prepared workspace, a small bot, and a served stand-in between them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from sandbox import manifest
from sandbox.process import Options, Running, run_sandbox
from tests.sandbox.echo import EchoBot, open_echo
from tests.sandbox.world import MANIFEST, START, World, new_stand, prepared


@pytest.fixture
def world() -> World:
    return prepared(new_stand(manifest.read(MANIFEST)))


@pytest.fixture
async def bot() -> AsyncIterator[EchoBot]:
    async with open_echo() as echo:
        yield echo


@pytest.fixture
async def running(bot: EchoBot, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Running]:
    """A served stand-in that tells the small bot over HTTP, or over the transport that is the fixture's parameter."""
    in_socket_mode = getattr(request, "param", "HTTP") == "Socket Mode"
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    options = Options(path, tmp_path / "journal.jsonl", bot.url, START, rate=0, socket_mode=in_socket_mode)
    async with run_sandbox(options) as stand:
        yield stand
