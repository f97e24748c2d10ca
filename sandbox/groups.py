"""Making, naming, filling and disabling user groups: the same for the bot and for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sandbox import news
from sandbox.directory import Group
from sandbox.workspace import Workspace

LONGEST_NAME, LONGEST_DESCRIPTION = 80, 140
HANDLE = re.compile(r"[\w.-]{1,80}")
# Mentions that mean everybody somewhere, so that no group can bear them.
RESERVED = frozenset({"channel", "everyone", "group", "here", "slackbot"})


@dataclass(frozen=True)
class Looks:
    """What a group is called, and by whom it is found."""

    name: str
    handle: str
    description: str = ""
    channels: tuple[str, ...] = ()


def problem(slack: Workspace, looks: Looks, itself: str = "") -> str:
    """Slack's code for what is wrong with a name, a handle or a description; empty when nothing is."""
    others = [group for group in slack.directory.groups.values() if group.id != itself]
    people = {person.name for person in slack.directory.people.values() if not person.deleted}
    checks = {
        "missing_subteam_name": not looks.name.strip(),
        "name_too_long": len(looks.name) > LONGEST_NAME,
        "description_too_long": len(looks.description) > LONGEST_DESCRIPTION,
        "forbidden_handle": looks.handle in RESERVED,
        "bad_handle": not HANDLE.fullmatch(looks.handle) or looks.handle != looks.handle.lower(),
        "name_already_exists": looks.name in {group.name for group in others},
        "handle_already_exists": looks.handle in {group.handle for group in others} | people,
        "invalid_channel_provided": not set(looks.channels) <= set(slack.channels),
    }
    return next((code for code, wrong in checks.items() if wrong), "")


def handle_of(name: str) -> str:
    """The handle that Slack makes of a name."""
    return re.sub(r"[^\w.-]+", "-", name.lower()).strip("-")


def create(slack: Workspace, user: str, looks: Looks, users: Iterable[str] = ()) -> Group:
    """Make a group; its looks were found to be in order."""
    now, words = slack.unix(), (looks.handle, looks.name, tuple(users))
    more: Any = {"created": now, "updated": now, "created_by": user, "updated_by": user}
    group = Group(slack.new_id("S"), *words, description=looks.description, channels=looks.channels, **more)
    slack.directory.groups[group.id] = group
    slack.hub.change("people")
    slack.hub.tell(news.group(slack, group, created=True))
    return group


def _changed(slack: Workspace, group: Group, user: str, **what: Any) -> Group:
    after = replace(group, **what, updated=slack.unix(), updated_by=user)
    slack.directory.groups[group.id] = after
    slack.hub.change("people")
    return after


def update(slack: Workspace, group: Group, user: str, looks: Looks) -> Group:
    """Call a group otherwise; its new looks were found to be in order."""
    words = {"name": looks.name, "handle": looks.handle, "description": looks.description, "channels": looks.channels}
    after = _changed(slack, group, user, **words)
    slack.hub.tell(news.group(slack, after))
    return after


def switch(slack: Workspace, group: Group, user: str, *, disabled: bool) -> Group:
    """Disable a group, which leaves its members as they are, or enable it again."""
    after = _changed(slack, group, user, disabled=disabled)
    slack.hub.tell(news.group(slack, after))
    return after


def set_users(slack: Workspace, group: Group, user: str, users: Iterable[str]) -> Group:
    """Say who is in a group."""
    after = _changed(slack, group, user, users=tuple(dict.fromkeys(users)))
    if set(after.users) != set(group.users):
        slack.hub.tell(news.members(slack, group, after))
    return after
