"""Saying, editing, deleting, pinning and reacting: the same for the bot and for people."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox import happenings
from sandbox.channels import Channel
from sandbox.messages import BROADCAST, TOMBSTONE, File, Message
from sandbox.present import message_json
from sandbox.shapes import Json, SlackError
from sandbox.workspace import Workspace

SYSTEM_USER = "USLACKBOT"
LONGEST_TEXT = 40_000
MOST_PINS = 100
MOST_EMOJI = 23


@dataclass(frozen=True)
class Draft:
    """What is to be said; lists are empty where there is nothing."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    thread_ts: str = ""
    metadata: Json | None = None
    username: str = ""
    subtype: str = ""
    only_for: str = ""
    bot_id: str = ""
    more: Json = field(default_factory=dict)


def say(slack: Workspace, channel: Channel, user: str, draft: Draft) -> Message:
    """Put a message into a channel, and tell who listens."""
    message = Message(
        ts=slack.stamp(), channel=channel.id, user=user, text=draft.text[:LONGEST_TEXT],
        username=draft.username, blocks=draft.blocks, attachments=draft.attachments, files=draft.files,
        thread_ts=_root(slack, channel, draft.thread_ts), subtype=draft.subtype or _subtype(draft),
        metadata=draft.metadata, only_for=draft.only_for, more=draft.more,
    )  # fmt: skip
    _sign(slack, message, draft.bot_id)
    slack.messages[channel.id][message.ts] = message
    _shown(slack, message)
    if not message.only_for:
        slack.hub.tell(happenings.posted(slack, message))
        if message.metadata is not None:
            slack.hub.tell(happenings.metadata(slack, message, "posted"))
    return message


def _sign(slack: Workspace, message: Message, bot_id: str) -> None:
    """Say which app wrote it; a webhook writes under a bot id of its own."""
    app = slack.app_of(message.user)
    if app is not None:
        message.bot_id, message.app_id = bot_id or app.bot_id, app.app_id


def _root(slack: Workspace, channel: Channel, thread_ts: str) -> str:
    """A reply to a reply stands in the thread of the first message, as Slack puts it."""
    parent = slack.messages[channel.id].get(thread_ts)
    return parent.thread_ts if parent and parent.is_reply else thread_ts


def _subtype(draft: Draft) -> str:
    return "file_share" if draft.files else ""


def _shown(slack: Workspace, message: Message) -> None:
    slack.hub.change("message", channel=message.channel, ts=message.ts, thread_ts=message.thread_ts)


def notice(slack: Workspace, channel: Channel, user: str, subtype: str, words: str, **more: str) -> None:
    """A line that Slack itself writes into a channel, such as a join."""
    if not channel.is_direct:
        say(slack, channel, user, Draft(text=f"<@{user}> {words}", subtype=subtype, more=dict(more)))


def edit(slack: Workspace, message: Message, draft: Draft) -> None:
    """Replace the words and blocks of a message."""
    before, attached = message_json(slack, message), message.metadata
    message.text, message.blocks, message.attachments = draft.text[:LONGEST_TEXT], draft.blocks, draft.attachments
    message.metadata = draft.metadata if draft.metadata is not None else attached
    message.edited = slack.stamp()
    _shown(slack, message)
    if not message.only_for:
        slack.hub.tell(happenings.changed(slack, message, before))
    if draft.metadata is not None:
        what = "posted" if attached is None else "updated"
        slack.hub.tell(happenings.metadata(slack, message, what, attached))


def broadcast(slack: Workspace, message: Message) -> None:
    """Put a reply into its channel as well; its words stay, and nobody sees it as edited."""
    before = message_json(slack, message)
    message.subtype = BROADCAST
    _shown(slack, message)
    slack.hub.tell(happenings.changed(slack, message, before))


def unfold(slack: Workspace, message: Message, added: list[Json]) -> None:
    """Put attachments below a message that somebody may have written; nobody sees it as edited."""
    before = message_json(slack, message)
    message.attachments = [*message.attachments, *added]
    _shown(slack, message)
    slack.hub.tell(happenings.changed(slack, message, before))


def delete(slack: Workspace, message: Message) -> None:
    """Take a message away; one with replies leaves a tombstone."""
    if message.metadata is not None:
        slack.hub.tell(happenings.metadata(slack, message, "deleted", message.metadata))
    before = message_json(slack, message)
    channel = slack.channels[message.channel]
    channel.pins = [ts for ts in channel.pins if ts != message.ts]
    if slack.replies(channel, message.ts):
        _bury(slack, message, before)
    else:
        message.deleted = True
        if not message.only_for:
            slack.hub.tell(happenings.removed(slack, message, before))
    _shown(slack, message)


def _bury(slack: Workspace, message: Message, before: Json) -> None:
    message.user, message.text, message.subtype = SYSTEM_USER, TOMBSTONE, "tombstone"
    message.bot_id, message.app_id = "", ""
    message.blocks, message.attachments, message.files, message.metadata = [], [], [], None
    message.reactions.clear()
    message.more = {"hidden": True}
    slack.hub.tell(happenings.changed(slack, message, before))


def react(slack: Workspace, message: Message, user: str, name: str) -> None:
    """Give a reaction.

    Raises:
        SlackError: already_reacted, too_many_emoji.
    """
    if user in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    if name not in message.reactions and len(message.reactions) >= MOST_EMOJI:
        raise SlackError("too_many_emoji")
    message.reactions.setdefault(name, []).append(user)
    _shown(slack, message)
    slack.hub.tell(happenings.reaction(slack, message, name, user, added=True))


def unreact(slack: Workspace, message: Message, user: str, name: str) -> None:
    """Take a reaction back.

    Raises:
        SlackError: no_reaction.
    """
    if user not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    _shown(slack, message)
    slack.hub.tell(happenings.reaction(slack, message, name, user, added=False))


def pin(slack: Workspace, message: Message, user: str) -> None:
    """Pin a message to its channel.

    Raises:
        SlackError: already_pinned, too_many_pins.
    """
    channel = slack.channels[message.channel]
    if message.ts in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= MOST_PINS:
        raise SlackError("too_many_pins")
    channel.pins.append(message.ts)
    _shown(slack, message)
    slack.hub.change("channel", channel=channel.id)
    slack.hub.tell(happenings.pin(slack, message, user, added=True))


def unpin(slack: Workspace, message: Message, user: str) -> None:
    """Take a pin off.

    Raises:
        SlackError: no_pin.
    """
    channel = slack.channels[message.channel]
    if message.ts not in channel.pins:
        raise SlackError("no_pin")
    channel.pins.remove(message.ts)
    _shown(slack, message)
    slack.hub.change("channel", channel=channel.id)
    slack.hub.tell(happenings.pin(slack, message, user, added=False))
