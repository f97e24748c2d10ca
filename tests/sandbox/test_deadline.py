"""What the sandbox says of the bot's next deadline: what the bot says, and nothing that is not ahead."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.people import CannotError
from sandbox.process import Options, Running, run_sandbox
from sandbox.serving import HOST, listening, serving
from tests.sandbox.world import START

AHEAD, GONE = "2025-04-27T17:55:00+00:00", "2025-04-27T17:00:00+00:00"


@pytest.fixture
async def asked(request: pytest.FixtureRequest) -> AsyncIterator[Running]:
    """A stand-in whose bot answers with the fixture's parameter when it is asked how it is."""

    async def readyz(_request: Request) -> Response:
        return JSONResponse({"ready": True, "next_due": request.param, "next_try": request.param})

    bound = listening()
    door = f"http://{HOST}:{bound.getsockname()[1]}/slack/events"
    async with (
        serving(Starlette(routes=[Route("/readyz", readyz)]), bound),
        run_sandbox(Options(bot_url=door, start=START, rate=0)) as running,
    ):
        yield running


@pytest.mark.parametrize(
    ("asked", "said"),
    [(AHEAD, AHEAD), (GONE, None), (START.isoformat(), None), (None, None)],
    ids=["ahead", "gone", "now", "nothing"],
    indirect=["asked"],
)
async def test_the_next_deadline_and_the_next_try_are_the_bots_unless_their_time_has_come(
    asked: Running, said: str | None
) -> None:
    assert await asked.sandbox.get("/control/next") == {"next": said, "again": said}


async def test_a_bot_that_does_not_say_what_is_due_is_told_of_in_a_sentence(running: Running) -> None:
    with pytest.raises(CannotError, match="the bot does not say what is due next"):
        await running.sandbox.get("/control/next")
