"""The sandbox's own API, the part for canvases: what a person reads, and what the plan allows."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import orders
from sandbox.acts import read
from sandbox.canvases import Access, Canvas, Plan
from sandbox.control import seen_by, stand_of
from sandbox.shapes import ActError
from sandbox.workspace import Workspace


async def look(request: Request) -> Response:
    """GET /control/canvases/{id}: title and Markdown, for who may read it."""
    slack, user = stand_of(request).slack, seen_by(request)
    canvas = slack.canvases.kept.get(request.path_params["id"])
    if canvas is None or canvas.deleted or not _readable(slack, canvas, user):
        raise ActError("there is no such canvas", 404)
    return JSONResponse({"id": canvas.id, "title": canvas.title, "markdown": canvas.markdown})


def _readable(slack: Workspace, canvas: Canvas, user: str) -> bool:
    seen = [channel.id for channel in slack.channels.values() if slack.can_see(user, channel)]
    return canvas.allows([user, *seen], Access.READ)


async def look_at_plan(request: Request) -> Response:
    """GET /control/canvases."""
    return JSONResponse({"plan": stand_of(request).slack.canvases.plan})


async def change_plan(request: Request) -> Response:
    """POST /control/canvases: what there is stays."""
    order = await read(request, orders.CanvasPlan)
    stand_of(request).slack.canvases.plan = Plan(order.plan)
    return await look_at_plan(request)
