"""Text for Slack: whatever a person wrote is escaped and cut here, before it stands in a message."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import MarkdownTextObject, PlainTextObject

from bot import printing

NOTHING: Final = "—"
ELLIPSIS: Final = "…"
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BROKEN_ENTITY: Final = re.compile(r"&[a-z]{0,3}$")
_SAFE_LINK: Final = re.compile(r"https?://[^\s|<>]+")


def escape(text: str) -> str:
    """Return mrkdwn that shows this text: exactly ``& < >`` have a meaning in it."""
    return text.translate(_ENTITIES)


def shortened(text: str, limit: int) -> str:
    """Return at most `limit` characters, the last an ellipsis where something was left out; never nothing at all."""
    text = text.strip() or NOTHING
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def line(text: str, limit: int) -> str:
    """Return one line of at most `limit` characters."""
    return shortened(" ".join(text.split()), limit)


def said(text: str, limit: int = 600) -> str:
    """Return mrkdwn of at most `limit` characters for what a person wrote, never cut through an entity."""
    escaped = escape(text.strip() or NOTHING)
    if len(escaped) <= limit:
        return escaped
    return _BROKEN_ENTITY.sub("", escaped[: limit - 1]).rstrip() + ELLIPSIS


def said_in_line(text: str, limit: int = 300) -> str:
    """Return what a person wrote as one line of mrkdwn."""
    return said(" ".join(text.split()), limit)


def plain(text: str, limit: int) -> PlainTextObject:
    """Return a text object in which nothing has a meaning."""
    return PlainTextObject(text=line(text, limit))


def mrkdwn(text: str) -> MarkdownTextObject:
    """Return a text object for escaped mrkdwn; verbatim, so that Slack looks for no names or links in it."""
    return MarkdownTextObject(text=text, verbatim=True)


def mention(slack_id: str) -> str:
    """Return the mention of a user or a user group."""
    return str(printing.mention(slack_id))


def mentions(slack_ids: Iterable[str]) -> str:
    """Return the mentions of several users and user groups."""
    return " ".join(map(mention, slack_ids))


def date(at: datetime) -> str:
    """Return a moment that each reader sees in their own time zone, and in UTC where Slack cannot."""
    return str(printing.slack_date(at))


def link(url: str, label: str) -> str:
    """Return a link with a label of the bot's own; only the label where the address is not one of the web."""
    return f"<{escape(url)}|{label}>" if _SAFE_LINK.fullmatch(url) else label


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count} {one if count == 1 else many}"
