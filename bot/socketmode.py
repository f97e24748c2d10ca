"""Slack over Socket Mode: the connection that the bot opens, and that lets what is under way end before it closes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BadSetting
from bot.slack import CallFailed, GiveUp
from bot.slack.outcome import answered

PING_SECONDS: Final = 5
"""How often it is looked whether the connection stands: as long may the bot be deaf when one breaks silently."""


class SocketMode(AsyncSocketModeHandler):
    """Bolt's handler, which knows what it has not answered yet."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        super().__init__(app, app_token, ping_interval=PING_SECONDS)
        # The SDK takes a proxy from the environment again; what holds for the Web API holds for the socket.
        self.client.proxy = app.client.proxy
        self._under_way: set[asyncio.Task[None]] = set()

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # Bolt's own handlers narrow it as well
        """Serve one envelope."""
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        await super().handle(client, req)

    async def drain(self, seconds: float) -> None:
        """Let the answers go out that are being made, and close."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)
        await self.close_async()  # type: ignore[no-untyped-call]  # Bolt does not annotate it


async def first_address(client: AsyncWebClient, app_token: str) -> str | None:
    """Ask Slack where to connect; None while it cannot be reached, which who connects goes on trying.

    Raises:
        BadSetting: Slack does not take the app token.
    """
    try:
        found = await answered(client.apps_connections_open(app_token=app_token))
    except CallFailed as failure:
        if isinstance(failure.outcome, GiveUp):
            raise BadSetting(name="SLACK_APP_TOKEN", reason=f"Slack answers {failure.outcome.code}") from failure
        return None
    return str(found["url"])


@asynccontextmanager
async def listening(app: AsyncApp, app_token: str, address: str | None, drain_seconds: float) -> AsyncIterator[None]:
    """Listen to Slack over Socket Mode, from an address that it gave; at the end, answer what has begun."""
    socket = SocketMode(app, app_token)
    socket.client.wss_uri = address
    try:
        await socket.connect_async()  # type: ignore[no-untyped-call]  # Bolt does not annotate it
        yield
    finally:
        await socket.drain(drain_seconds)
