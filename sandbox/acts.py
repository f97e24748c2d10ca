"""The sandbox's own API, the part that does things: as a person of the workspace, or to the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import orders, sharing, talk
from sandbox.attachments import attach
from sandbox.blockkit.check import check_message, with_ids
from sandbox.channels import Channel
from sandbox.control import stand_of
from sandbox.messages import Message
from sandbox.methods.drafts import fresh_ids
from sandbox.shapes import ActError
from sandbox.talk import Draft
from sandbox.text import typed
from sandbox.workspace import Workspace

Body = TypeVar("Body", bound=orders.Order)


async def read(request: Request, kind: type[Body]) -> Body:
    """The body of a request.

    Raises:
        ActError: it is not what the API takes; or its person does not exist, or is deactivated.
    """
    try:
        body = kind.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        raise ActError(f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}") from None
    user = getattr(body, "user", None)
    if user is not None and stand_of(request).slack.directory.active(user) is None:
        raise ActError(f"there is no active person {user!r}", 404)
    return body


def place(slack: Workspace, order: orders.InChannel, *, member: bool = True) -> Channel:
    """The channel of an order, in which its person must usually be a member.

    Raises:
        ActError: they are not, or it is archived.
    """
    channel = slack.channel(order.channel, order.user)
    if channel.archived:
        raise ActError(f"#{channel.name} is archived")
    if member and order.user not in channel.members:
        raise ActError(f"{order.user} is not a member of #{channel.name}")
    return channel


async def move_clock(request: Request) -> Response:
    """POST /control/clock."""
    order, slack = await read(request, orders.MoveClock), stand_of(request).slack
    if order.advance is not None:
        slack.clock.advance(timedelta(seconds=order.advance))
    if order.to is not None:
        slack.clock.move_to(order.to)
    if order.rate is not None:
        slack.clock.run_at(order.rate)
    slack.hub.change("clock")
    return JSONResponse(slack.clock.as_json())


async def say(request: Request) -> Response:
    """POST /control/say."""
    order, slack = await read(request, orders.Say), stand_of(request).slack
    channel = place(slack, order)
    if not (order.text.strip() or order.files or order.blocks):
        raise ActError("there is nothing to say")
    if order.thread_ts:
        slack.message(channel, order.thread_ts)
    check_message(order.blocks)
    files = [attach(slack, order.user, attached.name, attached.content) for attached in order.files]
    for file in files:
        sharing.share(slack, file, channel)
    text, blocks = typed(slack, order.text), with_ids(order.blocks, fresh_ids())
    more = {"client_msg_id": slack.new_id("M")}
    draft = Draft(text, blocks, files=files, thread_ts=order.thread_ts or "", more=more)
    message = talk.say(slack, channel, order.user, draft)
    channel.read[order.user] = message.ts
    return JSONResponse({"ts": message.ts})


def _own(slack: Workspace, order: orders.OnMessage) -> Message:
    message = slack.message(place(slack, order), order.ts)
    if message.user != order.user:
        raise ActError("that message is someone else's")
    return message


async def edit(request: Request) -> Response:
    """POST /control/edit: one's own message."""
    order, slack = await read(request, orders.Edit), stand_of(request).slack
    message = _own(slack, order)
    talk.edit(slack, message, Draft(typed(slack, order.text), [], message.attachments))
    return JSONResponse({"ts": order.ts})


async def delete(request: Request) -> Response:
    """POST /control/delete: one's own message."""
    order, slack = await read(request, orders.OnMessage), stand_of(request).slack
    talk.delete(slack, _own(slack, order))
    return JSONResponse({"ts": order.ts})


async def react(request: Request) -> Response:
    """POST /control/react."""
    order, slack = await read(request, orders.React), stand_of(request).slack
    talk.react(slack, slack.message(place(slack, order), order.ts), order.user, order.name.strip(":"))
    return JSONResponse({"ts": order.ts})


async def unreact(request: Request) -> Response:
    """POST /control/unreact."""
    order, slack = await read(request, orders.React), stand_of(request).slack
    talk.unreact(slack, slack.message(place(slack, order), order.ts), order.user, order.name.strip(":"))
    return JSONResponse({"ts": order.ts})
