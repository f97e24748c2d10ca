"""Making, naming, filling and closing channels: the same for the bot and for people."""

from __future__ import annotations

from sandbox import happenings, talk
from sandbox.channels import LONGEST_TOPIC, Channel, Kind, Note, check_name
from sandbox.shapes import SlackError
from sandbox.workspace import Workspace


def create(slack: Workspace, name: str, user: str, *, private: bool) -> Channel:
    """Open a channel with its creator as the only member.

    Raises:
        SlackError: invalid_name_*, name_taken.
    """
    check_name(name)
    if slack.channel_named(name):
        raise SlackError("name_taken")
    channel = slack.add_channel(name, Kind.PRIVATE if private else Kind.PUBLIC, user, [])
    slack.hub.tell(happenings.about_channel(slack, channel, "created", user))
    enter(slack, channel, user)
    return channel


def between(slack: Workspace, user: str, others: list[str]) -> tuple[Channel, bool]:
    """The direct conversation of someone with others, and whether it was made just now."""
    kind, everyone = Kind.IM if len(others) == 1 else Kind.MPIM, dict.fromkeys([user, *others])
    same = (c for c in slack.channels.values() if c.kind is kind and set(c.members) == set(everyone))
    found = next(same, None)
    if found is not None:
        return found, False
    names = "--".join(slack.directory.people[member].name for member in everyone)
    made = slack.add_channel(f"mpdm-{names}-1" if kind is Kind.MPIM else "", kind, user, everyone)
    slack.hub.change("channel", channel=made.id)
    return made, True


def convert(slack: Workspace, channel: Channel, user: str) -> None:
    """Make a public channel a private one, for good."""
    channel.kind = Kind.PRIVATE
    slack.hub.change("channel", channel=channel.id)
    talk.notice(slack, channel, user, "channel_convert_to_private", "made this channel private")


def enter(slack: Workspace, channel: Channel, user: str, inviter: str = "") -> None:
    """Make someone a member."""
    channel.members.append(user)
    slack.hub.change("channel", channel=channel.id)
    slack.hub.tell(happenings.joined(slack, channel, user, inviter))
    more = {"inviter": inviter} if inviter else {}
    talk.notice(slack, channel, user, "channel_join", "has joined the channel", **more)


def leave(slack: Workspace, channel: Channel, user: str) -> None:
    """End a membership.

    Raises:
        SlackError: not_in_channel, cant_leave_general.
    """
    if user not in channel.members:
        raise SlackError("not_in_channel")
    if channel.name == "general":
        raise SlackError("cant_leave_general")
    talk.notice(slack, channel, user, "channel_leave", "has left the channel")
    slack.hub.tell(happenings.left(slack, channel, user))
    channel.members.remove(user)
    if user == slack.bot:
        slack.hub.tell(happenings.gone(slack, channel))
    slack.hub.change("channel", channel=channel.id)


def rename(slack: Workspace, channel: Channel, user: str, name: str) -> None:
    """Give a channel another name.

    Raises:
        SlackError: invalid_name_*, name_taken.
    """
    check_name(name)
    if slack.channel_named(name) not in (None, channel):
        raise SlackError("name_taken")
    old, channel.name = channel.name, name
    channel.previous_names.insert(0, old)
    slack.hub.change("channel", channel=channel.id)
    words = f'has renamed the channel from "{old}" to "{name}"'
    talk.notice(slack, channel, user, "channel_name", words, old_name=old, name=name)
    slack.hub.tell(happenings.about_channel(slack, channel, "rename", user))


def set_topic(slack: Workspace, channel: Channel, user: str, value: str) -> None:
    """Set the topic, and say so in the channel.

    Raises:
        SlackError: too_long.
    """
    channel.topic = _note(slack, user, value)
    slack.hub.change("channel", channel=channel.id)
    talk.notice(slack, channel, user, "channel_topic", f"set the channel topic: {value}", topic=value)


def set_purpose(slack: Workspace, channel: Channel, user: str, value: str) -> None:
    """Set the purpose, and say so in the channel.

    Raises:
        SlackError: too_long.
    """
    channel.purpose = _note(slack, user, value)
    slack.hub.change("channel", channel=channel.id)
    talk.notice(slack, channel, user, "channel_purpose", f"set the channel description: {value}", purpose=value)


def _note(slack: Workspace, user: str, value: str) -> Note:
    if len(value) > LONGEST_TOPIC:
        raise SlackError("too_long")
    return Note(value, user, slack.unix())


def archive(slack: Workspace, channel: Channel, user: str) -> None:
    """Close a channel for new messages.

    Raises:
        SlackError: already_archived, cant_archive_general.
    """
    if channel.archived:
        raise SlackError("already_archived")
    if channel.name == "general":
        raise SlackError("cant_archive_general")
    talk.notice(slack, channel, user, "channel_archive", "archived the channel")
    channel.archived = True
    slack.hub.change("channel", channel=channel.id)
    slack.hub.tell(happenings.about_channel(slack, channel, "archive", user))


def unarchive(slack: Workspace, channel: Channel, user: str) -> None:
    """Open an archived channel again.

    Raises:
        SlackError: not_archived.
    """
    if not channel.archived:
        raise SlackError("not_archived")
    channel.archived = False
    slack.hub.change("channel", channel=channel.id)
    slack.hub.tell(happenings.about_channel(slack, channel, "unarchive", user))
    talk.notice(slack, channel, user, "channel_unarchive", "un-archived the channel")
