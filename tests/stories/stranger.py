"""Another program's idea of Slack, which knows a few methods only, and drives the bot by signed requests."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.journal import append
from sandbox.serving import listening, serving

TOKEN, SECRET = "xoxb-outside", "a secret of its own"
REPORTER, CHANNEL, ANNOUNCE = "U0OUTSIDE", "C0INCIDENT", "C0ANNOUNCE"
PATIENCE = 20.0

Json = dict[str, Any]


@dataclass
class Stranger:
    """The messages as they stand now, by channel and timestamp; modals; every call in order, and which were unknown."""

    bot_url: str
    journal: Path
    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    views: list[Json] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    numbers: Any = field(default_factory=lambda: count(1))

    async def call(self, request: Request) -> Response:
        """Answer a call of the Web API."""
        method = request.path_params["method"]
        given = await _arguments(request)
        async with self.changed:
            self.calls.append(method)
            body = self._answer(method, given)
            append(self.journal, {"method": method, "args": given, "response": body})
            self.changed.notify_all()
        return JSONResponse(body)

    def _answer(self, method: str, given: Json) -> Json:
        answer = getattr(self, f"_{method.replace('.', '_')}", None)
        if answer is None:
            self.unknown.add(method)
        body = answer(given) if answer else {"error": "unknown_method"}
        return {"ok": "error" not in body, **body}

    def _auth_test(self, _given: Json) -> Json:
        return {"url": "https://outside.example/", "team_id": "T0", "user_id": "U0BOT", "bot_id": "B0BOT"}

    def _conversations_create(self, given: Json) -> Json:
        return {"channel": {"id": CHANNEL, "name": given["name"]}}

    def _chat_postMessage(self, given: Json) -> Json:  # noqa: N802  # as the method is called
        ts = f"{int(time.time())}.{next(self.numbers):06}"
        self.messages[given["channel"], ts] = given
        return {"channel": given["channel"], "ts": ts}

    def _chat_update(self, given: Json) -> Json:
        self.messages[given["channel"], given["ts"]] = given
        return {"channel": given["channel"], "ts": given["ts"]}

    def _chat_delete(self, given: Json) -> Json:
        return {} if self.messages.pop((given["channel"], given["ts"]), None) else {"error": "message_not_found"}

    def _chat_postEphemeral(self, _given: Json) -> Json:  # noqa: N802  # as the method is called
        return {"error": "user_not_in_channel"}  # since nobody can be invited

    def _views_open(self, given: Json) -> Json:
        self.views.append({**given["view"], "id": f"V{next(self.numbers)}", "hash": "1"})
        return {"view": self.views[-1]}

    async def until(self, is_so: Callable[[], Any]) -> Any:
        """Wait for something to come true; returns what it came to."""
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(is_so)
            return is_so()

    def saying(self, text: str, channel: str = CHANNEL) -> list[Json]:
        """The messages of a channel in which a text stands."""
        return [given for (place, _), given in self.messages.items() if place == channel and text in _words(given)]

    async def hears(self, text: str, channel: str = CHANNEL) -> Json:
        """Wait for a message; returns the newest such."""
        said: list[Json] = await self.until(lambda: self.saying(text, channel))
        return said[-1]

    async def commands(self, text: str, channel: str = "C0GENERAL") -> str:
        """Type the slash command; returns what is answered to the person alone."""
        given = {"command": "/ai-incident", "text": text, "channel_id": channel, "user_id": REPORTER, **_team()}
        answer = await self._sends(urlencode({**given, "trigger_id": f"trigger.{next(self.numbers)}"}))
        return str(json.loads(answer).get("text", "")) if answer else ""

    async def presses(self, message: Json, action_id: str) -> None:
        """Press a button of a message."""
        elements = [element for block in _blocks(message) for element in block.get("elements", [])]
        button = next(element for element in elements if element.get("action_id") == action_id)
        action = {**button, "action_ts": f"{next(self.numbers)}.0"}
        await self._interacts({"type": "block_actions", "actions": [action], "channel": {"id": CHANNEL}})

    async def submits(self, values: Mapping[str, Json]) -> Json:
        """Submit the newest modal; values by field."""
        state = {"values": {name: {name: given} for name, given in values.items()}}
        answer = await self._interacts({"type": "view_submission", "view": {**self.views.pop(), "state": state}})
        body: Json = json.loads(answer) if answer else {}
        return body

    async def _interacts(self, payload: Json) -> str:
        trigger = f"trigger.{next(self.numbers)}"
        about = {"user": {"id": REPORTER}, "team": {"id": "T0"}, "trigger_id": trigger, "api_app_id": "A0"}
        return await self._sends(urlencode({"payload": json.dumps({**about, **payload})}))

    async def _sends(self, body: str) -> str:
        stamp = str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
        headers = {
            "X-Slack-Signature": str(signature),
            "X-Slack-Request-Timestamp": stamp,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        url = f"{self.bot_url}/slack/events"
        async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.text()


def _team() -> Json:
    return {"team_id": "T0", "api_app_id": "A0"}


async def _arguments(request: Request) -> Json:
    """Slack takes arguments in the address, as JSON or as a form, in which what has parts is JSON again."""
    is_json = request.headers.get("content-type", "").startswith("application/json")
    body: Json = await request.json() if is_json else dict(await request.form())
    given = {**request.query_params, **body}
    return {name: json.loads(value) if _is_nested(name, value) else value for name, value in given.items()}


def _is_nested(name: str, value: object) -> bool:
    return name in {"blocks", "metadata", "view"} and isinstance(value, str)


def _blocks(given: Json) -> list[Json]:
    blocks: list[Json] = given.get("blocks") or []
    return blocks


def _words(given: Json) -> str:
    return f"{given.get('text', '')} {json.dumps(_blocks(given), ensure_ascii=False)}"


@asynccontextmanager
async def strange_slack(bot_url: str, journal: Path) -> AsyncIterator[tuple[Stranger, str]]:
    """The stranger and the address of its Web API; the journal gets what it is asked."""
    journal.parent.mkdir(parents=True, exist_ok=True)
    stranger, bound = Stranger(bot_url, journal), listening()
    app = Starlette(routes=[Route("/api/{method}", stranger.call, methods=["GET", "POST"])])
    async with serving(app, bound):
        yield stranger, f"http://127.0.0.1:{bound.getsockname()[1]}/api/"
