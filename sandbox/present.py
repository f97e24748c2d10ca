"""A message as Slack hands it out: with its bot, its thread's count, its files and pins."""

from __future__ import annotations

from sandbox.channels import Channel
from sandbox.messages import Message
from sandbox.shapes import Json
from sandbox.workspace import Workspace


def message_json(slack: Workspace, message: Message, *, with_metadata: bool = True) -> Json:
    """The message object of history, events and payloads."""
    channel = slack.channels[message.channel]
    body = message.as_json() | {"team": slack.team_id}
    if message.bot_id:
        body |= {"bot_id": message.bot_id, "app_id": message.app_id, "bot_profile": bot_profile(slack, message)}
    if message.files:
        body["files"] = [file.as_slack(slack.base_url, slack.team_id) for file in message.files]
    if message.metadata is not None and with_metadata:
        body["metadata"] = message.metadata
    if message.ts in channel.pins:
        body["pinned_to"] = [channel.id]
    return body | _thread(slack, channel, message)


def _thread(slack: Workspace, channel: Channel, message: Message) -> Json:
    if message.is_reply:
        parent = slack.messages[channel.id].get(message.thread_ts)
        return _below(parent, message) if parent else {}
    replies = slack.replies(channel, message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.author for reply in replies))
    counts: Json = {"reply_count": len(replies), "reply_users_count": len(users), "reply_users": users}
    return counts | {"thread_ts": message.ts, "latest_reply": replies[-1].ts, "is_locked": False}


def _below(parent: Message, message: Message) -> Json:
    """What a reply says of the message that it stands below; in a channel, the whole of that message."""
    root = {"root": parent.as_json()} if message.in_channel else {}
    return {"parent_user_id": parent.author, **root}


def bot_profile(slack: Workspace, message: Message) -> Json:
    """The profile that goes with a bot's message."""
    app = slack.app_named(message.app_id)
    return {"id": message.bot_id, "app_id": app.app_id, "name": app.name, "deleted": False, "team_id": slack.team_id}
