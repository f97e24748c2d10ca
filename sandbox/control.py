"""The sandbox's own API, the part that only looks: what a person may see, the log, and the clock."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from sandbox.channels import Channel, Kind
from sandbox.messages import Message
from sandbox.shapes import ActError, Json
from sandbox.stand import Stand
from sandbox.workspace import Workspace

LONG_POLL = 20.0


def stand_of(request: Request) -> Stand:
    """The stand-in that the server runs."""
    stand: Stand = request.app.state.stand
    return stand


def seen_by(request: Request) -> str:
    """Who looks: the `as` of the query.

    Raises:
        ActError: nobody of that id.
    """
    user = request.query_params.get("as", "")
    if user not in stand_of(request).slack.directory.people:
        raise ActError(f"there is no person {user!r}", 404)
    return user


async def clock(request: Request) -> Response:
    """GET /clock; with `after`, a long poll."""
    now = stand_of(request).slack.clock
    after = request.query_params.get("after")
    if after is not None:
        await now.changed(whole(after), LONG_POLL)
    return JSONResponse(now.as_json())


def whole(text: str) -> int:
    """A number of the query.

    Raises:
        ActError: it is none.
    """
    if not text.isdecimal():
        raise ActError(f"{text!r} is not a number")
    return int(text)


async def state(request: Request) -> Response:
    """GET /control/state; who does not say yet as whom they look sees what the first person sees."""
    slack = stand_of(request).slack
    user = seen_by(request) if "as" in request.query_params else next(iter(slack.directory.people))
    app = slack.app
    ids: Json = {"user_id": slack.bot, "bot_id": app.bot_id, "app_id": app.app_id, "name": app.bot_name}
    ids |= {"home_tab": app.home_tab, "messages_tab": app.messages_tab}
    people = [person.brief(slack.clock.now()) for person in slack.directory.people.values() if not person.is_bot]
    team: Json = {"id": slack.team_id, "name": slack.team_name, "domain": slack.team_domain}
    team["open_to_network"] = bool(stand_of(request).key)
    body: Json = {"team": team, "bot": ids, "people": people, "groups": _groups(slack)}
    body["bots"] = [{"id": one.bot_user_id, "name": one.bot_name} for one in slack.apps]
    body["commands"] = [
        {"command": c.command, "description": c.description, "usage_hint": c.usage_hint} for c in app.commands
    ]
    body["shortcuts"] = list(map(asdict, app.shortcuts))
    body["channels"] = [_channel(slack, channel, user) for channel in slack.visible(user)]
    return JSONResponse(body)


def _groups(slack: Workspace) -> list[Json]:
    return [group.brief() for group in slack.directory.groups.values()]


def _channel(slack: Workspace, channel: Channel, user: str) -> Json:
    standing = readable(slack, channel, user)
    other = channel.other(user) if channel.kind is Kind.IM else ""
    name = slack.directory.people[other].name if other else channel.name
    read = channel.read.get(user, "0")
    unread = sum(1 for m in standing if m.ts > read and m.user != user) if user in channel.members else 0
    body: Json = {"id": channel.id, "name": name, "topic": channel.topic.value, "purpose": channel.purpose.value}
    body |= {"is_private": channel.kind is not Kind.PUBLIC, "is_archived": channel.archived, "is_im": bool(other)}
    body |= {"user": other or None, "member": user in channel.members, "pins": channel.pins, "unread": unread}
    body |= {"bookmarks": [{"title": bookmark.title, "link": bookmark.link} for bookmark in channel.bookmarks]}
    body |= {"is_mpim": channel.kind is Kind.MPIM, "people": channel.members, "creator": channel.creator}
    body |= {"canvases": [{"id": one.id, "title": one.title} for one in slack.canvases.tabs(channel.id)]}
    return body | {"last_ts": standing[-1].ts if standing else None, "read": read}


def readable(slack: Workspace, channel: Channel, user: str) -> list[Message]:
    """What a person finds in a channel, the ephemeral messages for them included."""
    kept = slack.messages[channel.id].values()
    return [m for m in kept if not m.deleted and m.only_for in ("", user)]


async def messages(request: Request) -> Response:
    """GET /control/messages: a channel, or one thread of it; reading a channel marks it as read."""
    slack, user = stand_of(request).slack, seen_by(request)
    channel = slack.channel(request.query_params.get("channel", ""), user)
    standing, root = readable(slack, channel, user), request.query_params.get("thread_ts")
    if root:
        chosen = [message for message in standing if root in (message.ts, message.thread_ts)]
    else:
        chosen = [message for message in standing if message.in_channel]
        channel.read[user] = standing[-1].ts if standing else "0"
    return JSONResponse({"messages": [_message(slack, channel, message) for message in chosen]})


def _message(slack: Workspace, channel: Channel, message: Message) -> Json:
    author = {"user": message.user, "bot_id": message.bot_id or None, "username": _name(slack, message) or None}
    body: Json = {"ts": message.ts, "thread_ts": message.thread_ts or None, **author, "text": message.text}
    body |= {"blocks": message.blocks, "attachments": message.attachments, "metadata": message.metadata}
    body |= {"files": [file.brief() for file in message.files], "reactions": message.reaction_list(counted=False)}
    body |= {"edited": bool(message.edited), "deleted": message.subtype == "tombstone"}
    body |= {"ephemeral": bool(message.only_for), "pinned": message.ts in channel.pins}
    return body | _thread(slack, channel, message) | {"subtype": message.subtype or None}


def _thread(slack: Workspace, channel: Channel, message: Message) -> Json:
    replies = slack.replies(channel, message.ts)
    people = list(dict.fromkeys(reply.user for reply in replies))
    latest = replies[-1].ts if replies else None
    return {"reply_count": len(replies), "reply_users": people, "latest_reply": latest}


def _name(slack: Workspace, message: Message) -> str:
    """The name that a message bears instead of the bot's own: one that it gave itself, or another app's."""
    others = {app.app_id: app.name for app in slack.others}
    return message.username or others.get(message.app_id, "")


async def views(request: Request) -> Response:
    """GET /control/views: a person's open modals, top last."""
    slack = stand_of(request).slack
    stack = slack.views.of(seen_by(request))
    return JSONResponse({"views": [view.as_slack(slack.team_id, slack.app) for view in stack]})


