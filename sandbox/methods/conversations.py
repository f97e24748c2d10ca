"""conversations.*: making and keeping channels."""

from __future__ import annotations

from sandbox import rooms
from sandbox.channels import Channel, Kind
from sandbox.methods.call import MANAGE, READ, TOPIC, Call, Scopes
from sandbox.shapes import Json, SlackError

MOST_IN_MPIM = 8
NAMED = (Kind.PUBLIC, Kind.PRIVATE)


def shown(call: Call, channel: Channel) -> Json:
    """The channel object as the bot sees it."""
    return channel.as_slack(call.bot, call.slack.team_id)


def named(call: Call, channel: Channel, scopes: Scopes = MANAGE) -> Channel:
    """Refuse direct conversations, where a method is for channels only.

    Raises:
        SlackError: method_not_supported_for_channel_type.
    """
    if channel.kind not in NAMED:
        raise SlackError("method_not_supported_for_channel_type")
    call.need(*scopes[channel.kind])
    return channel


def create(call: Call) -> Json:
    """conversations.create: the bot becomes creator and first member."""
    private = call.args.flag("is_private")
    call.need(*MANAGE[Kind.PRIVATE if private else Kind.PUBLIC])
    channel = rooms.create(call.slack, call.args.text("name"), call.bot, private=private)
    return {"channel": shown(call, channel)}


def info(call: Call) -> Json:
    """conversations.info."""
    channel = call.channel(READ)
    body = shown(call, channel)
    if call.args.flag("include_num_members"):
        body["num_members"] = len(channel.members)
    return {"channel": body}


def _open(call: Call, channel: Channel) -> Channel:
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def set_topic(call: Call) -> Json:
    """conversations.setTopic."""
    channel = _open(call, named(call, call.channel(), TOPIC))
    rooms.set_topic(call.slack, channel, call.bot, call.args.text("topic"))
    return {"channel": shown(call, channel)}


def set_purpose(call: Call) -> Json:
    """conversations.setPurpose."""
    channel = _open(call, named(call, call.channel(), TOPIC))
    rooms.set_purpose(call.slack, channel, call.bot, call.args.text("purpose"))
    return {"purpose": channel.purpose.value, "channel": shown(call, channel)}


def rename(call: Call) -> Json:
    """conversations.rename: for the channel's creator."""
    channel = _open(call, named(call, call.channel()))
    if channel.creator != call.bot:
        raise SlackError("not_authorized")
    rooms.rename(call.slack, channel, call.bot, call.args.text("name"))
    return {"channel": shown(call, channel)}


def archive(call: Call) -> Json:
    """conversations.archive."""
    channel = named(call, call.channel())
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    rooms.archive(call.slack, channel, call.bot)
    return {}


def unarchive(call: Call) -> Json:
    """conversations.unarchive."""
    rooms.unarchive(call.slack, named(call, call.channel()), call.bot)
    return {}


def open_direct(call: Call) -> Json:
    """conversations.open: the direct conversation with one person, or with several."""
    channel, fresh = (call.channel(MANAGE), False) if call.args.has("channel") else _between(call)
    fresh = fresh or call.bot in channel.closed
    channel.closed.discard(call.bot)
    body: Json = {} if fresh else {"no_op": True, "already_open": True}
    whole = call.args.flag("return_im")
    return body | {"channel": shown(call, channel) if whole else {"id": channel.id}}


def _between(call: Call) -> tuple[Channel, bool]:
    users = call.args.names("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_IN_MPIM:
        raise SlackError("too_many_users")
    for user in users:
        _check_user(call, user)
    kind = Kind.IM if len(users) == 1 else Kind.MPIM
    call.need(*MANAGE[kind])
    return rooms.between(call.slack, call.bot, users)


def _check_user(call: Call, user: str) -> None:
    person = call.slack.directory.people.get(user)
    if person is None:
        raise SlackError("user_not_found")
    if person.deleted:
        raise SlackError("user_disabled")
