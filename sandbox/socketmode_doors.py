"""Socket Mode at the server: where the app connects, and where a test or a person disturbs its connections."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket

from sandbox import orders
from sandbox.acts import read
from sandbox.control import LONG_POLL, stand_of, whole
from sandbox.socketmode import Link
from sandbox.stand import Stand
from sandbox.webapi import TRANSPORT


async def link(socket: WebSocket) -> None:
    """The address that apps.connections.open gives; it serves once."""
    stand: Stand = socket.app.state.stand
    if not stand.slack.socket_tickets.use(socket.query_params.get("ticket", "")):
        await socket.close()
        return
    await socket.accept()
    await stand.sockets.serve(Link(socket, socket.scope["extensions"][TRANSPORT]["abort"]))


async def look(request: Request) -> Response:
    """GET /control/socket; with `after`, a long poll for more connections having been opened than so many."""
    sockets, after = stand_of(request).sockets, request.query_params.get("after")
    if after is not None:
        await sockets.more_than(whole(after), LONG_POLL)
    return JSONResponse(sockets.as_json())


async def disturb(request: Request) -> Response:
    """POST /control/socket: warn, refresh or drop every connection; answers with how it was before."""
    order, sockets = await read(request, orders.Socket), stand_of(request).sockets
    before = sockets.as_json()
    match order.do:
        case "warn":
            await sockets.warn()
        case "refresh":
            await sockets.refresh()
        case "drop":
            await sockets.drop()
    return JSONResponse(before)
