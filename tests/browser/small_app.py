"""A small app with a Home: a menu that it looks up, a button that opens a form; and with a global shortcut."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.process import Options, Running, run_sandbox
from sandbox.serving import listening, serving
from tests.sandbox.echo import decoded
from tests.sandbox.world import MANIFEST

Json = dict[str, Any]
MODELS = ("Pricing", "Refunds", "Ranking")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(name: str) -> Json:
    return {"text": plain(name), "value": name.lower()}


def menu(action_id: str, **more: Any) -> Json:
    """A menu that looks its options up once a character is typed."""
    named = {"action_id": action_id, "placeholder": plain("Find a model")}
    return {"type": "external_select", "min_query_length": 1, **named, **more}


def home(visits: int, watched: str) -> Json:
    """What the Home shows: how often it was opened, and what was chosen in it."""
    button = {"type": "button", "action_id": "report", "text": plain("Report")}
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain(f"Opened {visits} times")},
            {"type": "section", "text": plain(f"Watched: {watched or 'nothing'}")},
            {"type": "actions", "block_id": "row", "elements": [button, menu("watch")]},
        ],
    }


def form() -> Json:
    """A form with one menu for several models."""
    models = menu("models", type="multi_external_select")
    block = {"type": "input", "block_id": "models", "label": plain("Models"), "element": models}
    return {"type": "modal", "title": plain("Report"), "submit": plain("Send"), "blocks": [block]}


@dataclass
class SmallApp:
    """Answers as a bot does; `sent` are the models of submitted forms."""

    client: AsyncWebClient
    visits: dict[str, int] = field(default_factory=dict)
    watched: dict[str, str] = field(default_factory=dict)
    sent: list[list[str]] = field(default_factory=list)

    async def hear(self, request: Request) -> Response:
        """POST /slack/events."""
        payload = decoded((await request.body()).decode())
        event = payload.get("event", payload)
        if event["type"] == "block_suggestion":
            return JSONResponse(self._found(event["value"]))
        if event["type"] == "app_home_opened" and event["tab"] == "home":
            await self._visited(event["user"])
        elif event["type"] == "block_actions":
            await self._pressed(event)
        elif event["type"] == "shortcut":
            await self.client.views_open(trigger_id=event["trigger_id"], view=form())
        elif event["type"] == "view_submission":
            chosen = event["view"]["state"]["values"]["models"]["models"]["selected_options"]
            self.sent.append([option["value"] for option in chosen])
        return Response("")

    def _found(self, typed: str) -> Json:
        if typed == "?":
            return {"options": [{"value": "no text"}]}
        return {"options": [option(name) for name in MODELS if typed.lower() in name.lower()]}

    async def _visited(self, user: str) -> None:
        self.visits[user] = self.visits.get(user, 0) + 1
        await self._publish(user)

    async def _pressed(self, payload: Json) -> None:
        [action] = payload["actions"]
        if action["action_id"] == "report":
            await self.client.views_open(trigger_id=payload["trigger_id"], view=form())
        else:
            self.watched[payload["user"]["id"]] = action["selected_option"]["text"]["text"]
            await self._publish(payload["user"]["id"])

    async def _publish(self, user: str) -> None:
        await self.client.views_publish(user_id=user, view=home(self.visits[user], self.watched.get(user, "")))


@asynccontextmanager
async def small_app(folder: Path) -> AsyncIterator[tuple[Running, SmallApp]]:
    """The app in a workspace of its own."""
    path, bound = folder / "manifest.yml", listening()
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    door = f"http://127.0.0.1:{bound.getsockname()[1]}/slack/events"
    async with run_sandbox(Options(path, bot_url=door, journal=folder / "journal.jsonl", rate=0)) as running:
        app = SmallApp(AsyncWebClient("xoxb-sandbox", base_url=running.api_url))
        routes = [Route("/slack/events", app.hear, methods=["POST"])]
        async with serving(Starlette(routes=routes), bound):
            yield running, app
