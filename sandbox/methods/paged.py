"""files.list and reactions.list: listings that are paged by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Any, TypeVar

from sandbox.messages import File, Message
from sandbox.methods.call import Call
from sandbox.present import message_json
from sandbox.shapes import Json, SlackError

Item = TypeVar("Item")
MOST = 1000
# The kinds of file that Slack names (docs.slack.dev, files.list), by what their media types begin with.
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "all": ("",), "spaces": ("application/vnd.slack-docs",), "snippets": ("text/",), "images": ("image/",),
    "gdocs": ("application/vnd.google-apps",), "zips": ("application/zip",), "pdfs": ("application/pdf",),
})  # fmt: skip


def _page(call: Call, items: Sequence[Item], shown: Callable[[Item], Any], key: str) -> Json:
    count, page = min(call.args.number("count", 100), MOST), call.args.number("page", 1)
    if count <= 0 or page <= 0:
        raise SlackError("invalid_arguments", ["count and page begin at 1"])
    part = items[(page - 1) * count : page * count]
    paging = {"count": count, "total": len(items), "page": page, "pages": max(1, ceil(len(items) / count))}
    return {key: [shown(item) for item in part], "paging": paging}


def list_files(call: Call) -> Json:
    """files.list: those of conversations that the bot is in, and its own; newest first."""
    _check(call)
    slack = call.slack
    files = [file for file in slack.files.values() if _seen(call, file) and _wanted(call, file)]
    newest = sorted(files, key=lambda file: (file.created, file.id), reverse=True)
    return _page(call, newest, lambda file: file.as_slack(slack.base_url, slack.team_id), "files")


def _seen(call: Call, file: File) -> bool:
    bot = call.bot
    shared = any(bot in call.slack.channels[channel].members for channel in file.channels)
    return file.completed and not file.deleted and (shared or file.user == bot)


def _check(call: Call) -> None:
    args = call.args
    if not set(args.names("types")) <= set(KINDS):
        raise SlackError("unknown_type")
    if args.has("user") and args.text("user") not in call.slack.directory.people:
        raise SlackError("user_not_found")


def _wanted(call: Call, file: File) -> bool:
    args = call.args
    starts = tuple(start for kind in args.names("types") or ["all"] for start in KINDS[kind])
    here = not args.has("channel") or args.text("channel") in file.channels
    when = args.number("ts_from", 0) <= file.created <= args.number("ts_to", file.created)
    return here and when and args.text("user") in ("", file.user) and file.mimetype.startswith(starts)


def list_reactions(call: Call) -> Json:
    """reactions.list: the messages that somebody reacted to, by default the bot, where the bot is; newest first."""
    user = call.args.text("user") or call.bot
    if user not in call.slack.directory.people:
        raise SlackError("user_not_found")
    given = [message for message in _seen_messages(call) if any(user in by for by in message.reactions.values())]
    newest = sorted(given, key=lambda message: message.ts, reverse=True)
    return _page(call, newest, lambda message: _item(call, message), "items")


def _seen_messages(call: Call) -> list[Message]:
    mine = [channel for channel in call.slack.channels.values() if call.bot in channel.members]
    return [message for channel in mine for message in call.slack.standing(channel)]


def _item(call: Call, message: Message) -> Json:
    return {"type": "message", "channel": message.channel, "message": message_json(call.slack, message)}
