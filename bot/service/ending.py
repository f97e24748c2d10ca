"""Mitigated, resolved, undone, reopened."""

from dataclasses import dataclass

from bot.domain import ending
from bot.service import review
from bot.service.command import ByPerson
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class WithWords:
    """Somebody says that it has come to this; `words` is the note or the reason."""

    incident: int
    by: str
    words: str


def mitigated(desk: Desk, request: WithWords) -> None:
    """Say that the harm has stopped."""
    before = desk.incident(request.incident)
    desk.keep(before, ending.mitigate(before, request.words, request.by, desk.now))


def resolve(desk: Desk, request: WithWords) -> None:
    """Close the incident and compile its post-mortem."""
    before = desk.incident(request.incident)
    desk.keep(before, ending.resolve(before, request.words, request.by, desk.now))
    review.compile_now(desk, ByPerson(request.incident, request.by))


def undo_resolve(desk: Desk, request: ByPerson) -> None:
    """Take the closing back."""
    before = desk.incident(request.incident)
    desk.keep(before, ending.undo_resolve(before, request.by, desk.now))


def reopen(desk: Desk, request: WithWords) -> None:
    """Open it again."""
    before = desk.incident(request.incident)
    desk.keep(before, ending.reopen(before, request.words, request.by, desk.rules.policy, desk.now))
