"""A workspace in which every kind of place exists, and the manifest of an app that may do everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox import manifest, rooms, seed, talk
from sandbox.canvases import Access, Canvas, sections_of
from sandbox.channels import Channel, Kind
from sandbox.clock import Clock
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.shapes import SlackError
from sandbox.socketmode import Sockets
from sandbox.stand import Stand
from sandbox.talk import Draft
from sandbox.webapi import perform

START = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)
ADA, BEN, IVO = "U0000ADA01", "U0000BEN02", "U0000IVO09"
TOKEN = "xoxb-sandbox"
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [{"type": "divider"}]}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}
LINK = {"title": "t", "type": "link", "link": "https://example.org/"}
SCOPES = [
    "bookmarks:read", "bookmarks:write", "canvases:read", "canvases:write", "channels:history", "channels:join",
    "channels:manage", "channels:read", "chat:write", "commands", "dnd:read", "emoji:read", "files:read",
    "files:write", "groups:history", "groups:read", "groups:write", "im:history", "im:read", "im:write",
    "links:write", "mpim:write", "pins:read", "pins:write", "reactions:read", "reactions:write", "team:read",
    "usergroups:read", "usergroups:write", "users.profile:read", "users:read", "users:read.email", "users:write",
]  # fmt: skip
EVENTS = [
    "app_home_opened", "channel_archive", "channel_created", "channel_rename", "dnd_updated_user",
    "member_joined_channel", "message.channels", "message.groups", "message.im", "pin_added", "reaction_added",
    "reaction_removed", "subteam_members_changed", "user_change",
]  # fmt: skip
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Echo"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "unfurl_domains": ["a.example"],
        "bot_user": {"display_name": "echo"},
        "slash_commands": [
            {"command": "/echo", "description": "Say it again", "usage_hint": "[words]", "should_escape": True},
            {"command": "/raw", "description": "Say it as it came", "should_escape": False},
        ],
        "shortcuts": [
            {"name": "Keep this", "type": "message", "callback_id": "keep"},
            {"name": "Start", "type": "global", "callback_id": "start"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {"event_subscriptions": {"bot_events": EVENTS}},
}


@dataclass
class World:
    """A prepared workspace, without a server."""

    stand: Stand
    inc: Channel
    secret: Channel
    archived: Channel
    posted: str
    ada_said: str
    pinned: str

    @property
    def names(self) -> dict[str, str]:
        """What the tables of tests write as $name."""
        slack = self.stand.slack
        direct = slack.direct(slack.bot, ADA)
        assert direct
        places = {"inc": self.inc.id, "secret": self.secret.id, "archived": self.archived.id, "dm": direct.id}
        places["support"] = slack.channel("#support", ADA).id
        places["general"] = slack.channel("#general", ADA).id
        [canvas] = slack.canvases.tabs(self.inc.id)
        places["paper"] = canvas.id
        stamps = {"posted": self.posted, "said": self.ada_said, "pinned": self.pinned}
        return places | stamps | {"ada": ADA, "ben": BEN, "ivo": IVO, "bot": slack.bot, "s80": "s" * 80}


def prepared(stand: Stand) -> World:
    """Fill a workspace: a channel of the bot's with three messages, a private one of Ada's, an archived one."""
    slack = stand.slack
    inc = rooms.create(slack, "inc-1", slack.bot, private=False)
    rooms.enter(slack, inc, ADA)
    posted = talk.say(slack, inc, slack.bot, Draft("posted"))
    said = talk.say(slack, inc, ADA, Draft("said"))
    pinned = talk.say(slack, inc, slack.bot, Draft("pinned"))
    talk.pin(slack, pinned, slack.bot)
    secret = slack.add_channel("secret", Kind.PRIVATE, ADA, [ADA])
    archived = slack.add_channel("old", Kind.PUBLIC, slack.bot, [slack.bot, ADA])
    archived.archived = True
    canvas = Canvas(slack.new_id("F"), "Notes", slack.bot, inc.id, sections_of("# Notes"), {slack.bot: Access.OWNER})
    slack.canvases.kept[canvas.id] = canvas
    inc.canvas = canvas.id
    return World(stand, inc, secret, archived, posted.ts, said.ts, pinned.ts)


def new_stand(app: manifest.App) -> Stand:
    """A stand that nobody serves and that delivers nothing."""
    slack = seed.workspace(app, Clock(START, 0))
    slack.base_url = "http://127.0.0.1:1"
    journal = Journal(slack.clock, slack.hub)
    return Stand(slack, journal, Faults(), Delivery(slack, journal, "http://127.0.0.1:1"), Sockets(slack))


def code_of(world: World, method: str, args: dict[str, Any], token: str = TOKEN) -> str:
    """The code with which a call is refused."""
    with pytest.raises(SlackError) as refusal:
        perform(world.stand, method, args, token)
    return refusal.value.code
