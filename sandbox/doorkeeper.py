"""Who is let in: this machine's own programs and pages, and from elsewhere only who has the key."""

from __future__ import annotations

import secrets
from ipaddress import ip_address

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

LOOPBACK = ("127.0.0.1", "localhost")
COOKIE = "sandbox_key"
NO_ENTRY = "This sandbox opens with the whole address that was printed where it was started, key included."


class SameOrigin:
    """Refuses requests that a page of another origin makes: nobody's browser may act here unasked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from here, or from a program."""
        if scope["type"] == "http":
            request = Request(scope)
            origin = request.headers.get("origin")
            if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
                await JSONResponse({"error": "requests of other origins are refused"}, 403)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Doorkeeper:
    """Stands at a stand-in that listens to the network: from elsewhere the key is wanted, which a cookie then keeps."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self.app = app
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on who is at home or has the key; who comes with it for the first time is sent to the page."""
        if scope["type"] == "lifespan" or self._may_enter(HTTPConnection(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        elif scope["path"] == "/" and self._fits(Request(scope).query_params.get("key", "")):
            await self._welcome()(scope, receive, send)
        else:
            await PlainTextResponse(NO_ENTRY, 403)(scope, receive, send)

    def _may_enter(self, connection: HTTPConnection) -> bool:
        return _is_at_home(connection) or self._fits(connection.cookies.get(COOKIE, ""))

    def _fits(self, key: str) -> bool:
        return secrets.compare_digest(key.encode(), self._key.encode())

    def _welcome(self) -> RedirectResponse:
        """Keep the key in a cookie and out of the address, where others would read or copy it."""
        welcome = RedirectResponse("/", 303, {"Referrer-Policy": "no-referrer"})
        # Not "strict": who follows a link from elsewhere would come to the page without it.
        welcome.set_cookie(COOKIE, self._key, httponly=True, samesite="lax")
        return welcome


def _is_at_home(connection: HTTPConnection) -> bool:
    """Whether this machine calls itself by its own name: under another host's, some page may have tricked a browser."""
    if connection.client is None or connection.url.hostname not in LOOPBACK:
        return False
    return ip_address(connection.client.host).is_loopback
