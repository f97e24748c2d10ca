"""A conversation: its kind, members, topic, pins and bookmarks, and the rules for its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.shapes import Json, SlackError

LONGEST_NAME = 80
LONGEST_TOPIC = 250


class Kind(StrEnum):
    """The kinds of conversation, by the word that `types` and `channel_type` build on."""

    PUBLIC = "channel"
    PRIVATE = "group"
    IM = "im"
    MPIM = "mpim"


# How `conversations.list` names each kind in its `types`.
LISTED_AS: Mapping[Kind, str] = {
    Kind.PUBLIC: "public_channel",
    Kind.PRIVATE: "private_channel",
    Kind.IM: "im",
    Kind.MPIM: "mpim",
}


@dataclass
class Note:
    """A channel's topic or purpose: who set it, when (unix seconds)."""

    value: str = ""
    creator: str = ""
    last_set: int = 0

    def as_slack(self) -> Json:
        """The object that stands under `topic` and `purpose`."""
        return {"value": self.value, "creator": self.creator, "last_set": self.last_set}


@dataclass
class Bookmark:
    """A link in the bar at the top of a channel."""

    id: str
    title: str
    link: str
    emoji: str
    created: int
    updated: int
    by: str


@dataclass
class Channel:
    """A conversation; `closed` are those who put it away, which direct conversations only can be."""

    id: str
    name: str
    kind: Kind
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    topic: Note = field(default_factory=Note)
    purpose: Note = field(default_factory=Note)
    archived: bool = False
    pins: list[str] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    canvas: str = ""
    previous_names: list[str] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    @property
    def is_direct(self) -> bool:
        """Whether it is a conversation without a name."""
        return self.kind in (Kind.IM, Kind.MPIM)

    def other(self, user: str) -> str:
        """The other one in a direct conversation."""
        return next((member for member in self.members if member != user), user)

    def as_slack(self, viewer: str, team: str) -> Json:
        """The object of `conversations.info`, as that user sees it."""
        shared = {"id": self.id, "created": self.created, "is_archived": self.archived, "is_org_shared": False}
        shared |= {"context_team_id": team, "updated": self.created * 1000}
        if self.kind is Kind.IM:
            return shared | {"is_im": True, "user": self.other(viewer), "priority": 0}
        return shared | self._named() | {"creator": self.creator, "is_member": viewer in self.members}

    def _named(self) -> Json:
        private = self.kind is not Kind.PUBLIC
        kinds = {"is_channel": self.kind is not Kind.MPIM, "is_group": False, "is_im": False}
        kinds |= {"is_mpim": self.kind is Kind.MPIM, "is_private": private, "is_general": self.name == "general"}
        notes = {"topic": self.topic.as_slack(), "purpose": self.purpose.as_slack()}
        names = {"name": self.name, "name_normalized": self.name, "previous_names": self.previous_names}
        if self.canvas:
            notes["properties"] = {"canvas": {"file_id": self.canvas, "is_empty": False}}
        return names | kinds | notes | {"is_shared": False, "is_ext_shared": False, "unlinked": 0}


def check_name(name: str) -> None:
    """Refuse a channel name as Slack does.

    Raises:
        SlackError: one of the `invalid_name_*` codes.
    """
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > LONGEST_NAME:
        raise SlackError("invalid_name_maxlength")
    if not re.search(r"[^\W_]", name):
        raise SlackError("invalid_name_punctuation")
    if re.search(r"[^\w-]", name) or name != name.lower():
        raise SlackError("invalid_name_specials")
