"""The sandbox's own API, the part about people and user groups: who is here, when they rest, who is called together."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import groups, people_orders, personnel
from sandbox.acts import read
from sandbox.control import stand_of
from sandbox.directory import Group, Person
from sandbox.groups import Looks
from sandbox.quiet import Quiet
from sandbox.shapes import ActError
from sandbox.workspace import Workspace

COLOUR = "607d8b"
HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,20}")


def owner(slack: Workspace, user: str, what: str) -> None:
    """Refuse what is for owners of the workspace.

    Raises:
        ActError: the person is none.
    """
    if not slack.directory.people[user].is_owner:
        raise ActError(f"only a workspace owner can {what}", 403)


def _person(slack: Workspace, order: people_orders.OnPerson) -> Person:
    found = slack.directory.people.get(order.person)
    if found is None or found.is_bot:
        raise ActError(f"there is no person {order.person!r}", 404)
    return found


def _own(slack: Workspace, order: people_orders.OnPerson, what: str) -> Person:
    """The person that an order is about: anybody for an owner, everyone for themselves."""
    person = _person(slack, order)
    if person.id != order.user:
        owner(slack, order.user, f"change {what} of somebody else")
    return person


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ActError(f"there is no time zone {name!r}") from None


async def add(request: Request) -> Response:
    """POST /control/person: by an owner."""
    order, slack = await read(request, people_orders.NewPerson), stand_of(request).slack
    owner(slack, order.user, "add people")
    if not HANDLE.fullmatch(order.name) or not order.real_name.strip():
        raise ActError("a person has a handle of small letters, digits, dots and hyphens, and a name")
    if slack.directory.named(order.name) or slack.directory.group_named(order.name):
        raise ActError(f"@{order.name} is taken")
    words = order.name, order.real_name.strip(), order.title, _zone(order.tz), COLOUR
    person = personnel.add(slack, Person(slack.new_id("U"), *words))
    return JSONResponse({"person": person.id})


async def deactivate(request: Request) -> Response:
    """POST /control/deactivate: by an owner, not of themselves."""
    order, slack = await read(request, people_orders.OnPerson), stand_of(request).slack
    owner(slack, order.user, "deactivate people")
    person = _person(slack, order)
    if person.id == order.user:
        raise ActError("nobody deactivates themselves")
    if person.deleted:
        raise ActError(f"{person.real_name} is deactivated already")
    personnel.deactivate(slack, person)
    return JSONResponse({"person": person.id})


async def reactivate(request: Request) -> Response:
    """POST /control/reactivate: by an owner."""
    order, slack = await read(request, people_orders.OnPerson), stand_of(request).slack
    owner(slack, order.user, "reactivate people")
    person = _person(slack, order)
    if not person.deleted:
        raise ActError(f"{person.real_name} is active")
    if slack.directory.named(person.name) or slack.directory.group_named(person.name):
        raise ActError(f"@{person.name} is taken")
    personnel.reactivate(slack, person)
    return JSONResponse({"person": person.id})


async def move(request: Request) -> Response:
    """POST /control/zone."""
    order, slack = await read(request, people_orders.Zone), stand_of(request).slack
    personnel.move(slack, _own(slack, order, "the time zone"), _zone(order.tz))
    return JSONResponse({"person": order.person})


async def rest(request: Request) -> Response:
    """POST /control/quiet."""
    order, slack = await read(request, people_orders.Hours), stand_of(request).slack
    person = _own(slack, order, "the quiet hours")
    if order.start.replace(second=0) == order.end.replace(second=0):
        raise ActError("quiet hours begin and end at different times")
    personnel.keep_quiet(slack, person, Quiet(order.enabled, order.start, order.end))
    return JSONResponse({"person": order.person})


async def pause(request: Request) -> Response:
    """POST /control/pause."""
    order, slack = await read(request, people_orders.Pause), stand_of(request).slack
    personnel.pause(slack, _own(slack, order, "the notifications"), order.minutes)
    return JSONResponse({"person": order.person})


async def show(request: Request) -> Response:
    """POST /control/presence: one's own."""
    order, slack = await read(request, people_orders.Presence), stand_of(request).slack
    if order.person != order.user:
        raise ActError("everyone says for themselves whether they are away", 403)
    personnel.show(slack, _person(slack, order), away=order.away)
    return JSONResponse({"person": order.person})


def _group(slack: Workspace, order: people_orders.OnGroup) -> Group:
    owner(slack, order.user, "change user groups")
    found = slack.directory.groups.get(order.group)
    if found is None:
        raise ActError(f"there is no user group {order.group!r}", 404)
    return found


def _check(slack: Workspace, looks: Looks, users: Any, itself: str = "") -> None:
    problem = groups.problem(slack, looks, itself)
    if problem:
        raise ActError(problem.replace("_", " "))
    people = [slack.directory.active(user) for user in users]
    if any(person is None or person.is_bot for person in people):
        raise ActError("a user group has active people in it, and nobody else")
    if not people:
        raise ActError("a user group has somebody in it; one that is needed no more is disabled")


async def create_group(request: Request) -> Response:
    """POST /control/group: by an owner."""
    order, slack = await read(request, people_orders.NewGroup), stand_of(request).slack
    owner(slack, order.user, "make user groups")
    looks = Looks(order.name, order.handle or groups.handle_of(order.name), order.description)
    _check(slack, looks, order.users)
    return JSONResponse({"group": groups.create(slack, order.user, looks, order.users).id})


async def edit_group(request: Request) -> Response:
    """POST /control/group/edit: by an owner."""
    order, slack = await read(request, people_orders.EditGroup), stand_of(request).slack
    group = _group(slack, order)
    before = Looks(group.name, group.handle, group.description, group.channels)
    given = order.model_dump(include={"name", "handle", "description"}, exclude_none=True)
    looks = Looks(**{**vars(before), **given})
    users = group.users if order.users is None else order.users
    _check(slack, looks, users, group.id)
    if looks != before:
        group = groups.update(slack, group, order.user, looks)
    if users != group.users:
        groups.set_users(slack, group, order.user, users)
    return JSONResponse({"group": group.id})


async def switch_group(request: Request) -> Response:
    """POST /control/group/switch: by an owner."""
    order, slack = await read(request, people_orders.SwitchGroup), stand_of(request).slack
    group = groups.switch(slack, _group(slack, order), order.user, disabled=order.disabled)
    return JSONResponse({"group": group.id})


DEEDS = (
    ("/control/person", add),
    ("/control/deactivate", deactivate),
    ("/control/reactivate", reactivate),
    ("/control/zone", move),
    ("/control/quiet", rest),
    ("/control/pause", pause),
    ("/control/presence", show),
    ("/control/group", create_group),
    ("/control/group/edit", edit_group),
    ("/control/group/switch", switch_group),
)
