"""The sandbox's own API, the part about channels: making them, keeping them, and saying who is in them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import orders, rooms
from sandbox.acts import place, read
from sandbox.channels import Channel, Kind
from sandbox.control import stand_of
from sandbox.people_doors import owner
from sandbox.shapes import ActError
from sandbox.workspace import Workspace


def _named(slack: Workspace, order: orders.InChannel, *, member: bool = True) -> Channel:
    """The channel of an order, which is no direct conversation."""
    channel = place(slack, order, member=member)
    if channel.is_direct:
        raise ActError("that is a direct conversation, no channel")
    return channel


def _kept_by(slack: Workspace, order: orders.InChannel, what: str) -> Channel:
    """The channel of an order that is for its creator, or for an owner of the workspace."""
    channel = _named(slack, order, member=False)
    person = slack.directory.people[order.user]
    if channel.creator != order.user and not person.is_owner:
        raise ActError(f"only who made #{channel.name}, or a workspace owner, can {what}", 403)
    return channel


async def join(request: Request) -> Response:
    """POST /control/join: public channels."""
    order, slack = await read(request, orders.InChannel), stand_of(request).slack
    channel = place(slack, order, member=False)
    if order.user not in channel.members:
        rooms.enter(slack, channel, order.user)
    return JSONResponse({"channel": channel.id})


async def leave(request: Request) -> Response:
    """POST /control/leave."""
    order, slack = await read(request, orders.InChannel), stand_of(request).slack
    rooms.leave(slack, _named(slack, order), order.user)
    return JSONResponse({"channel": order.channel})


async def create(request: Request) -> Response:
    """POST /control/channel: a new one."""
    order, slack = await read(request, orders.NewChannel), stand_of(request).slack
    made = rooms.create(slack, order.name, order.user, private=order.is_private)
    return JSONResponse({"channel": made.id})


async def archive(request: Request) -> Response:
    """POST /control/archive."""
    order, slack = await read(request, orders.InChannel), stand_of(request).slack
    rooms.archive(slack, _named(slack, order), order.user)
    return JSONResponse({"channel": order.channel})


async def unarchive(request: Request) -> Response:
    """POST /control/unarchive: by anybody who sees it."""
    order, slack = await read(request, orders.InChannel), stand_of(request).slack
    channel = slack.channel(order.channel, order.user)
    rooms.unarchive(slack, channel, order.user)
    return JSONResponse({"channel": channel.id})


async def rename(request: Request) -> Response:
    """POST /control/rename: by who made it, or an owner."""
    order, slack = await read(request, orders.Rename), stand_of(request).slack
    channel = _kept_by(slack, order, "rename it")
    if channel.name != order.name:
        rooms.rename(slack, channel, order.user, order.name)
    return JSONResponse({"channel": channel.id})


async def invite(request: Request) -> Response:
    """POST /control/invite: by a member; everyone or nobody."""
    order, slack = await read(request, orders.Invite), stand_of(request).slack
    channel = _named(slack, order)
    for user in order.people:
        person = slack.directory.active(user)
        if person is None:
            raise ActError(f"there is no active person {user!r}", 404)
        if user in channel.members:
            raise ActError(f"{person.real_name} is in #{channel.name} already")
    for user in dict.fromkeys(order.people):
        rooms.enter(slack, channel, user, inviter=order.user)
    return JSONResponse({"channel": channel.id})


async def remove(request: Request) -> Response:
    """POST /control/remove: by who made the channel, or an owner."""
    order, slack = await read(request, orders.Remove), stand_of(request).slack
    channel = _kept_by(slack, order, "remove people")
    if order.person == order.user:
        raise ActError("who wants to go leaves")
    rooms.leave(slack, channel, order.person)
    return JSONResponse({"channel": channel.id})


async def topic(request: Request) -> Response:
    """POST /control/topic: by a member."""
    order, slack = await read(request, orders.Note), stand_of(request).slack
    rooms.set_topic(slack, _named(slack, order), order.user, order.text)
    return JSONResponse({"channel": order.channel})


async def purpose(request: Request) -> Response:
    """POST /control/purpose: by a member."""
    order, slack = await read(request, orders.Note), stand_of(request).slack
    rooms.set_purpose(slack, _named(slack, order), order.user, order.text)
    return JSONResponse({"channel": order.channel})


async def convert(request: Request) -> Response:
    """POST /control/convert: a public channel becomes private, by an owner."""
    order, slack = await read(request, orders.InChannel), stand_of(request).slack
    owner(slack, order.user, "make a channel private")
    channel = _named(slack, order)
    if channel.kind is Kind.PRIVATE:
        raise ActError(f"#{channel.name} is private")
    if channel.name == "general":
        raise ActError("#general is for everybody")
    rooms.convert(slack, channel, order.user)
    return JSONResponse({"channel": channel.id})


async def direct(request: Request) -> Response:
    """POST /control/direct: the conversation with one other, or with several."""
    order, slack = await read(request, orders.Direct), stand_of(request).slack
    for user in order.people:
        if slack.directory.active(user) is None or user == order.user:
            raise ActError(f"there is no other active person {user!r}", 404)
    channel, _ = rooms.between(slack, order.user, list(order.people))
    return JSONResponse({"channel": channel.id})


DEEDS = (
    ("/control/join", join),
    ("/control/leave", leave),
    ("/control/channel", create),
    ("/control/archive", archive),
    ("/control/unarchive", unarchive),
    ("/control/rename", rename),
    ("/control/invite", invite),
    ("/control/remove", remove),
    ("/control/topic", topic),
    ("/control/purpose", purpose),
    ("/control/convert", convert),
    ("/control/direct", direct),
)
