"""Letting time pass: every due instant is stopped at, and a bot that does not come to rest is reported."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.pacing import NotSettledError
from sandbox.process import BotDiedError, Running, bot_env, run_bot
from sandbox.serving import free_port, listening, serving
from tests.sandbox.echo import EchoBot
from tests.sandbox.world import START

Json = dict[str, Any]


@dataclass
class Ticker:
    """A bot without Slack: it ticks when the sandbox's clock moves, and has things that are due."""

    clock: Running
    url: str = ""
    due: list[datetime] = field(default_factory=list)
    ticks: list[datetime] = field(default_factory=list)
    outbox: int = 0
    next_try: datetime | None = None

    async def readyz(self, _request: Request) -> Response:
        """GET /readyz."""
        now = self.clock.stand.slack.clock.now()
        if self.ticks[-1:] != [now]:
            self.ticks.append(now)
        self.due = [instant for instant in self.due if instant > now]
        body: Json = {"ready": True, "now": now.isoformat(), "ticked_at": now.isoformat(), "outbox": self.outbox}
        body["next_due"] = min(self.due).isoformat() if self.due else None
        return JSONResponse(body | {"next_try": self.next_try.isoformat() if self.next_try else None})


@pytest.fixture
async def ticker(running: Running) -> AsyncIterator[Ticker]:
    bound = listening()
    ticking = Ticker(running, f"http://127.0.0.1:{bound.getsockname()[1]}")
    app = Starlette(routes=[Route("/readyz", ticking.readyz)])
    async with serving(app, bound):
        yield ticking


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


async def test_time_passes_in_hops_from_one_due_instant_to_the_next(running: Running, ticker: Ticker) -> None:
    ticker.due = [after(15), after(30)]

    await running.sandbox.pass_time(after(60), ticker.url)

    assert ticker.ticks == [START, after(15), after(30), after(60)]


async def test_a_bot_with_something_left_to_send_is_not_at_rest_and_the_report_says_so(
    running: Running, ticker: Ticker
) -> None:
    ticker.outbox = 2

    with pytest.raises(NotSettledError, match="'outbox': 2"):
        await running.sandbox.settle(ticker.url, seconds=0.2)


async def test_what_waits_for_a_later_try_does_not_keep_bot_and_sandbox_from_resting(
    running: Running, ticker: Ticker
) -> None:
    ticker.outbox, ticker.next_try = 0, after(1)

    await running.sandbox.settle(ticker.url)

    assert ticker.ticks == [START]


async def test_what_can_be_sent_now_is_waited_for_whatever_else_waits_for_later(
    running: Running, ticker: Ticker
) -> None:
    ticker.outbox, ticker.next_try = 1, after(1)

    with pytest.raises(NotSettledError, match="'outbox': 1"):
        await running.sandbox.settle(ticker.url, seconds=0.2)


async def test_an_event_that_waits_to_be_delivered_again_is_a_stop_on_the_way(
    running: Running, ticker: Ticker, bot: EchoBot
) -> None:
    ada = await running.sandbox.person("ada")
    channel = await ada.creates("room")
    running.stand.slack.channels[channel].members.append(running.stand.slack.bot)
    running.stand.delivery.url = "http://127.0.0.1:9/away"
    await ada.says(channel, "hello")

    await running.sandbox.pass_time(after(10), ticker.url)

    assert bot.of_type("message") == []
    assert ticker.ticks == [START, after(1), after(6), after(10)]


async def test_a_bot_that_dies_at_its_start_leaves_its_last_words(running: Running) -> None:
    env = bot_env(running, free_port(), "nonsense://nowhere")

    with pytest.raises(BotDiedError) as death:
        async with run_bot(env):
            pass

    assert len(str(death.value)) > len("the bot is not ready: ")
