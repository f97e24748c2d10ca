"""The fixtures of the sandbox's tests: a prepared workspace, a small bot, and a served stand-in between them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml
from starlette.applications import Starlette
from starlette.routing import Route

from sandbox import manifest
from sandbox.process import Options, Running, listening, run_sandbox, serving
from tests.sandbox.echo import EchoBot
from tests.sandbox.world import MANIFEST, START, World, new_stand, prepared


@pytest.fixture
def world() -> World:
    return prepared(new_stand(manifest.read(MANIFEST)))


@pytest.fixture
async def bot() -> AsyncIterator[EchoBot]:
    bound = listening()
    echo = EchoBot(f"http://127.0.0.1:{bound.getsockname()[1]}/slack/events")
    app = Starlette(routes=[Route("/slack/events", echo.hear, methods=["POST"])])
    async with serving(app, bound):
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
