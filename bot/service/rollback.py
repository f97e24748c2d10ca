"""A rollback from the first question to its end, and the offer of one."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.domain import offering, rollback_lever, rolling_back
from bot.domain.catalogue import Catalogue, Lever
from bot.domain.incident import Change, Incident
from bot.domain.offering import Crossed
from bot.domain.rollback import Futile, Stage, instead
from bot.domain.rollback_events import RollbackDeclined
from bot.domain.rolling_back import Decision
from bot.domain.systems import Bundle, Part, Readiness, System, readiness
from bot.errors import InvalidField
from bot.ids import Field
from bot.service import gate
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
    """From which bundle to which, what moves of it, and by which criteria; `held` answers for the evidence."""

    incident: int
    by: str
    before: str
    after: str
    parts: tuple[Part, ...]
    criteria: str
    step: str | None = None
    held: bool | None = None


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


class Pointed(NamedTuple):
    """Whose pointer is moved, and to which bundle, where that is on record."""

    system: System
    target: Bundle | None


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
    """Decide to roll back, with the evidence answered for first: it is asked once, and either answer lets it go on.

    Raises:
        InvalidField: it is not answered for.
        RollbackUnderWay, WrongStatus: it cannot be.
    """
    before = desk.incident(request.incident)
    system = desk.system(before.system)
    decision = Decision(
        before=request.before,
        after=request.after,
        parts=request.parts,
        criteria=request.criteria,
        step=rolling_back.open_step(before, request.step),
        way=system.rollback if system else None,
    )
    said = _said_of_evidence(desk, before, decision, request)
    asked = said[-1].incident if said else before
    desk.keep(before, *said, rolling_back.begin(asked, decision, request.by, desk.now))
    desk.get_to_know(request.by)


def _said_of_evidence(desk: Desk, incident: Incident, decision: Decision, request: Deciding) -> tuple[Change, ...]:
    if not rolling_back.asks_for_evidence(incident, decision.step):
        return ()
    if request.held is None:
        raise InvalidField(field=Field.HELD, problem="empty")
    altering = rolling_back.altering(incident, decision)
    return gate.answer(desk, incident, altering, request.by, held=request.held)


def advance(desk: Desk, request: AtStage) -> None:
    """Pass a stage."""
    before = desk.incident(request.incident)
    change = rolling_back.advance(before, request.number, request.stage, request.by, desk.now, request.words)
    passed = change.incident.rollbacks[request.number - 1].passed[-1]
    lever = desk.rules.library.catalogue.lever(rollback_lever.ID)
    desk.keep(before, change, rollback_lever.follow(change.incident, passed, lever))
    desk.get_to_know(request.by)


def pointed_at(desk: Desk, request: AtStage) -> Pointed | None:
    """Look up what a registry's alias is to point to after this stage; None where the stage moves no pointer."""
    incident = desk.incident(request.incident)
    after = [run.after for run in incident.rollbacks if run.number == request.number and run.stage is request.stage]
    system = desk.system(incident.system)
    if request.stage is not Stage.POINTER or system is None or not after:
        return None
    return Pointed(system, next((bundle for bundle in system.bundles if bundle.label in after), None))


def abort(desk: Desk, request: AtStage) -> None:
    """Give a rollback up."""
    before = desk.incident(request.incident)
    desk.keep(before, rolling_back.abort(before, request.number, request.words or "", request.by, desk.now))
    desk.get_to_know(request.by)


def offer(desk: Desk, request: Offering) -> None:
    """Offer a rollback in the channel, once per trigger."""
    before = desk.incident(request.incident)
    desk.keep(before, offering.offer(before, request.crossed, desk.now))
