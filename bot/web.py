"""The HTTP side: Slack's requests, and what an operator asks of the process."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

LARGEST_BODY: Final = 1_000_000
"""Bytes. Slack's own views are limited to 250 KB; nothing honest comes near this."""

Report = Callable[[], Awaitable[Mapping[str, object]]]


def web(app: AsyncApp | None, report: Report, registry: CollectorRegistry) -> Starlette:
    """Build the HTTP application.

    Args:
        app: Bolt's, when Slack calls over HTTP; None with Socket Mode.
        report: What `/readyz` tells; its `ready` decides between 200 and 503.
        registry: What `/metrics` tells.
    """

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_request: Request) -> Response:
        told = await report()
        return JSONResponse(dict(told), status_code=200 if told["ready"] else 503)

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    if app is not None:
        routes.append(Route("/slack/events", _slack(app), methods=["POST"]))
    return Starlette(routes=routes)


def _slack(app: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        if _is_too_large(request):
            return PlainTextResponse("the body is too large", status_code=413)
        return await handler.handle(request)

    return events


def _is_too_large(request: Request) -> bool:
    """Slack always says how long a body is; a request that does not is not Slack's."""
    length = request.headers.get("content-length", "")
    return not length.isdecimal() or int(length) > LARGEST_BODY
