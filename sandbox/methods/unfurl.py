"""chat.unfurl: what an app adds below a message about the addresses in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox import talk
from sandbox.blockkit.check import MESSAGE
from sandbox.messages import Message
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError

SOURCES = ("composer", "conversations_history")


def unfurl(call: Call) -> Json:
    """chat.unfurl: by channel and timestamp. There are no unfurl ids, as nobody is told of links."""
    message, parts = _message(call), _parts(call)
    added = [_attachment(call, message, url, part) for url, part in parts.items()]
    talk.unfold(call.slack, message, added)
    return {}


def _message(call: Call) -> Message:
    if call.args.has("unfurl_id") or call.args.has("source"):
        _check_id(call)
    for name in ("channel", "ts"):
        if not call.args.text(name):
            raise SlackError("missing_channel" if name == "channel" else "missing_ts")
    channel = call.slack.channels.get(call.args.text("channel"))
    if channel is None or call.bot not in channel.members:
        raise SlackError("cannot_find_channel")
    standing = {message.ts: message for message in call.slack.standing(channel)}
    if call.args.text("ts") not in standing:
        raise SlackError("cannot_find_message")
    return standing[call.args.text("ts")]


def _check_id(call: Call) -> None:
    if not call.args.has("unfurl_id"):
        raise SlackError("missing_unfurl_id")
    if not call.args.has("source"):
        raise SlackError("missing_source")
    raise SlackError("invalid_unfurl_id" if call.args.text("source") in SOURCES else "invalid_source")


def _parts(call: Call) -> Json:
    if not call.args.has("unfurls"):
        raise SlackError("missing_unfurls")
    parts = call.args.nested("unfurls")
    if not isinstance(parts, dict) or not parts:
        raise SlackError("invalid_unfurls_format")
    return parts


def _attachment(call: Call, message: Message, url: str, part: Any) -> Json:
    """One address: it stands in the message, and its domain is one that the manifest claims."""
    host = urlsplit(url).hostname or ""
    claimed = any(host == domain or host.endswith(f".{domain}") for domain in call.app.unfurl_domains)
    if not claimed or url.replace("&", "&amp;") not in message.text:
        raise SlackError("cannot_unfurl_url")
    if not isinstance(part, dict):
        raise SlackError("cannot_parse_attachment")
    blocks = part.get("blocks", [])
    if not isinstance(blocks, list) or [*MESSAGE.faults(blocks, "/blocks")]:
        raise SlackError("cannot_parse_attachment")
    return {**part, "from_url": url, "original_url": url, "is_app_unfurl": True, "app_unfurl_url": url}
