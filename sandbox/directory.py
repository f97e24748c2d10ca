"""The people and user groups of the workspace, as Slack describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.shapes import Json


@dataclass(frozen=True)
class Person:
    """A member of the workspace, or the app's own bot user."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "Etc/UTC"
    color: str = "9f69e7"
    deleted: bool = False
    is_owner: bool = False
    is_bot: bool = False

    def brief(self) -> Json:
        """What the page shows."""
        keys = ("id", "name", "real_name", "tz", "title", "color", "deleted", "is_owner")
        return {key: getattr(self, key) for key in keys}

    def as_slack(self, team: str, now: datetime) -> Json:
        """The user object of `users.info`."""
        user: Json = {"id": self.id, "team_id": team, "name": self.name, "deleted": self.deleted}
        user |= {"profile": self._profile(team), "is_bot": self.is_bot, "is_app_user": False, "updated": 1700000000}
        return user if self.deleted else user | self._active(now)

    def _profile(self, team: str) -> Json:
        names = {"real_name": self.real_name, "display_name": self.name}
        normal = {f"{key}_normalized": value for key, value in names.items()}
        return {"title": self.title, "status_text": "", "status_emoji": "", "team": team, **names, **normal}

    def _active(self, now: datetime) -> Json:
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        roles = {"is_admin": self.is_owner, "is_owner": self.is_owner, "is_primary_owner": self.is_owner}
        zone = {"tz": self.tz, "tz_label": self.tz, "tz_offset": seconds}
        limits = {"is_restricted": False, "is_ultra_restricted": False}
        return {"color": self.color, "real_name": self.real_name, **zone, **roles, **limits}


@dataclass(frozen=True)
class Group:
    """A user group; `users` are ids."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()
    disabled: bool = False

    def as_slack(self, team: str, *, with_users: bool, with_count: bool) -> Json:
        """The entry of `usergroups.list`."""
        entry: Json = {"id": self.id, "team_id": team, "is_usergroup": True, "is_subteam": True, "name": self.name}
        entry |= {"description": "", "handle": self.handle, "is_external": False, "date_delete": int(self.disabled)}
        if with_users:
            entry["users"] = list(self.users)
        if with_count:
            entry["user_count"] = len(self.users)
        return entry


@dataclass
class Directory:
    """Everyone, by id."""

    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    def named(self, handle: str) -> Person | None:
        """The active person with that handle."""
        return next((p for p in self.people.values() if p.name == handle and not p.deleted), None)

    def group_named(self, handle: str) -> Group | None:
        """The group with that handle."""
        return next((g for g in self.groups.values() if g.handle == handle and not g.disabled), None)

    def active(self, user: str) -> Person | None:
        """The person with that id, unless deactivated."""
        person = self.people.get(user)
        return None if person is None or person.deleted else person
