"""The checklist's buttons."""

from dataclasses import dataclass

from bot.domain import working
from bot.domain.checklist import Finding, item_of
from bot.domain.gate import is_unanswered
from bot.domain.records import Record
from bot.errors import EvidenceUnanswered
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class OnStep:
    """A click on one step; `words` is the note or the reason, where one is given."""

    incident: int
    by: str
    step: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A step's form: what was recorded, and a note beside it."""

    incident: int
    by: str
    step: str
    record: Record
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LeavePhase:
    """A click on "Next phase", on the message of that phase."""

    incident: int
    by: str
    phase: str


def done(desk: Desk, request: OnStep) -> None:
    """Mark a step as done.

    Raises:
        EvidenceUnanswered: it alters the system, and nobody has said whether the evidence is held.
    """
    before = desk.incident(request.incident)
    if is_unanswered(item_of(before.checklist, request.step)):
        raise EvidenceUnanswered(step=request.step)
    finding = Finding(note=request.words)
    desk.keep(before, working.complete(before, request.step, request.by, desk.now, finding))
    desk.get_to_know(request.by)


def record(desk: Desk, request: Recorded) -> None:
    """Mark a step as done with the record that its kind of work asks for."""
    before = desk.incident(request.incident)
    finding = Finding(request.note, request.record)
    desk.keep(before, working.complete(before, request.step, request.by, desk.now, finding))
    desk.get_to_know(request.by)


def skip(desk: Desk, request: OnStep) -> None:
    """Skip a step, with a reason."""
    before = desk.incident(request.incident)
    desk.keep(before, working.skip(before, request.step, request.words or "", request.by, desk.now))
    desk.get_to_know(request.by)


def assign(desk: Desk, request: OnStep) -> None:
    """Take a step."""
    before = desk.incident(request.incident)
    desk.keep(before, working.assign(before, request.step, request.by, desk.now))
    desk.get_to_know(request.by)


def undo(desk: Desk, request: OnStep) -> None:
    """Open a step again."""
    before = desk.incident(request.incident)
    desk.keep(before, working.undo(before, request.step, request.by, desk.now))


def next_phase(desk: Desk, request: LeavePhase) -> None:
    """Go on to the next phase."""
    before = desk.incident(request.incident)
    desk.keep(before, working.next_phase(before, request.phase, request.by, desk.now))
