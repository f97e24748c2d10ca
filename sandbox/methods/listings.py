"""conversations.list, history and replies: reading what there is."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from sandbox.channels import LISTED_AS, Channel
from sandbox.messages import Message
from sandbox.methods.call import BAD_LIMIT, HISTORY, READ, Args, Call
from sandbox.methods.conversations import shown
from sandbox.present import message_json
from sandbox.shapes import Json, SlackError

LONGEST = 999
TIMESTAMP = re.compile(r"\d+(\.\d+)?")
CURSOR = re.compile(r"next_ts:(\d+\.\d{6})", re.ASCII)
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType({listed: READ[kind] for kind, listed in LISTED_AS.items()})


def list_all(call: Call) -> Json:
    """conversations.list."""
    return call.page(_asked_for(call, call.bot), lambda channel: shown(call, channel), "channels")


def list_of_user(call: Call) -> Json:
    """users.conversations: those that a user, or the bot, is a member of."""
    user = call.args.text("user") or call.bot
    mine = [channel for channel in _asked_for(call, call.bot) if user in channel.members]
    return call.page(mine, lambda channel: shown(call, channel), "channels")


def _asked_for(call: Call, user: str) -> list[Channel]:
    types = call.args.names("types") or ["public_channel"]
    for wanted in types:
        if wanted not in KINDS:
            raise SlackError("invalid_types")
        call.need(*KINDS[wanted])
    archived_too = not call.args.flag("exclude_archived")
    return [channel for channel in call.slack.visible(user, types) if archived_too or not channel.archived]


def history(call: Call) -> Json:
    """conversations.history: newest first, threads by their first message."""
    channel = call.joined(HISTORY)
    standing = [message for message in call.slack.standing(channel) if message.in_channel]
    window = _window(call, list(reversed(standing)))
    if anchor := _anchor(call):
        window = [message for message in window if message.ts < anchor]
    return _page(call, window) | {"pin_count": len(channel.pins)}


def replies(call: Call) -> Json:
    """conversations.replies: the first message, then its thread, oldest first."""
    channel, ts = call.joined(HISTORY), call.args.text("ts")
    parent = call.slack.messages[channel.id].get(ts)
    if parent is None or parent.only_for or parent.deleted:
        raise SlackError("thread_not_found")
    # Slack gives the whole thread when asked by a reply's timestamp, too.
    root = call.slack.message(channel, parent.thread_ts) if parent.is_reply else parent
    thread, anchor = [root, *_window(call, call.slack.replies(channel, root.ts))], _anchor(call)
    return _page(call, [message for message in thread if message.ts > anchor])


def _anchor(call: Call) -> str:
    """The timestamp at which the page before ended, so that what was said since moves nothing; empty at first."""
    cursor = call.args.text("cursor")
    if not cursor:
        return ""
    try:
        found = CURSOR.fullmatch(base64.b64decode(cursor, validate=True).decode())
    except (binascii.Error, ValueError):
        found = None
    if found is None:
        raise SlackError("invalid_cursor")
    return found[1]


def _window(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.args.text("oldest") or "0", call.args.text("latest") or "9999999999"
    if not TIMESTAMP.fullmatch(oldest):
        raise SlackError("invalid_ts_oldest")
    if not TIMESTAMP.fullmatch(latest):
        raise SlackError("invalid_ts_latest")
    inclusive = call.args.flag("inclusive")
    edges = {_micro(oldest), _micro(latest)} if inclusive else set()
    return [m for m in messages if _micro(oldest) < _micro(m.ts) < _micro(latest) or _micro(m.ts) in edges]


def _micro(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6])


def _page(call: Call, messages: list[Message]) -> Json:
    with_metadata = call.args.flag("include_all_metadata")

    def shown_message(message: Message) -> Json:
        return message_json(call.slack, message, with_metadata=with_metadata)

    whole = replace(call, args=Args({**call.args.given, "cursor": ""}))
    page = whole.page(messages, shown_message, "messages", LONGEST, BAD_LIMIT)
    more = len(messages) > len(page["messages"])
    following = base64.b64encode(f"next_ts:{page['messages'][-1]['ts']}".encode()).decode() if more else ""
    return page | {"has_more": more, "response_metadata": {"next_cursor": following}}
