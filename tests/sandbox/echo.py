"""A small bot: it keeps what it hears, and answers as a test tells it to."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.process import Running
from sandbox.serving import listening, serving


@dataclass
class Answer:
    """What the small bot answers to one request: late, with a status, a body."""

    status: int = 200
    body: Any = ""
    seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Heard:
    """A request that the small bot got."""

    headers: dict[str, str]
    body: str
    payload: dict[str, Any]


@dataclass
class EchoBot:
    """Keeps what it hears, and answers from a list; when that is empty, as it always does to that type, or with 200."""

    url: str
    heard: list[Heard] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    always: dict[str, Answer] = field(default_factory=dict)

    async def hear(self, request: Request) -> Response:
        """POST /slack/events."""
        body = (await request.body()).decode()
        self.heard.append(Heard(dict(request.headers), body, decoded(body)))
        usual = self.always.get(self.last.get("type", ""), Answer())
        answer = self.answers.pop(0) if self.answers else usual
        await asyncio.sleep(answer.seconds)
        if isinstance(answer.body, dict):
            return JSONResponse(answer.body, answer.status, answer.headers)
        return Response(answer.body, answer.status, answer.headers)

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """The payloads of one type; of events, the event."""
        payloads = [heard.payload for heard in self.heard if heard.payload.get("type") == kind]
        events = [heard.payload["event"] for heard in self.heard if "event" in heard.payload]
        return payloads or [event for event in events if event["type"] == kind]

    @property
    def last(self) -> dict[str, Any]:
        """The newest payload."""
        return self.heard[-1].payload


@contextlib.asynccontextmanager
async def open_echo() -> AsyncIterator[EchoBot]:
    """A small bot that listens."""
    bound = listening()
    echo = EchoBot(f"http://127.0.0.1:{bound.getsockname()[1]}/slack/events")
    app = Starlette(routes=[Route("/slack/events", echo.hear, methods=["POST"])])
    async with serving(app, bound):
        yield echo


def decoded(body: str) -> dict[str, Any]:
    """An event's JSON, an interaction's payload, or a command's fields."""
    if body.startswith("{"):
        event: dict[str, Any] = json.loads(body)
        return event
    fields = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
    inner: dict[str, Any] = json.loads(fields["payload"]) if "payload" in fields else fields
    return inner


async def at_rest(running: Running) -> None:
    """Wait until every event is delivered."""
    while not (await running.sandbox.get("/control/idle"))["idle"]:  # noqa: ASYNC110 - over HTTP there is only asking
        await asyncio.sleep(0.005)
