"""chat.scheduleMessage, chat.scheduledMessages.list and chat.deleteScheduledMessage: what is to be said later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sandbox.channels import Channel
from sandbox.methods import chat, drafts
from sandbox.methods.call import BAD_LIMIT, Call
from sandbox.scheduled import Planned
from sandbox.shapes import Json, SlackError

# docs.slack.dev, "Scheduling messages": 120 days ahead; 30 to a channel in five minutes; the last minute is fixed.
FURTHEST = timedelta(days=120)
MOST_AT_ONCE, AT_ONCE = 30, timedelta(minutes=5)
FIXED = timedelta(minutes=1)


def schedule(call: Call) -> Json:
    """chat.scheduleMessage."""
    channel, post_at = chat.reachable(call), _time(call)
    draft = chat.broadcast(call, drafts.whole(call, drafts.TOO_LONG))
    draft = replace(draft, metadata=drafts.metadata(call))
    _check_crowd(call, channel, post_at)
    one = Planned(call.slack.new_id("Q"), call.app, channel.id, post_at, call.slack.unix(), draft)
    call.slack.scheduled.add(one)
    shown = {"type": "delayed_message", "text": draft.text, "bot_id": call.app.bot_id, "user": call.bot}
    said = {"channel": channel.id, "scheduled_message_id": one.id, "post_at": post_at}
    return said | {"message": shown | ({"blocks": draft.blocks} if draft.blocks else {})}


def _time(call: Call) -> int:
    given, now = call.args.text("post_at"), call.slack.unix()
    if not given.isdecimal():
        raise SlackError("invalid_time")
    if int(given) <= now:
        raise SlackError("time_in_past")
    if int(given) > now + FURTHEST.total_seconds():
        raise SlackError("time_too_far")
    return int(given)


def _check_crowd(call: Call, channel: Channel, post_at: int) -> None:
    """Only so much may be planned for the same minutes of a channel."""
    mine = (one for one in call.slack.scheduled.of(call.app) if one.channel == channel.id)
    if sum(abs(one.post_at - post_at) < AT_ONCE.total_seconds() for one in mine) >= MOST_AT_ONCE:
        raise SlackError("restricted_too_many")


def list_planned(call: Call) -> Json:
    """chat.scheduledMessages.list: what the app itself has planned, within bounds."""
    channel, args = _channel(call), call.args
    oldest, latest = args.number("oldest", 0), args.number("latest", 0)
    mine = [one for one in call.slack.scheduled.of(call.app) if channel in ("", one.channel)]
    planned = [one for one in mine if oldest <= one.post_at <= (latest or one.post_at)]
    return call.page(planned, Planned.as_slack, "scheduled_messages", refusal=BAD_LIMIT)


def _channel(call: Call) -> str:
    wanted = call.args.text("channel")
    found = call.slack.channels.get(wanted)
    if wanted and (found is None or not call.slack.can_see(call.bot, found)):
        raise SlackError("invalid_channel")
    return wanted


def delete(call: Call) -> Json:
    """chat.deleteScheduledMessage: up to a minute before its time."""
    channel, wanted = call.channel(), call.args.text("scheduled_message_id")
    one = call.slack.scheduled.planned.get(wanted)
    if one is None or one.app is not call.app or one.channel != channel.id:
        raise SlackError("invalid_scheduled_message_id")
    if one.due - call.slack.clock.now() < FIXED:
        raise SlackError("invalid_scheduled_message_id")
    del call.slack.scheduled.planned[wanted]
    return {}
