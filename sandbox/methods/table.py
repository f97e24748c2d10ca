"""Every method that the sandbox has: its function, the scopes of which one is needed, and what must be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sandbox.methods import apps, chat, conversations, files, listings, marks, membership, people, views
from sandbox.methods.call import Call
from sandbox.shapes import Json


@dataclass(frozen=True)
class Method:
    """A row: `scopes` are judged before the call, those that depend on a channel's kind inside it.

    `by_app` is for what the app itself calls with its app-level token, instead of its bot.
    """

    run: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    by_app: bool = False


WRITE, PINS, MARKS = ("chat:write",), ("pins:write",), ("bookmarks:write",)
REACT, FILES, USERS, GROUPS = ("reactions:write",), ("files:write",), ("users:read",), ("usergroups:read",)

METHODS: Mapping[str, Method] = MappingProxyType({
    "api.test": Method(people.api_test),
    "apps.connections.open": Method(apps.open_connection, by_app=True),
    "auth.test": Method(people.auth_test),
    "bookmarks.add": Method(marks.add_bookmark, MARKS, ("channel_id", "title", "type")),
    "bookmarks.edit": Method(marks.edit_bookmark, MARKS, ("channel_id", "bookmark_id")),
    "bookmarks.list": Method(marks.list_bookmarks, ("bookmarks:read",), ("channel_id",)),
    "bookmarks.remove": Method(marks.remove_bookmark, MARKS, ("channel_id", "bookmark_id")),
    "chat.delete": Method(chat.delete, WRITE, ("channel", "ts")),
    "chat.getPermalink": Method(chat.permalink, (), ("channel", "message_ts")),
    "chat.postEphemeral": Method(chat.post_ephemeral, WRITE, ("channel", "user")),
    "chat.postMessage": Method(chat.post_message, WRITE, ("channel",)),
    "chat.update": Method(chat.update, WRITE, ("channel", "ts")),
    "conversations.archive": Method(conversations.archive, (), ("channel",)),
    "conversations.create": Method(conversations.create),
    "conversations.history": Method(listings.history, (), ("channel",)),
    "conversations.info": Method(conversations.info, (), ("channel",)),
    "conversations.invite": Method(membership.invite, (), ("channel",)),
    "conversations.join": Method(membership.join, ("channels:join",), ("channel",)),
    "conversations.kick": Method(membership.kick, (), ("channel", "user")),
    "conversations.list": Method(listings.list_all),
    "conversations.members": Method(membership.members, (), ("channel",)),
    "conversations.open": Method(conversations.open_direct),
    "conversations.rename": Method(conversations.rename, (), ("channel",)),
    "conversations.replies": Method(listings.replies, (), ("channel", "ts")),
    "conversations.setPurpose": Method(conversations.set_purpose, (), ("channel", "purpose")),
    "conversations.setTopic": Method(conversations.set_topic, (), ("channel", "topic")),
    "conversations.unarchive": Method(conversations.unarchive, (), ("channel",)),
    "files.completeUploadExternal": Method(files.complete_upload, FILES, ("files",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, FILES, ("filename", "length")),
    "files.info": Method(files.info, ("files:read",), ("file",)),
    "pins.add": Method(marks.add_pin, PINS, ("channel",)),
    "pins.list": Method(marks.list_pins, ("pins:read",), ("channel",)),
    "pins.remove": Method(marks.remove_pin, PINS, ("channel",)),
    "reactions.add": Method(marks.add_reaction, REACT, ("channel", "name", "timestamp")),
    "reactions.get": Method(marks.get_reactions, ("reactions:read",), ("channel",)),
    "reactions.remove": Method(marks.remove_reaction, REACT, ("name",)),
    "usergroups.list": Method(people.list_groups, GROUPS),
    "usergroups.users.list": Method(people.list_group, GROUPS, ("usergroup",)),
    "users.conversations": Method(listings.list_of_user),
    "users.info": Method(people.info, USERS, ("user",)),
    "users.list": Method(people.list_all, USERS),
    "views.open": Method(views.open_modal, (), ("view",)),
    "views.publish": Method(views.publish, (), ("user_id", "view")),
    "views.push": Method(views.push, (), ("view",)),
    "views.update": Method(views.update, (), ("view",)),
})  # fmt: skip
