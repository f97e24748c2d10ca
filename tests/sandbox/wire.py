"""A small app over Socket Mode: it opens connections, reads envelopes, and answers as a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.process import Running

PATIENCE = 5.0


@dataclass
class Wire:
    """One connection of the small app."""

    socket: aiohttp.ClientWebSocketResponse

    async def hears(self) -> dict[str, Any]:
        """The next thing that Slack says."""
        said: dict[str, Any] = await self.socket.receive_json(timeout=PATIENCE)
        return said

    async def acknowledges(self, envelope: dict[str, Any], payload: Any = None) -> None:
        """Answer an envelope."""
        more = {} if payload is None else {"payload": payload}
        await self.socket.send_str(json.dumps({"envelope_id": envelope["envelope_id"], **more}))

    async def answers(self, payload: Any = None) -> dict[str, Any]:
        """Hear the next envelope and answer it; returns the envelope."""
        envelope = await self.hears()
        await self.acknowledges(envelope, payload)
        return envelope

    async def ended(self) -> bool:
        """Whether nothing more is said."""
        return (await self.socket.receive(timeout=PATIENCE)).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}


async def address(running: Running) -> str:
    """A fresh address for one connection."""
    client = AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
    return str((await client.apps_connections_open(app_token="xapp-sandbox"))["url"])


@asynccontextmanager
async def wired(running: Running, count: int = 1) -> AsyncIterator[list[Wire]]:
    """So many connections, each greeted."""
    async with aiohttp.ClientSession() as session:
        wires = [Wire(await session.ws_connect(await address(running))) for _ in range(count)]
        for number, wire in enumerate(wires, 1):
            hello = await wire.hears()
            assert (hello["type"], hello["num_connections"]) == ("hello", number)
        while running.stand.sockets.opened < count:  # noqa: ASYNC110 - a connection counts just after its greeting
            await asyncio.sleep(0)
        yield wires
        for wire in wires:
            await wire.socket.close()
