"""What the Events API says about people, user groups and files: one builder per event."""

from __future__ import annotations

from sandbox.channels import Channel
from sandbox.directory import Group, Person
from sandbox.hub import Happening
from sandbox.messages import File
from sandbox.shapes import Json
from sandbox.workspace import Workspace


def _named(slack: Workspace, kind: str, event: Json, channel: Channel | None = None) -> Happening:
    return Happening(kind, {"type": kind, **event, "event_ts": slack.stamp()}, channel)


def user(slack: Workspace, person: Person, *, joined: bool = False) -> Happening:
    """Somebody is new in the workspace, or something about them changed."""
    shown = person.as_slack(slack.team_id, slack.clock.now(), with_email="users:read.email" in slack.app.scopes)
    return _named(slack, "team_join" if joined else "user_change", {"user": shown})


def quiet(slack: Workspace, person: Person) -> Happening:
    """Somebody changed when they are not to be disturbed."""
    status = person.quiet.as_slack(person.zone, slack.clock.now())
    return _named(slack, "dnd_updated_user", {"user": person.id, "dnd_status": status})


def group(slack: Workspace, one: Group, *, created: bool = False) -> Happening:
    """A user group was made, or its name, handle or state changed."""
    shown = one.as_slack(slack.team_id, with_users=True, with_count=True)
    return _named(slack, "subteam_created" if created else "subteam_updated", {"subteam": shown})


def members(slack: Workspace, before: Group, after: Group) -> Happening:
    """Others are in a user group now."""
    added = [user for user in after.users if user not in before.users]
    removed = [user for user in before.users if user not in after.users]
    event: Json = {"subteam_id": after.id, "team_id": slack.team_id}
    event |= {"date_previous_update": before.updated, "date_update": after.updated}
    event |= {"added_users": added, "added_users_count": len(added)}
    event |= {"removed_users": removed, "removed_users_count": len(removed)}
    return _named(slack, "subteam_members_changed", event)


def file(slack: Workspace, what: str, one: File, channel: Channel) -> Happening:
    """A file came to be, was shared or deleted: `what` is the event's last word."""
    event: Json = {"file_id": one.id}
    if what != "deleted":
        event |= {"file": {"id": one.id}, "user_id": one.user}
    if what == "shared":
        event["channel_id"] = channel.id
    return _named(slack, f"file_{what}", event, channel)
