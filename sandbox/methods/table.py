"""Every method that the sandbox has: its function, how often it may be called, its scopes, and what must be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sandbox.limits import Tier
from sandbox.methods import (
    apps,
    canvases,
    chat,
    conversations,
    dnd,
    files,
    filing,
    later,
    leaving,
    listings,
    marks,
    membership,
    paged,
    people,
    profiles,
    sharing,
    unfurl,
    usergroups,
    views,
)
from sandbox.methods.call import Call
from sandbox.shapes import Json


@dataclass(frozen=True)
class Method:
    """A row: `scopes` are judged before the call, those that depend on a channel's kind inside it.

    `by_app` is for what the app itself calls with its app-level token, instead of its bot; `paced` for what speaks in
    a channel, where one message a second is borne.
    """

    run: Callable[[Call], Json]
    tier: Tier
    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    by_app: bool = False
    paced: bool = False


# The tier of each method as its page on docs.slack.dev says it (read 2026-08-20).
T2, T3, T4, SPECIAL = Tier.TWO, Tier.THREE, Tier.FOUR, Tier.SPECIAL
CANVASES = ("canvases:write",)
WRITE, PINS, MARKS = ("chat:write",), ("pins:write",), ("bookmarks:write",)
REACT, FILES, USERS, GROUPS = ("reactions:write",), ("files:write",), ("users:read",), ("usergroups:read",)
EDIT_GROUPS = ("usergroups:write",)

METHODS: Mapping[str, Method] = MappingProxyType({
    "api.test": Method(people.api_test, T4),
    "apps.connections.open": Method(apps.open_connection, T3, by_app=True),
    "auth.test": Method(people.auth_test, SPECIAL),
    "bookmarks.add": Method(marks.add_bookmark, T2, MARKS, ("channel_id", "title", "type")),
    "bookmarks.edit": Method(marks.edit_bookmark, T2, MARKS, ("channel_id", "bookmark_id")),
    "bookmarks.list": Method(marks.list_bookmarks, T3, ("bookmarks:read",), ("channel_id",)),
    "bookmarks.remove": Method(marks.remove_bookmark, T2, MARKS, ("channel_id", "bookmark_id")),
    "bots.info": Method(profiles.bot, T3, USERS),
    "canvases.access.delete": Method(sharing.forbid, T3, CANVASES, ("canvas_id",)),
    "canvases.access.set": Method(sharing.allow, T3, CANVASES, ("canvas_id", "access_level")),
    "canvases.create": Method(canvases.create, T2, CANVASES),
    "canvases.delete": Method(canvases.delete, T3, CANVASES, ("canvas_id",)),
    "canvases.edit": Method(canvases.edit, T3, CANVASES, ("canvas_id", "changes")),
    "canvases.sections.lookup": Method(canvases.look_up, T3, ("canvases:read",), ("canvas_id", "criteria")),
    "chat.delete": Method(chat.delete, T3, WRITE, ("channel", "ts")),
    "chat.deleteScheduledMessage": Method(later.delete, T3, WRITE, ("channel", "scheduled_message_id")),
    "chat.getPermalink": Method(chat.permalink, SPECIAL, (), ("channel", "message_ts")),
    "chat.meMessage": Method(chat.me_message, T3, WRITE, ("channel", "text")),
    "chat.postEphemeral": Method(chat.post_ephemeral, T4, WRITE, ("channel", "user")),
    "chat.postMessage": Method(chat.post_message, SPECIAL, WRITE, ("channel",), paced=True),
    "chat.scheduleMessage": Method(later.schedule, T3, WRITE, ("channel", "post_at")),
    "chat.scheduledMessages.list": Method(later.list_planned, T3),
    "chat.unfurl": Method(unfurl.unfurl, T3, ("links:write",)),
    "chat.update": Method(chat.update, T3, WRITE, ("channel", "ts")),
    "conversations.archive": Method(conversations.archive, T2, (), ("channel",)),
    "conversations.canvases.create": Method(canvases.create_for_channel, T2, CANVASES, ("channel_id",)),
    "conversations.close": Method(leaving.close, T2, (), ("channel",)),
    "conversations.create": Method(conversations.create, T2),
    "conversations.history": Method(listings.history, T3, (), ("channel",)),
    "conversations.info": Method(conversations.info, T3, (), ("channel",)),
    "conversations.invite": Method(membership.invite, T3, (), ("channel",)),
    "conversations.join": Method(membership.join, T3, ("channels:join",), ("channel",)),
    "conversations.kick": Method(membership.kick, T3, (), ("channel", "user")),
    "conversations.leave": Method(leaving.leave, T3, (), ("channel",)),
    "conversations.list": Method(listings.list_all, T2),
    "conversations.mark": Method(leaving.mark, T3, (), ("channel", "ts")),
    "conversations.members": Method(membership.members, T4, (), ("channel",)),
    "conversations.open": Method(conversations.open_direct, T3),
    "conversations.rename": Method(conversations.rename, T2, (), ("channel",)),
    "conversations.replies": Method(listings.replies, T3, (), ("channel", "ts")),
    "conversations.setPurpose": Method(conversations.set_purpose, T2, (), ("channel", "purpose")),
    "conversations.setTopic": Method(conversations.set_topic, T2, (), ("channel", "topic")),
    "conversations.unarchive": Method(conversations.unarchive, T2, (), ("channel",)),
    "dnd.info": Method(dnd.info, T3, ("dnd:read",)),
    "dnd.teamInfo": Method(dnd.of_several, T2, ("dnd:read",)),
    "emoji.list": Method(profiles.emoji, T2, ("emoji:read",)),
    "files.comments.delete": Method(filing.delete_comment, T2, FILES, ("file", "id")),
    "files.completeUploadExternal": Method(files.complete_upload, T4, FILES, ("files",)),
    "files.delete": Method(filing.delete, T3, FILES, ("file",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, T4, FILES, ("filename", "length")),
    "files.info": Method(files.info, T4, ("files:read",), ("file",)),
    "files.list": Method(paged.list_files, T3, ("files:read",)),
    "files.revokePublicURL": Method(filing.revoke_link, T3, FILES, ("file",)),
    "files.upload": Method(filing.upload, T2, FILES),
    "pins.add": Method(marks.add_pin, T2, PINS, ("channel",)),
    "pins.list": Method(marks.list_pins, T2, ("pins:read",), ("channel",)),
    "pins.remove": Method(marks.remove_pin, T2, PINS, ("channel",)),
    "reactions.add": Method(marks.add_reaction, T3, REACT, ("channel", "name", "timestamp")),
    "reactions.get": Method(marks.get_reactions, T3, ("reactions:read",), ("channel",)),
    "reactions.list": Method(paged.list_reactions, T2, ("reactions:read",)),
    "reactions.remove": Method(marks.remove_reaction, T2, REACT, ("name",)),
    "team.info": Method(profiles.team, T3, ("team:read",)),
    "usergroups.create": Method(usergroups.create, T2, EDIT_GROUPS, ("name",)),
    "usergroups.disable": Method(usergroups.disable, T2, EDIT_GROUPS, ("usergroup",)),
    "usergroups.enable": Method(usergroups.enable, T2, EDIT_GROUPS, ("usergroup",)),
    "usergroups.list": Method(people.list_groups, T2, GROUPS),
    "usergroups.update": Method(usergroups.update, T2, EDIT_GROUPS, ("usergroup",)),
    "usergroups.users.list": Method(people.list_group, T2, GROUPS, ("usergroup",)),
    "usergroups.users.update": Method(usergroups.set_users, T2, EDIT_GROUPS, ("usergroup",)),
    "users.conversations": Method(listings.list_of_user, T3),
    "users.getPresence": Method(profiles.presence, T3, USERS),
    "users.info": Method(people.info, T4, USERS, ("user",)),
    "users.list": Method(people.list_all, T2, USERS),
    "users.lookupByEmail": Method(profiles.look_up, T3, ("users:read.email",), ("email",)),
    "users.profile.get": Method(profiles.profile, T4, ("users.profile:read",)),
    "users.setPresence": Method(profiles.set_presence, T2, ("users:write",), ("presence",)),
    "views.open": Method(views.open_modal, T4, (), ("view",)),
    "views.publish": Method(views.publish, T4, (), ("user_id", "view")),
    "views.push": Method(views.push, T4, (), ("view",)),
    "views.update": Method(views.update, T4, (), ("view",)),
})  # fmt: skip
