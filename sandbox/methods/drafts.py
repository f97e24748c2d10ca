"""What a call wants to say: words, blocks, attachments and metadata, checked and put into Slack's form."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sandbox import text
from sandbox.blockkit.check import BLOCKS_TOO_LONG, check_attachments, check_message, with_ids
from sandbox.messages import BOT_MESSAGE
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError
from sandbox.talk import Draft

LARGEST_METADATA = 8_000
# The pages of the other methods of chat.* list this code, and none about blocks.
TOO_LONG = "msg_too_long"
CUSTOMIZE = "chat:write.customize"


def fresh_ids() -> Iterator[str]:
    """Ids as Slack makes them for blocks that have none."""
    while True:
        yield secrets.token_urlsafe(4)[:5]


def whole(call: Call, too_long: str = BLOCKS_TOO_LONG) -> Draft:
    """A new message, with its thread and the name that it is said under.

    Raises:
        SlackError: no_text, markdown_text_conflict, invalid_blocks, ..., or `too_long` for too much text in all blocks.
    """
    said = content(call, too_long)
    if not (said.text or said.blocks or said.attachments):
        raise SlackError("no_text")
    return _named(call, replace(said, thread_ts=call.args.text("thread_ts")))


def _named(call: Call, said: Draft) -> Draft:
    """Under a name or picture of its own, if the app may; otherwise Slack takes no notice of what was asked."""
    args = call.args
    emoji, url = args.text("icon_emoji").strip(":"), args.text("icon_url")
    icons = {"emoji": f":{emoji}:"} if emoji else {"image_64": url} if url else {}
    if CUSTOMIZE not in call.app.scopes or not (args.text("username") or icons):
        return said
    more = {"icons": icons} if icons else {}
    return replace(said, username=args.text("username") or call.app.bot_name, subtype=BOT_MESSAGE, more=more)


def content(call: Call, too_long: str) -> Draft:
    """What is said, and nothing about where.

    Raises:
        SlackError: markdown_text_conflict, invalid_blocks, ..., or `too_long` for too much text in all blocks.
    """
    args = call.args
    if args.has("markdown_text") and (args.has("text") or args.has("blocks")):
        raise SlackError("markdown_text_conflict")
    return Draft(_words(call), _blocks(call, too_long), _attachments(call, too_long))


def _words(call: Call) -> str:
    """The text; on request with the names in it made into references, or read as if a person had typed it."""
    given = call.args.text("markdown_text") or call.args.text("text")
    if call.args.text("parse") == "full":
        return text.typed(call.slack, given)
    said = text.from_api(given)
    return text.with_groups(call.slack, said) if call.args.flag("link_names") else said


def _blocks(call: Call, too_long: str) -> list[Json]:
    if not call.args.has("blocks") or call.args.text("blocks") == "":
        return []
    blocks = call.args.nested("blocks")
    check_message(blocks, too_long)
    return with_ids(blocks, fresh_ids())


def _attachments(call: Call, too_long: str) -> list[Json]:
    attachments: Any = call.args.nested("attachments") if call.args.text("attachments") else []
    check_attachments(attachments, too_long)
    return list(attachments)


def metadata(call: Call) -> Json | None:
    """What the app attaches for programs to read.

    Raises:
        SlackError: invalid_metadata_format, invalid_metadata_schema, metadata_too_large.
    """
    if not call.args.has("metadata"):
        return None
    given = call.args.nested("metadata")
    if not isinstance(given, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(given.get("event_type"), str) or not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(str(given)) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return given