async def file(request: Request) -> Response:
    """GET /control/files/{id}: the content, for who sees a channel that it is shared in."""
    slack, user = stand_of(request).slack, seen_by(request)
    found = slack.files.get(request.path_params["id"])
    shared = found is not None and any(slack.can_see(user, slack.channels[channel]) for channel in found.channels)
    if found is None or found.deleted or not (shared or found.user == user):
        raise ActError("there is no such file", 404)
    # An attachment, never a page of this origin: an uploaded HTML file must not run as one.
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Response(found.content, media_type=found.mimetype, headers=headers)


async def events(request: Request) -> Response:
    """GET /control/events: server-sent hints of what changed."""
    seen_by(request)
    return StreamingResponse(_stream(stand_of(request)), media_type="text/event-stream")


async def _stream(stand: Stand) -> AsyncIterator[str]:
    yield ": here\n\n"
    async for hint in stand.slack.hub.hints():
        yield f"event: change\ndata: {json.dumps(hint)}\n\n"


async def log(request: Request) -> Response:
    """GET /control/log."""
    after = whole(request.query_params.get("after", "0"))
    return JSONResponse({"entries": stand_of(request).journal.since(after)})


async def idle(request: Request) -> Response:
    """GET /control/idle: nothing is under way or due; what is planned counts as a delivery."""
    stand = stand_of(request)
    planned = stand.slack.scheduled.next_due
    return JSONResponse(stand.delivery.idle([planned] if planned else []))
