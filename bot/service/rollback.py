"""A rollback from the first question to its end, and the offer of one."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.domain import offering, rolling_back
from bot.domain.catalogue import Catalogue, Lever
from bot.domain.incident import Incident
from bot.domain.offering import Crossed
from bot.domain.rollback import Futile, Stage, instead
from bot.domain.rollback_events import RollbackDeclined
from bot.domain.rolling_back import Decision
from bot.domain.systems import Part, Readiness, System, readiness
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Declining:
    """Why a rollback would not help, and how that is known; `step` is the step that asked for one."""

    incident: int
    by: str
    reasons: tuple[Futile, ...]
    note: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Deciding:
    """From which bundle to which, what moves of it, and by which criteria."""

    incident: int
    by: str
    before: str
    after: str
    parts: tuple[Part, ...]
    criteria: str
    step: str | None = None


@dataclass(frozen=True, slots=True)
class AtStage:
    """A click or a form at a stage of the `number`-th rollback; `words` is the note, or the reason to give it up."""

    incident: int
    by: str
    number: int
    stage: Stage
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Offering:
    """Something outside of the incident's own records that crossed what sets a rollback off, such as an alert."""

    incident: int
    crossed: Crossed


class Considered(NamedTuple):
    """What the form of a decision has to know."""

    incident: Incident
    system: System | None
    readiness: Readiness | None


def consider(desk: Desk, number: int) -> Considered:
    """Look up what can be rolled back to.

    Raises:
        RollbackUnderWay, WrongStatus: nothing can be, now.
    """
    incident = desk.incident(number)
    incident.require_running()
    rolling_back.require_none_under_way(incident)
    system = desk.system(incident.system)
    return Considered(incident, system, readiness(system, desk.now) if system else None)


def helping(reasons: tuple[Futile, ...], catalogue: Catalogue) -> tuple[Lever, ...]:
    """Return the levers that help where a rollback does not; those that the files do not have any more are left out."""
    return tuple(filter(None, map(catalogue.lever, instead(reasons))))


def decline(desk: Desk, request: Declining) -> None:
    """Decide that a rollback would not help."""
    before = desk.incident(request.incident)
    event = RollbackDeclined(
        at=desk.now,
        by=request.by,
        reasons=rolling_back.reasons_in_words(request.reasons),
        instead=tuple(lever.title for lever in helping(request.reasons, desk.rules.library.catalogue)),
        note=request.note,
    )
    desk.keep(before, rolling_back.decline(before, event, request.step))
    desk.get_to_know(request.by)


def begin(desk: Desk, request: Deciding) -> None:
    """Decide to roll back."""
    before = desk.incident(request.incident)
    system = desk.system(before.system)
    decision = Decision(
        before=request.before,
        after=request.after,
        parts=request.parts,
        criteria=request.criteria,
        step=request.step,
        way=system.rollback if system else None,
    )
    desk.keep(before, rolling_back.begin(before, decision, request.by, desk.now))
    desk.get_to_know(request.by)


def advance(desk: Desk, request: AtStage) -> None:
    """Pass a stage."""
    before = desk.incident(request.incident)
    change = rolling_back.advance(before, request.number, request.stage, request.by, desk.now, request.words)
    desk.keep(before, change)
    desk.get_to_know(request.by)


def abort(desk: Desk, request: AtStage) -> None:
    """Give a rollback up."""
    before = desk.incident(request.incident)
    desk.keep(before, rolling_back.abort(before, request.number, request.words or "", request.by, desk.now))
    desk.get_to_know(request.by)


def offer(desk: Desk, request: Offering) -> None:
    """Offer a rollback in the channel, once per trigger."""
    before = desk.incident(request.incident)
    desk.keep(before, offering.offer(before, request.crossed, desk.now))
