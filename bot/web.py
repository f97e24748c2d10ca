"""The HTTP side: Slack's requests, and what an operator asks of the process."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.internals import parse_body
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

LARGEST_BODY: Final = 1_000_000
"""Bytes. Slack's own views are limited to 250 KB; nothing honest comes near this."""

LONGEST_STAMP: Final = 12
"""Digits of a Unix time in seconds; it has ten until the year 2286."""


@dataclass(frozen=True, slots=True)
class Report:
    """What `/readyz` tells: times in UTC; `outbox` counts the calls that could be sent now or are being sent."""

    ready: bool
    now: datetime
    ticked_at: datetime | None
    outbox: int
    next_due: datetime | None
    next_try: datetime | None


Reporter = Callable[[], Awaitable[Report]]


def web(app: AsyncApp | None, report: Reporter) -> Starlette:
    """Build the HTTP application.

    Args:
        app: Bolt's, when Slack calls over HTTP; None with Socket Mode.
        report: What `/readyz` and `/metrics` tell.
    """

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_request: Request) -> Response:
        told = await report()
        values = {name: _plain(value) for name, value in asdict(told).items()}
        return JSONResponse(values, status_code=200 if told.ready else 503)

    gauges = _Gauges()

    async def metrics(_request: Request) -> Response:
        return Response(gauges.printed(await report()), media_type=CONTENT_TYPE_LATEST)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    if app is not None:
        routes.append(Route("/slack/events", _slack(app), methods=["POST"]))
    return Starlette(routes=routes)


class _Gauges:
    """The report as Prometheus reads it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._outbox = self._gauge("ai_incident_outbox_ready", "Calls to Slack that could be sent now")
        self._tick_age = self._gauge("ai_incident_tick_age_seconds", "Time since the clocks were last looked at")
        self._lateness = self._gauge("ai_incident_deadline_lateness_seconds", "How late the first due deadline is")

    def _gauge(self, name: str, meaning: str) -> Gauge:
        return Gauge(name, meaning, registry=self._registry)

    def printed(self, report: Report) -> bytes:
        """The exposition format."""
        self._outbox.set(report.outbox)
        self._tick_age.set(_seconds_since(report.ticked_at, report.now))
        self._lateness.set(_seconds_since(report.next_due, report.now))
        return generate_latest(self._registry)


def _seconds_since(at: datetime | None, now: datetime) -> float:
    return max(0.0, (now - at).total_seconds()) if at else 0.0


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _slack(app: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        if _is_too_large(request):
            return PlainTextResponse("the body is too large", status_code=413)
        if not _is_dated(request):
            return PlainTextResponse("not signed by Slack", status_code=401)
        if not _is_readable(await request.body(), request.headers.get("content-type")):
            return PlainTextResponse("the body cannot be read", status_code=400)
        return await handler.handle(request)

    return events


def _is_too_large(request: Request) -> bool:
    """Slack always says how long a body is; a request that does not is not Slack's."""
    length = request.headers.get("content-length", "")
    return not length.isdecimal() or int(length) > LARGEST_BODY


def _is_dated(request: Request) -> bool:
    """The verifier takes the timestamp for a number before it looks at the signature."""
    stamp = request.headers.get("x-slack-request-timestamp", "0")
    return stamp.isdecimal() and len(stamp) <= LONGEST_STAMP


def _is_readable(body: bytes, content_type: str | None) -> bool:
    """Bolt parses before it looks at the signature: what it cannot parse would be a stranger's way to fill our log."""
    try:
        parsed: object = parse_body(body.decode(), content_type)
    except (ValueError, RecursionError):
        return False
    return isinstance(parsed, dict)
