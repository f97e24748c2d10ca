"""Serving inside this process: sockets on loopback or beyond, and a server whose connections a fault can break."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from sandbox.doorkeeper import LOOPBACK
from sandbox.webapi import TRANSPORT

HOST = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only where somebody asks for it, and with a key


class _BreakableProtocol(HttpToolsProtocol):
    """uvicorn's protocol, whose connections a fault can break."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {TRANSPORT: {"abort": self.transport.abort}}


class _BreakableSocket(WebSocketsSansIOProtocol):
    """The same for WebSockets."""

    async def run_asgi(self) -> None:
        self.scope["extensions"] = {TRANSPORT: {"abort": self.transport.abort}}
        await super().run_asgi()


class _QuietServer(uvicorn.Server):
    """A server that leaves the signals to the program it runs in, and ends when it is told instead of looking often."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self._told.wait()

    def leave(self) -> None:
        """End serving."""
        self.should_exit = True
        self._told.set()


def listening(port: int = 0, host: str = HOST) -> socket.socket:
    """A socket bound to loopback, on a free port unless told otherwise."""
    # With the protocol named, asyncio switches Nagle's algorithm off; without, every answer waits 40 ms.
    bound = socket.socket(proto=socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


def doors(host: str, port: int) -> list[socket.socket]:
    """Loopback, where the bot is, and the host where others are; one socket where the host is both."""
    if host == EVERYWHERE:
        return [listening(port, EVERYWHERE)]
    home = listening(port)
    if host in LOOPBACK:
        return [home]
    try:
        return [home, listening(home.getsockname()[1], host)]
    except OSError:
        home.close()
        raise


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with listening() as bound:
        port: int = bound.getsockname()[1]
        return port


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, *bound: socket.socket) -> AsyncIterator[None]:
    """Serve an application on sockets, inside this process and its event loop."""
    config = uvicorn.Config(
        app,
        http=_BreakableProtocol,
        ws=_BreakableSocket,
        log_config=None,
        access_log=False,
        date_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _QuietServer(config)
    task = asyncio.create_task(server.serve(sockets=list(bound)))
    # uvicorn sets a flag and no event, so that its start can only be polled for.
    while not server.started and not task.done():  # noqa: ASYNC110 - as said above
        await asyncio.sleep(0.002)
    try:
        yield
    finally:
        server.leave()
        await task
