"""The app's Home of a person: its tabs, which the manifest switches on, and what the app is told when one is opened."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import happenings, orders
from sandbox.acts import read
from sandbox.channels import Channel, Kind
from sandbox.control import seen_by, stand_of
from sandbox.shapes import ActError, Json
from sandbox.workspace import Workspace


async def enter(request: Request) -> Response:
    """POST /control/home: a person opens one of the tabs."""
    order, slack = await read(request, orders.Home), stand_of(request).slack
    if not slack.app.has_tab(order.tab):
        raise ActError(f"the app has no {order.tab.title()} tab")
    slack.hub.tell(happenings.home_opened(slack, _direct(slack, order.user), order.user, order.tab))
    return JSONResponse(_shown(slack, order.user))


def _direct(slack: Workspace, user: str) -> Channel:
    """The conversation with the app; who never had one has it from the first opening on."""
    found = slack.direct(slack.bot, user)
    if found is None:
        found = slack.add_channel("", Kind.IM, user, [slack.bot, user])
        slack.hub.change("channel", channel=found.id)
    return found


async def look(request: Request) -> Response:
    """GET /control/home: what the app published for a person."""
    return JSONResponse(_shown(stand_of(request).slack, seen_by(request)))


def _shown(slack: Workspace, user: str) -> Json:
    published = slack.views.homes.get(user)
    return {"view": published.as_slack(slack.team_id, slack.app) if published else None}
