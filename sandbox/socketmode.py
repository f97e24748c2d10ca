"""Socket Mode: the app opens connections, each envelope goes down one of them, and is acknowledged within 3 s."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.delivery import DEADLINE, Reply, Retry, elapsed
from sandbox.shapes import Json
from sandbox.workspace import Workspace

MOST_CONNECTIONS = 10
CONNECTION_SECONDS = 18060
DEBUG: Json = {"host": "sandbox"}
OK = 200


class Acknowledgement(BaseModel):
    """What the app answers to an envelope; `payload` is what the body of an HTTP answer would be."""

    envelope_id: str
    payload: Any = None


@dataclass(eq=False)
class Link:
    """One open connection; `abort` breaks it without a word, and one that is `leaving` gets no more envelopes."""

    socket: WebSocket
    abort: Callable[[], None]
    leaving: bool = False

    async def send(self, message: Json) -> bool:
        """Send; whether the connection still stood."""
        try:
            await self.socket.send_text(json.dumps(message, ensure_ascii=False))
        except (WebSocketDisconnect, RuntimeError):
            return False
        return True

    async def heard(self) -> AsyncIterator[str]:
        """What the app sends in text, until the connection ends; what comes in bytes is no acknowledgement."""
        while (frame := await self.socket.receive())["type"] == "websocket.receive":
            yield frame.get("text") or ""

    async def disconnect(self, reason: str) -> None:
        """Ask the app to leave; why, in Slack's word."""
        await self.send({"type": "disconnect", "reason": reason, "debug_info": DEBUG})


@dataclass
class Sockets:
    """The open connections of the app, if Socket Mode is `enabled` for it; `opened` counts all there ever were."""

    slack: Workspace
    enabled: bool = False
    deadline: float = DEADLINE
    opened: int = 0
    links: list[Link] = field(default_factory=list)
    _waiting: dict[str, asyncio.Future[str]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def carry(self, payload: Json, retry: Retry | None = None) -> Reply:
        """Send a payload down one connection, and wait for its acknowledgement, whichever connection brings it."""
        started, envelope = time.monotonic(), _envelope(payload, retry)
        answer = self._waiting[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        try:
            if not await self._sent(envelope):
                return Reply(0, "", elapsed(started), "connection_failed")
            body = await asyncio.wait_for(answer, self.deadline)
            return Reply(OK, body, elapsed(started))
        except TimeoutError:
            return Reply(0, "", elapsed(started), "timeout")
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def _sent(self, envelope: Json) -> bool:
        """Whether a connection took it; they take turns."""
        for link in list(self.links):
            if link.leaving or link not in self.links:
                continue
            self.links.remove(link)
            self.links.append(link)
            if await link.send(envelope):
                return True
        return False

    async def serve(self, link: Link) -> None:
        """Greet a new connection and listen to it until it ends."""
        refusal = self._refusal()
        if refusal:
            await link.disconnect(refusal)
            await link.socket.close()
            return
        await link.send(self._hello())
        self.links.append(link)
        self._tell_opened()
        try:
            async for words in link.heard():
                self._acknowledge(words)
        finally:
            self.links.remove(link)
            self.slack.hub.change("socket")

    def _refusal(self) -> str:
        if not self.enabled:
            return "link_disabled"
        return "too_many_websockets" if len(self.links) >= MOST_CONNECTIONS else ""

    def _hello(self) -> Json:
        debug = DEBUG | {"approximate_connection_time": CONNECTION_SECONDS}
        about = {"num_connections": len(self.links) + 1, "connection_info": {"app_id": self.slack.app.app_id}}
        return {"type": "hello", **about, "debug_info": debug}

    def _acknowledge(self, words: str) -> None:
        """Pass an acknowledgement on to who waits; one that is late, or is none, changes nothing."""
        try:
            said = Acknowledgement.model_validate_json(words)
        except ValidationError:
            return
        answer = self._waiting.get(said.envelope_id)
        if answer is not None and not answer.done():
            answer.set_result("" if said.payload is None else json.dumps(said.payload))

    def _tell_opened(self) -> None:
        self.opened += 1
        self.slack.hub.change("socket")
        self._news.set()
        self._news = asyncio.Event()

    async def more_than(self, opened: int, seconds: float) -> None:
        """Wait until more connections were opened than so many, at most so many seconds of wall time."""
        if self.opened > opened:
            return
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return

    async def warn(self) -> None:
        """Announce that every connection will end soon; they go on until the app has left."""
        for link in list(self.links):
            await link.disconnect("warning")

    async def refresh(self) -> None:
        """Ask the app to open new connections; who has not left in time is cut off."""
        for link in list(self.links):
            link.leaving = True
            await link.disconnect("refresh_requested")
            asyncio.get_running_loop().call_later(self.deadline, link.abort)

    async def drop(self) -> None:
        """Break every connection, as a network does."""
        for link in list(self.links):
            link.leaving = True
            link.abort()

    async def close(self) -> None:
        """End every connection, and let everyone go who waits for one."""
        self._news.set()
        await self.drop()

    def as_json(self) -> Json:
        """The answer of `/control/socket`."""
        return {"enabled": self.enabled, "connections": len(self.links), "opened": self.opened}


def _envelope(payload: Json, retry: Retry | None) -> Json:
    """A payload as it travels; only events can have been sent before."""
    is_event = payload.get("type") == "event_callback"
    kind = "events_api" if is_event else "slash_commands" if "command" in payload else "interactive"
    envelope: Json = {"envelope_id": str(uuid.uuid4()), "type": kind, "payload": payload}
    envelope["accepts_response_payload"] = not is_event
    if is_event:
        envelope |= {"retry_attempt": retry.number if retry else 0, "retry_reason": retry.reason if retry else ""}
    return envelope
