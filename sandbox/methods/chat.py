"""chat.*: what the app says."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sandbox import talk
from sandbox.blockkit.check import BLOCKS_TOO_LONG, check_message, with_ids
from sandbox.channels import Channel, Kind
from sandbox.messages import Message
from sandbox.methods.call import Call
from sandbox.present import message_json
from sandbox.shapes import Json, SlackError
from sandbox.talk import Draft
from sandbox.text import from_api
from sandbox.workspace import Workspace

MOST_ATTACHMENTS = 100
LARGEST_METADATA = 8_000
# The pages of chat.update and chat.postEphemeral list this code, and none about blocks.
TOO_LONG = "msg_too_long"


def fresh_ids() -> Iterator[str]:
    """Ids as Slack makes them for blocks that have none."""
    while True:
        yield secrets.token_urlsafe(4)[:5]


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    channel = addressee(call)
    if call.args.text("thread_ts"):
        _check_thread(call.slack, channel, call.args.text("thread_ts"))
    draft = replace(_draft(call), metadata=_metadata(call))
    message = talk.say(call.slack, channel, call.slack.bot, draft)
    return {"channel": channel.id, "ts": message.ts, "message": message_json(call.slack, message)}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral."""
    channel, user = addressee(call), call.args.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    draft = replace(_draft(call, TOO_LONG), only_for=user)
    return {"message_ts": talk.say(call.slack, channel, call.slack.bot, draft).ts}


def addressee(call: Call) -> Channel:
    """The channel to speak in, by id or name; a user's id means the direct conversation with the bot.

    Raises:
        SlackError: channel_not_found, is_archived, not_in_channel, messages_tab_disabled.
    """
    target, slack = call.args.text("channel"), call.slack
    channel = _direct(slack, target) if slack.directory.active(target) else slack.channel(target, slack.bot)
    if channel.archived:
        raise SlackError("is_archived")
    spoken_from_outside = channel.kind is Kind.PUBLIC and "chat:write.public" in slack.app.scopes
    if slack.bot not in channel.members and not spoken_from_outside:
        raise SlackError("not_in_channel")
    if channel.kind is Kind.IM and not slack.app.messages_tab:
        raise SlackError("messages_tab_disabled")
    return channel


def _direct(slack: Workspace, user: str) -> Channel:
    return slack.direct(slack.bot, user) or slack.add_channel("", Kind.IM, user, [slack.bot, user])


def _draft(call: Call, too_long: str = BLOCKS_TOO_LONG) -> Draft:
    content = _content(call, too_long)
    if not (content.text or content.blocks or content.attachments):
        raise SlackError("no_text")
    return replace(content, thread_ts=call.args.text("thread_ts"), username=call.args.text("username"))


def _check_thread(slack: Workspace, channel: Channel, ts: str) -> None:
    if ts not in slack.messages[channel.id]:
        raise SlackError("cannot_reply_to_message")


def _content(call: Call, too_long: str) -> Draft:
    args = call.args
    if args.has("markdown_text") and (args.has("text") or args.has("blocks")):
        raise SlackError("markdown_text_conflict")
    text = from_api(args.text("markdown_text") or args.text("text"))
    return Draft(text=text, blocks=_blocks(call, too_long), attachments=_attachments(call, too_long))


def _blocks(call: Call, too_long: str) -> list[Json]:
    if not call.args.has("blocks") or call.args.text("blocks") == "":
        return []
    blocks = call.args.nested("blocks")
    check_message(blocks, too_long)
    return with_ids(blocks, fresh_ids())


def _attachments(call: Call, too_long: str) -> list[Json]:
    attachments: Any = call.args.nested("attachments") if call.args.text("attachments") else []
    if not isinstance(attachments, list):
        raise SlackError("invalid_arguments", ["must provide an array [json-pointer:/attachments]"])
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for attachment in attachments:
        check_message(attachment.get("blocks", []), too_long)
    return attachments


def _metadata(call: Call) -> Json | None:
    if not call.args.has("metadata"):
        return None
    metadata = call.args.nested("metadata")
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(str(metadata)) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return metadata


def update(call: Call) -> Json:
    """chat.update: text without blocks takes the blocks away; neither keeps both."""
    channel = call.channel()
    message = _own(call, channel, "cant_update_message")
    draft = _draft_of_update(call, message)
    talk.edit(call.slack, message, draft)
    shown = message_json(call.slack, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def _draft_of_update(call: Call, message: Message) -> Draft:
    if not any(call.args.has(name) for name in ("text", "blocks", "attachments", "markdown_text")):
        if not call.args.has("metadata"):
            raise SlackError("no_text")
        kept = message.text, message.blocks, message.attachments
        return Draft(*kept, metadata=_metadata(call))
    content = _content(call, TOO_LONG)
    text = content.text or ("" if call.args.has("text") else message.text)
    if not (text or content.blocks or content.attachments):
        raise SlackError("no_text")
    return Draft(text=text, blocks=content.blocks, attachments=content.attachments, metadata=_metadata(call))


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = call.slack.message(channel, call.args.text("ts"))
    if message.user != call.slack.bot:
        raise SlackError(refusal)
    return message


def delete(call: Call) -> Json:
    """chat.delete."""
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    talk.delete(call.slack, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.channel()
    message = call.slack.message(channel, call.args.text("message_ts"))
    link = f"https://{call.slack.team_domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}
