"""conversations.leave, close and mark: the bot goes, puts a conversation away, or says how far it has read."""

from __future__ import annotations

import re

from sandbox import rooms
from sandbox.channels import Kind
from sandbox.methods.call import MANAGE, Call
from sandbox.methods.conversations import named
from sandbox.shapes import Json, SlackError

TIMESTAMP = re.compile(r"\d+\.\d{6}")


def leave(call: Call) -> Json:
    """conversations.leave: to have left already is no refusal."""
    channel = named(call, call.channel())
    if channel.archived:
        raise SlackError("is_archived")
    if call.bot not in channel.members:
        return {"not_in_channel": True}
    if channel.kind is Kind.PRIVATE and len(channel.members) == 1:
        raise SlackError("last_member")
    rooms.leave(call.slack, channel, call.bot)
    return {}


def close(call: Call) -> Json:
    """conversations.close: a direct conversation, until somebody opens it again."""
    channel = call.channel()
    if not channel.is_direct:
        raise SlackError("method_not_supported_for_channel_type")
    call.need(*MANAGE[channel.kind])
    if call.bot in channel.closed:
        return {"no_op": True, "already_closed": True}
    channel.closed.add(call.bot)
    return {}


def mark(call: Call) -> Json:
    """conversations.mark: everything up to a message is read."""
    channel, ts = call.joined(MANAGE), call.args.text("ts")
    if not TIMESTAMP.fullmatch(ts):
        raise SlackError("invalid_timestamp")
    channel.read[call.bot] = ts
    return {}
