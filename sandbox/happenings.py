"""What the Events API says about a change: one builder per event."""

from __future__ import annotations

from dataclasses import replace

from sandbox.channels import Channel, Kind
from sandbox.hub import Happening
from sandbox.messages import Message
from sandbox.present import message_json
from sandbox.shapes import Json
from sandbox.workspace import Workspace


def _about_message(channel: Channel, event: Json, stamp: str) -> Happening:
    place = {"channel": channel.id, "event_ts": stamp, "channel_type": channel.kind.value}
    # The manifest subscribes to `message.channels`, `message.groups`, `message.im`, `message.mpim`.
    plural = "s" if channel.kind in (Kind.PUBLIC, Kind.PRIVATE) else ""
    return Happening(f"message.{channel.kind.value}{plural}", {"type": "message", **event, **place}, channel)


def posted(slack: Workspace, message: Message) -> Happening:
    """A new message, of any subtype."""
    return _about_message(slack.channels[message.channel], message_json(slack, message), message.ts)


def changed(slack: Workspace, message: Message, before: Json) -> Happening:
    """A message that was edited."""
    event: Json = {"subtype": "message_changed", "hidden": True, "previous_message": before, "ts": slack.stamp()}
    event |= {"message": message_json(slack, message)}
    return _about_message(slack.channels[message.channel], event, event["ts"])


def removed(slack: Workspace, message: Message, before: Json) -> Happening:
    """A message that was deleted."""
    event: Json = {"subtype": "message_deleted", "hidden": True, "previous_message": before, "ts": slack.stamp()}
    event |= {"deleted_ts": message.ts}
    return _about_message(slack.channels[message.channel], event, event["ts"])


def metadata(slack: Workspace, message: Message, what: str, before: Json | None = None) -> Happening:
    """What an app attached to a message for programs to read was posted, updated or deleted."""
    now = message.metadata or before or {}
    event: Json = {"app_id": message.app_id, "bot_id": message.bot_id, "user_id": message.user}
    event |= {"team_id": slack.team_id, "channel_id": message.channel, "message_ts": message.ts}
    event |= {"metadata": now} if what != "deleted" else {"deleted_ts": slack.stamp()}
    event |= {"previous_metadata": before} if before is not None else {}
    told = _named(slack, f"message_metadata_{what}", event, slack.channels[message.channel])
    return replace(told, metadata=(message.app_id, str(now.get("event_type"))))


def reaction(slack: Workspace, message: Message, name: str, user: str, *, added: bool) -> Happening:
    """A reaction given or taken back."""
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    kind = "reaction_added" if added else "reaction_removed"
    event = {"user": user, "reaction": name, "item": item}
    if message.author == message.user:
        event["item_user"] = message.user
    return _named(slack, kind, event, slack.channels[message.channel])


def pin(slack: Workspace, message: Message, user: str, *, added: bool) -> Happening:
    """A message pinned or unpinned."""
    kind = "pin_added" if added else "pin_removed"
    item = {"type": "message", "channel": message.channel, "message": message_json(slack, message)}
    event = {"user": user, "channel_id": message.channel, "item": item}
    return _named(slack, kind, event, slack.channels[message.channel])


def _letter(channel: Channel) -> str:
    return "C" if channel.kind is Kind.PUBLIC else "G"


def joined(slack: Workspace, channel: Channel, user: str, inviter: str) -> Happening:
    """Someone became a member."""
    event = {"user": user, "channel": channel.id, "channel_type": _letter(channel), "team": slack.team_id}
    if inviter:
        event["inviter"] = inviter
    return _named(slack, "member_joined_channel", event, channel)


def left(slack: Workspace, channel: Channel, user: str) -> Happening:
    """Someone is no longer a member."""
    event = {"user": user, "channel": channel.id, "channel_type": _letter(channel), "team": slack.team_id}
    return _named(slack, "member_left_channel", event, channel)


def gone(slack: Workspace, channel: Channel) -> Happening:
    """The bot itself is no longer a member; it hears that although it is not there any more."""
    kind = "channel_left" if channel.kind is Kind.PUBLIC else "group_left"
    return _named(slack, kind, {"channel": channel.id}, None)


def about_channel(slack: Workspace, channel: Channel, what: str, user: str) -> Happening:
    """A channel was created, renamed, archived or unarchived: `what` is the event's last word."""
    prefix = "channel" if channel.kind is Kind.PUBLIC else "group"
    full: Json = {"id": channel.id, "name": channel.name, "created": channel.created, "creator": channel.creator}
    full |= {"name_normalized": channel.name, "is_channel": True, "is_mpim": False}
    whole = what in ("created", "rename")
    event: Json = {"channel": full} if whole else {"channel": channel.id, "user": user}
    # Every app hears of a new public channel, its bot is no member yet.
    where = None if what == "created" and channel.kind is Kind.PUBLIC else channel
    return _named(slack, f"{prefix}_{what}", event, where)


def home_opened(slack: Workspace, direct: Channel, user: str, tab: str) -> Happening:
    """Someone opened a tab of the app's Home; with the Home tab goes what was published for them."""
    published = slack.views.homes.get(user)
    event: Json = {"user": user, "channel": direct.id, "tab": tab}
    if tab == "home" and published is not None:
        event["view"] = published.as_slack(slack.team_id, slack.app)
    return _named(slack, "app_home_opened", event, direct)


def _named(slack: Workspace, kind: str, event: Json, channel: Channel | None) -> Happening:
    return Happening(kind, {"type": kind, **event, "event_ts": slack.stamp()}, channel)
