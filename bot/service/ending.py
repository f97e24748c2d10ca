"""Mitigated, resolved, undone, reopened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain import ending, levers, watching
from bot.domain.levers import Fate
from bot.domain.watch import Unwatched
from bot.service import review
from bot.service.command import ByPerson
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class WithWords:
    """Somebody says that it has come to this; `words` is the note or the reason."""

    incident: int
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Closing:
    """How it was resolved, and what becomes of each lever that is still set, by its number; why without the watch."""

    incident: int
    by: str
    words: str
    levers: Mapping[int, Fate] = field(default_factory=dict)
    left_on: str | None = None
    unwatched: Unwatched | None = None


def mitigated(desk: Desk, request: WithWords) -> None:
    """Say that the harm has stopped."""
    before = desk.incident(request.incident)
    desk.keep(before, ending.mitigate(before, request.words, request.by, desk.now))


def resolve(desk: Desk, request: Closing) -> None:
    """Close the incident, with every lever accounted for, and compile its post-mortem."""
    before = desk.incident(request.incident)
    before.require_running()
    before.require_commander(request.by)
    without = watching.closing(before, request.unwatched, desk.rules.policy)
    settled = levers.settle(before, request.levers, request.left_on, request.by, desk.now)
    desk.keep(before, settled, ending.resolve(settled.incident, request.words, request.by, desk.now, without))
    review.compile_now(desk, ByPerson(request.incident, request.by))


def undo_resolve(desk: Desk, request: ByPerson) -> None:
    """Take the closing back."""
    before = desk.incident(request.incident)
    desk.keep(before, ending.undo_resolve(before, request.by, desk.now))


def reopen(desk: Desk, request: WithWords) -> None:
    """Open it again."""
    before = desk.incident(request.incident)
    desk.keep(before, ending.reopen(before, request.words, request.by, desk.rules.policy, desk.now))
