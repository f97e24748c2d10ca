"""conversations.invite, join, kick and members: who is in a channel."""

from __future__ import annotations

from sandbox import rooms
from sandbox.channels import Channel, Kind
from sandbox.methods.call import INVITE, MANAGE, READ, Call, Scopes
from sandbox.methods.conversations import named, shown
from sandbox.shapes import Json, SlackError

MOST_INVITED = 100


def join(call: Call) -> Json:
    """conversations.join: public channels only."""
    channel = call.channel()
    if channel.kind is not Kind.PUBLIC:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    if call.bot in channel.members:
        already = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
        return {"channel": shown(call, channel), **already}
    rooms.enter(call.slack, channel, call.bot)
    return {"channel": shown(call, channel)}


def invite(call: Call) -> Json:
    """conversations.invite: everyone or, unless `force`, nobody."""
    channel = _own(call, INVITE)
    if channel.archived:
        raise SlackError("is_archived")
    users = call.args.names("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > MOST_INVITED:
        raise SlackError("invalid_arguments", [f"no more than {MOST_INVITED} items allowed [json-pointer:/users]"])
    refused = [{"user": user, "ok": False, "error": why} for user in users if (why := _refusal(call, channel, user))]
    invited = [user for user in users if user not in {entry["user"] for entry in refused}]
    if refused and not (call.args.flag("force") and invited):
        raise SlackError(str(refused[0]["error"]), errors=refused)
    for user in invited:
        rooms.enter(call.slack, channel, user, inviter=call.bot)
    body: Json = {"channel": shown(call, channel)}
    return body | {"errors": refused} if refused else body


def _own(call: Call, scopes: Scopes) -> Channel:
    channel = named(call, call.channel(), scopes)
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _refusal(call: Call, channel: Channel, user: str) -> str:
    if user == call.bot:
        return "cant_invite_self"
    if call.slack.directory.active(user) is None:
        return "user_not_found"
    return "already_in_channel" if user in channel.members else ""


def kick(call: Call) -> Json:
    """conversations.kick."""
    channel, user = _own(call, MANAGE), call.args.text("user")
    if user == call.bot:
        raise SlackError("cant_kick_self")
    if user not in call.slack.directory.people:
        raise SlackError("user_not_found")
    if channel.name == "general":
        raise SlackError("cant_kick_from_general")
    rooms.leave(call.slack, channel, user)
    return {"errors": {}}


def members(call: Call) -> Json:
    """conversations.members."""
    return call.page(call.channel(READ).members, str, "members")
