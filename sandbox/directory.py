"""The people and user groups of the workspace, as Slack describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.quiet import NO_HOURS, Quiet
from sandbox.shapes import Json

FOUNDED = 1_700_000_000
EMAIL_DOMAIN = "sandbox.example"


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
    away: bool = False
    quiet: Quiet = NO_HOURS
    updated: int = FOUNDED

    @property
    def email(self) -> str:
        """Their address; a bot has none."""
        return "" if self.is_bot else f"{self.name}@{EMAIL_DOMAIN}"

    @property
    def zone(self) -> ZoneInfo:
        """Where their day begins and ends."""
        return ZoneInfo(self.tz)

    def brief(self, now: datetime) -> Json:
        """What the page shows."""
        keys = ("id", "name", "real_name", "tz", "title", "color", "deleted", "is_owner", "away")
        return {key: getattr(self, key) for key in keys} | {"quiet": self.quiet.brief(self.zone, now)}

    def as_slack(self, team: str, now: datetime, *, with_email: bool = False) -> Json:
        """The user object of `users.info`; the address is for who may ask for it."""
        profile = self.profile(team, with_email=with_email)
        user: Json = {"id": self.id, "team_id": team, "name": self.name, "deleted": self.deleted}
        user |= {"profile": profile, "is_bot": self.is_bot, "is_app_user": False, "updated": self.updated}
        return user if self.deleted else user | self._active(now)

    def profile(self, team: str, *, with_email: bool) -> Json:
        """The profile of `users.profile.get`."""
        names = {"real_name": self.real_name, "display_name": self.name}
        normal = {f"{key}_normalized": value for key, value in names.items()}
        email = {"email": self.email} if with_email and self.email else {}
        words = {"title": self.title, "status_text": "", "status_emoji": ""}
        return {**words, "team": team, **names, **normal, **email}

    def _active(self, now: datetime) -> Json:
        offset = now.astimezone(self.zone).utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        roles = {"is_admin": self.is_owner, "is_owner": self.is_owner, "is_primary_owner": self.is_owner}
        zone = {"tz": self.tz, "tz_label": self.tz, "tz_offset": seconds}
        limits = {"is_restricted": False, "is_ultra_restricted": False}
        return {"color": self.color, "real_name": self.real_name, **zone, **roles, **limits}


@dataclass(frozen=True)
class Group:
    """A user group; `users` and `channels` are ids, `created` and `updated` unix seconds."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()
    disabled: bool = False
    description: str = ""
    channels: tuple[str, ...] = ()
    created: int = FOUNDED
    updated: int = FOUNDED
    created_by: str = ""
    updated_by: str = ""

    def as_slack(self, team: str, *, with_users: bool, with_count: bool) -> Json:
        """The entry of `usergroups.list`."""
        entry: Json = {"id": self.id, "team_id": team, "is_usergroup": True, "is_subteam": True, "name": self.name}
        entry |= {"description": self.description, "handle": self.handle, "is_external": False, "auto_type": None}
        entry |= {"date_create": self.created, "date_update": self.updated, "created_by": self.created_by}
        entry |= {"date_delete": self.updated if self.disabled else 0, "updated_by": self.updated_by}
        entry |= {"deleted_by": self.updated_by if self.disabled else None}
        entry |= {"prefs": {"channels": list(self.channels), "groups": []}}
        if with_users:
            entry["users"] = list(self.users)
        if with_count:
            entry["user_count"] = len(self.users)
        return entry

    def brief(self) -> Json:
        """What the page shows."""
        keys = ("id", "handle", "name", "description", "disabled")
        return {key: getattr(self, key) for key in keys} | {"users": list(self.users)}


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
