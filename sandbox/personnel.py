"""What happens to people: they come, go, return, move to another zone, and want to be left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sandbox import groups, happenings, news
from sandbox.channels import Kind
from sandbox.directory import Person
from sandbox.quiet import Quiet
from sandbox.workspace import Workspace


def _changed(slack: Workspace, person: Person, **what: Any) -> Person:
    after = replace(person, **what, updated=slack.unix())
    slack.directory.people[person.id] = after
    slack.hub.change("people")
    return after


def add(slack: Workspace, person: Person) -> Person:
    """Let somebody into the workspace, and into #general."""
    general = slack.channel_named("general")
    slack.directory.people[person.id] = person
    slack.add_channel("", Kind.IM, person.id, [slack.bot, person.id])
    slack.hub.change("people")
    slack.hub.tell(news.user(slack, person, joined=True))
    if general is not None:
        general.members.append(person.id)
        slack.hub.tell(happenings.joined(slack, general, person.id, ""))
    return person


def deactivate(slack: Workspace, person: Person) -> None:
    """Close somebody's account: they are in no channel and no user group any more, and have no form open."""
    after = _changed(slack, person, deleted=True, away=True)
    slack.hub.tell(news.user(slack, after))
    slack.views.forget(person.id)
    for channel in [one for one in slack.channels.values() if person.id in one.members and not one.is_direct]:
        slack.hub.tell(happenings.left(slack, channel, person.id))
        channel.members.remove(person.id)
        slack.hub.change("channel", channel=channel.id)
    for group in [one for one in slack.directory.groups.values() if person.id in one.users]:
        groups.set_users(slack, group, person.id, [user for user in group.users if user != person.id])


def reactivate(slack: Workspace, person: Person) -> None:
    """Open an account again; channels and user groups have to take the person in anew."""
    slack.hub.tell(news.user(slack, _changed(slack, person, deleted=False, away=False)))


def move(slack: Workspace, person: Person, tz: str) -> None:
    """Change somebody's time zone."""
    slack.hub.tell(news.user(slack, _changed(slack, person, tz=tz)))


def show(slack: Workspace, person: Person, *, away: bool) -> None:
    """Change somebody's presence, of which the Events API says nothing."""
    _changed(slack, person, away=away)


def keep_quiet(slack: Workspace, person: Person, quiet: Quiet) -> None:
    """Change the hours in which somebody is not to be disturbed."""
    slack.hub.tell(news.quiet(slack, _changed(slack, person, quiet=replace(quiet, pause=person.quiet.pause))))


def pause(slack: Workspace, person: Person, minutes: int) -> None:
    """Leave somebody alone from now on for so many minutes; none ends the pause."""
    now = slack.clock.now()
    wanted = (now, now + timedelta(minutes=minutes)) if minutes else None
    slack.hub.tell(news.quiet(slack, _changed(slack, person, quiet=replace(person.quiet, pause=wanted))))
