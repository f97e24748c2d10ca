"""The watch: begun, ended by a regression, signed off."""

from dataclasses import dataclass

from bot.domain import watching
from bot.domain.watch import Signer
from bot.domain.watching import Plan
from bot.ids import Field
from bot.service.command import ByPerson
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Begin:
    """Somebody begins the watch."""

    incident: int
    by: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Regression:
    """Somebody says that it is back."""

    incident: int
    by: str
    note: str | None = None


def begin(desk: Desk, request: Begin) -> None:
    """Begin the watch; who owns the system has to be somebody."""
    before, owner = desk.incident(request.incident), request.plan.owner
    if owner is not None:
        desk.require_person(owner, Field.OWNER)
    desk.keep(before, watching.begin(before, request.plan, request.by, desk.now, desk.rules.policy))
    desk.get_to_know(request.by, *filter(None, (owner,)))


def regressed(desk: Desk, request: Regression) -> None:
    """Give the watch up, and go on working."""
    before = desk.incident(request.incident)
    desk.keep(before, watching.regress(before, request.note, request.by, desk.now, desk.rules.policy))


def sign_as_commander(desk: Desk, request: ByPerson) -> None:
    """Sign it off as the commander."""
    before = desk.incident(request.incident)
    desk.keep(before, watching.sign(before, Signer.COMMANDER, request.by, desk.now))


def sign_as_owner(desk: Desk, request: ByPerson) -> None:
    """Sign it off as the owner of the system."""
    before = desk.incident(request.incident)
    desk.keep(before, watching.sign(before, Signer.OWNER, request.by, desk.now))
