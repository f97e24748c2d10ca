"""The server: Slack's doors, the sandbox's own API, and the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from sandbox import (
    actions,
    acts,
    canvas_doors,
    channel_doors,
    control,
    deadline,
    fault_doors,
    home,
    people_doors,
    places,
    socketmode_doors,
    webapi,
    webhooks,
)
from sandbox.delivery import Delivery
from sandbox.doorkeeper import LOOPBACK, Doorkeeper, SameOrigin
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.sentences import sentence
from sandbox.shapes import ActError, SlackError
from sandbox.socketmode import Sockets
from sandbox.stand import Stand
from sandbox.timetable import Timetable
from sandbox.workspace import Workspace

PAGE = Path(__file__).parent / "page"
Endpoint = Callable[[Request], Awaitable[Response]]

LOOKS: tuple[tuple[str, Endpoint], ...] = (
    ("/clock", control.clock),
    ("/control/state", control.state),
    ("/control/messages", control.messages),
    ("/control/views", control.views),
    ("/control/home", home.look),
    ("/control/files/{id}", control.file),
    ("/control/events", control.events),
    ("/control/log", control.log),
    ("/control/canvases", canvas_doors.look_at_plan),
    ("/control/canvases/{id}", canvas_doors.look),
    ("/control/idle", control.idle),
    ("/control/next", deadline.following),
    ("/control/faults", fault_doors.look),
    ("/control/faults/kinds", fault_doors.kinds),
    ("/control/detours", fault_doors.look_at_detours),
    ("/control/limits", fault_doors.look_at_limits),
    ("/control/socket", socketmode_doors.look),
    ("/files-pri/{place}/{name:path}", places.download),
)
DEEDS: tuple[tuple[str, Endpoint], ...] = (
    ("/control/clock", acts.move_clock),
    ("/control/command", actions.command),
    ("/control/shortcut", actions.shortcut),
    ("/control/home", home.enter),
    ("/control/press", actions.press),
    ("/control/suggest", actions.suggest),
    ("/control/submit", actions.submit),
    ("/control/close", actions.close),
    ("/control/say", acts.say),
    ("/control/edit", acts.edit),
    ("/control/delete", acts.delete),
    ("/control/react", acts.react),
    ("/control/unreact", acts.unreact),
    *channel_doors.DEEDS,
    *people_doors.DEEDS,
    ("/control/faults", fault_doors.line_up),
    ("/control/faults/random", fault_doors.leave_to_chance),
    ("/control/faults/latency", fault_doors.delay_all),
    ("/control/detours", fault_doors.detour),
    ("/control/limits", fault_doors.switch_limits),
    ("/control/socket", socketmode_doors.disturb),
    ("/control/canvases", canvas_doors.change_plan),
    ("/control/webhook", webhooks.create),
    ("/response/{token:path}", places.respond),
    ("/services/{team}/{hook}/{secret}", webhooks.post),
    ("/upload/v1/{file}", places.upload),
)
REMOVALS: tuple[tuple[str, Endpoint], ...] = (
    ("/control/faults", fault_doors.clear),
    ("/control/faults/{number:int}", fault_doors.remove),
    ("/control/detours", fault_doors.clear_detours),
    ("/control/detours/{number:int}", fault_doors.remove_detour),
)


def open_stand(slack: Workspace, bot_url: str, journal: Path | None = None, *, socket_mode: bool = False) -> Stand:
    """Join a workspace to its journal, its faults and its bot.

    Args:
        slack: The workspace.
        bot_url: The full URL of the bot's request door.
        journal: The file for the calls of the Web API.
        socket_mode: Whether the bot is told through the connections that it opens, instead of at its door.
    """
    kept, sockets = Journal(slack.clock, slack.hub, journal), Sockets(slack, enabled=socket_mode)
    delivery = Delivery(slack, kept, bot_url, sockets if socket_mode else None)
    slack.hub.listeners.append(delivery.hear)
    timetable = Timetable(slack)
    slack.scheduled.hear = timetable.watch
    return Stand(slack, kept, Faults(), delivery, sockets, timetable=timetable)


def create_app(stand: Stand) -> Starlette:
    """The ASGI application of one stand-in."""
    app = Starlette(routes=_routes(), middleware=_middleware(stand), exception_handlers=HANDLERS)
    app.state.stand = stand
    return app


def _middleware(stand: Stand) -> list[Middleware]:
    at_home = Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    return [Middleware(Doorkeeper, key=stand.key) if stand.key else at_home, Middleware(SameOrigin)]


def _routes() -> list[BaseRoute]:
    looks = [Route(path, endpoint, methods=["GET"]) for path, endpoint in LOOKS]
    deeds = [Route(path, endpoint, methods=["POST"]) for path, endpoint in DEEDS]
    link = WebSocketRoute("/link/", socketmode_doors.link)
    web_api = Route("/api/{method}", webapi.call, methods=["GET", "POST"])
    removals = [Route(path, endpoint, methods=["DELETE"]) for path, endpoint in REMOVALS]
    page = [Route("/", _index), Mount("/page", StaticFiles(directory=PAGE, check_dir=False))]
    return [web_api, link, *looks, *deeds, *removals, *page]


async def _index(_request: Request) -> Response:
    return FileResponse(PAGE / "index.html")


async def _cannot(_request: Request, error: Exception) -> Response:
    known = error if isinstance(error, ActError) else ActError(sentence(str(error)))
    return JSONResponse({"error": known.sentence}, known.status)


HANDLERS = {ActError: _cannot, SlackError: _cannot}
