"""pins.*, bookmarks.* and reactions.*: what is put on channels and messages."""

from __future__ import annotations

import re

from sandbox import talk
from sandbox.blockkit.rules import fault
from sandbox.channels import Bookmark, Channel
from sandbox.messages import Message
from sandbox.methods.call import Call
from sandbox.present import message_json
from sandbox.shapes import Json, SlackError

EMOJI = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")
TIMESTAMP = re.compile(r"\d+\.\d{6}")
LINK = re.compile(r"(https?|slack)://\S+|mailto:\S+")
LONGEST_TITLE, MOST_BOOKMARKS = 256, 100


def _message(call: Call) -> Message:
    channel, ts = call.joined(), call.args.text("timestamp")
    if not ts:
        raise SlackError("no_item_specified")
    if not TIMESTAMP.fullmatch(ts):
        raise SlackError("bad_timestamp")
    return call.slack.message(channel, ts)


def add_pin(call: Call) -> Json:
    """pins.add."""
    talk.pin(call.slack, _message(call), call.bot)
    return {}


def remove_pin(call: Call) -> Json:
    """pins.remove."""
    talk.unpin(call.slack, _message(call), call.bot)
    return {}


def list_pins(call: Call) -> Json:
    """pins.list."""
    channel = call.joined()
    messages = [call.slack.message(channel, ts) for ts in channel.pins]
    items = [{"type": "message", "channel": channel.id, "message": message_json(call.slack, m)} for m in messages]
    return {"items": items}


def _emoji(call: Call) -> str:
    name = call.args.text("name").strip(":")
    if not EMOJI.fullmatch(name):
        raise SlackError("invalid_name")
    return name


def add_reaction(call: Call) -> Json:
    """reactions.add."""
    name, message = _emoji(call), _message(call)
    if call.slack.channels[message.channel].archived:
        raise SlackError("is_archived")
    talk.react(call.slack, message, call.bot, name)
    return {}


def remove_reaction(call: Call) -> Json:
    """reactions.remove."""
    talk.unreact(call.slack, _message(call), call.bot, _emoji(call))
    return {}


def get_reactions(call: Call) -> Json:
    """reactions.get."""
    message = _message(call)
    return {"type": "message", "channel": message.channel, "message": message_json(call.slack, message)}


def _shown(channel: Channel, bookmark: Bookmark) -> Json:
    body: Json = {"id": bookmark.id, "channel_id": channel.id, "title": bookmark.title, "link": bookmark.link}
    body |= {"emoji": bookmark.emoji or None, "icon_url": None, "type": "link", "entity_id": None, "rank": "u"}
    body |= {"date_created": bookmark.created, "date_updated": bookmark.updated, "last_updated_by_user_id": bookmark.by}
    return body | {"app_id": None, "shortcut_id": None, "last_updated_by_team_id": None}


def _check_bookmark(call: Call) -> None:
    link, title = call.args.text("link"), call.args.text("title")
    if call.args.has("link") and not LINK.fullmatch(link):
        raise SlackError("invalid_link")
    if len(title) > LONGEST_TITLE:
        raise SlackError("invalid_arguments", [fault(f"must be less than {LONGEST_TITLE + 1} characters", "/title")])
    if call.args.has("emoji") and not EMOJI.fullmatch(call.args.text("emoji").strip(":")):
        raise SlackError("invalid_emoji")


def add_bookmark(call: Call) -> Json:
    """bookmarks.add: links only."""
    channel = call.joined(name="channel_id")
    if call.args.text("type") != "link":
        raise SlackError("invalid_bookmark_type")
    if not call.args.has("link"):
        raise SlackError("invalid_link")
    _check_bookmark(call)
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise SlackError("too_many_bookmarks")
    now, args = call.slack.unix(), call.args
    words = args.text("title"), args.text("link"), args.text("emoji")
    bookmark = Bookmark(call.slack.new_id("Bk"), *words, now, now, call.bot)
    channel.bookmarks.append(bookmark)
    call.slack.hub.change("channel", channel=channel.id)
    return {"bookmark": _shown(channel, bookmark)}


def _bookmark(call: Call, channel: Channel) -> Bookmark:
    wanted = call.args.text("bookmark_id")
    found = next((bookmark for bookmark in channel.bookmarks if bookmark.id == wanted), None)
    if found is None:
        raise SlackError("not_found")
    return found


def edit_bookmark(call: Call) -> Json:
    """bookmarks.edit: what is not given stays."""
    channel = call.joined(name="channel_id")
    bookmark = _bookmark(call, channel)
    _check_bookmark(call)
    bookmark.title = call.args.text("title") or bookmark.title
    bookmark.link = call.args.text("link") or bookmark.link
    bookmark.emoji = call.args.text("emoji") or bookmark.emoji
    bookmark.updated = call.slack.unix()
    call.slack.hub.change("channel", channel=channel.id)
    return {"bookmark": _shown(channel, bookmark)}


def list_bookmarks(call: Call) -> Json:
    """bookmarks.list."""
    channel = call.joined(name="channel_id")
    return {"bookmarks": [_shown(channel, bookmark) for bookmark in channel.bookmarks]}


def remove_bookmark(call: Call) -> Json:
    """bookmarks.remove."""
    channel = call.joined(name="channel_id")
    channel.bookmarks.remove(_bookmark(call, channel))
    call.slack.hub.change("channel", channel=channel.id)
    return {}
