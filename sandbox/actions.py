"""The sandbox's own API, the part that reaches the bot: commands, shortcuts, presses, look-ups and forms."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import interactions, orders, suggestions
from sandbox.acts import place, read
from sandbox.control import stand_of
from sandbox.interactions import Outcome, Place
from sandbox.messages import Message
from sandbox.shapes import ActError
from sandbox.views import View
from sandbox.workspace import Workspace


def _told(request: Request, user: str, outcome: Outcome) -> Response:
    stand = stand_of(request)
    if outcome.notice:
        stand.slack.hub.change("notice", user=user, text=outcome.notice)
    return JSONResponse(outcome.as_json(stand, user))


async def command(request: Request) -> Response:
    """POST /control/command."""
    order, stand = await read(request, orders.Command), stand_of(request)
    channel = place(stand.slack, order)
    return _told(request, order.user, await interactions.command(stand, order.user, channel, order.text))


async def shortcut(request: Request) -> Response:
    """POST /control/shortcut."""
    order, stand = await read(request, orders.Shortcut), stand_of(request)
    message = _message(stand.slack, order.user, order.channel, order.ts) if order.ts else None
    return _told(request, order.user, await interactions.shortcut(stand, order.user, order.callback_id, message))


def _message(slack: Workspace, user: str, channel: str | None, ts: str | None) -> Message:
    found = slack.messages[slack.channel(channel or "", user).id].get(ts or "")
    if found is None or found.deleted or found.only_for not in ("", user):
        raise ActError("there is no such message", 404)
    return found


def _view(slack: Workspace, user: str, view_id: str) -> View:
    view = slack.views.find(view_id)
    if view is None or view.user != user:
        raise ActError("there is no such view", 404)
    return view


def _place(slack: Workspace, order: orders.OnElement) -> Place:
    if order.view_id:
        return Place(order.user, order.block_id, order.action_id, _view(slack, order.user, order.view_id))
    message = _message(slack, order.user, order.channel, order.ts)
    return Place(order.user, order.block_id, order.action_id, message)


async def press(request: Request) -> Response:
    """POST /control/press."""
    order, stand = await read(request, orders.Press), stand_of(request)
    where = _place(stand.slack, order)
    return _told(request, order.user, await interactions.press(stand, where, order.value, order.state))


async def suggest(request: Request) -> Response:
    """POST /control/suggest."""
    order, stand = await read(request, orders.Suggest), stand_of(request)
    found = await suggestions.suggest(stand, _place(stand.slack, order), order.typed)
    return JSONResponse(found.as_json())


async def submit(request: Request) -> Response:
    """POST /control/submit."""
    order, stand = await read(request, orders.Submit), stand_of(request)
    view = _view(stand.slack, order.user, order.view_id)
    if view is not stand.slack.views.top(order.user):
        raise ActError("another view stands above that one")
    return _told(request, order.user, await interactions.submit(stand, view, order.values))


async def close(request: Request) -> Response:
    """POST /control/close."""
    order, stand = await read(request, orders.Close), stand_of(request)
    view = _view(stand.slack, order.user, order.view_id)
    return _told(request, order.user, await interactions.close(stand, view))
