"""Command, help, roles and hand-over."""

from dataclasses import dataclass

from bot.domain import commanding
from bot.domain.incident import Role
from bot.ids import Field
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class ByPerson:
    """Somebody asks something of an incident."""

    incident: int
    by: str


@dataclass(frozen=True, slots=True)
class AssignRole:
    """Somebody gives a role to a person (`to`, a Slack user id)."""

    incident: int
    by: str
    role: Role
    to: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """The commander asks `to` to take over."""

    incident: int
    by: str
    to: str


def take_command(desk: Desk, request: ByPerson) -> None:
    """Become incident commander."""
    before = desk.incident(request.incident)
    desk.keep(before, commanding.take_command(before, request.by, desk.now))
    desk.get_to_know(request.by)


def offer_help(desk: Desk, request: ByPerson) -> None:
    """Say that one is helping."""
    before = desk.incident(request.incident)
    desk.keep(before, commanding.offer_help(before, request.by, desk.now))
    desk.get_to_know(request.by)


def assign_role(desk: Desk, request: AssignRole) -> None:
    """Give somebody a role."""
    desk.require_person(request.to, Field.PERSON)
    before = desk.incident(request.incident)
    desk.keep(before, commanding.assign_role(before, request.role, request.to, request.by, desk.now))
    desk.get_to_know(request.to)


def hand_over(desk: Desk, request: HandOver) -> None:
    """Ask somebody to take over."""
    desk.require_person(request.to, Field.PERSON)
    before = desk.incident(request.incident)
    desk.keep(before, commanding.offer_hand_over(before, request.to, request.by, desk.now))
    desk.get_to_know(request.to)


def accept(desk: Desk, request: ByPerson) -> None:
    """Take over."""
    before = desk.incident(request.incident)
    desk.keep(before, commanding.accept_hand_over(before, request.by, desk.now))
