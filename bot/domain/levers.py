"""Levers: every mitigation is set by somebody, watched for its effect, and in the end removed or adopted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain import catalogue
from bot.domain.clocks import Deadline, DeadlineKind
from bot.domain.events import Event
from bot.domain.incident import Change, Incident
from bot.domain.lever_board import LeverState, ScoreMove, SetLever
from bot.domain.lever_events import (
    LeverAdopted,
    LeverEffectSeen,
    LeverLeftOn,
    LeverNudged,
    LeverRemoved,
    LeverSet,
    LeverStillSet,
)
from bot.errors import InvalidField, LeverAlready, TooManyLevers, UnknownLever
from bot.ids import Field

ROLLBACK: Final = "rollback"
"""The lever that a guided procedure pulls."""
USUAL_MINUTES: Final = 30
"""How long a lever of the incident's own is given when nobody says."""
MOST_SET: Final = 15
"""How many can be set at a time: the board is one message."""


class Fate(StrEnum):
    """What becomes of a lever when its incident is closed."""

    REMOVED = "removed"
    ADOPTED = "adopted"
    LEFT_ON = "left_on"


@dataclass(frozen=True, slots=True)
class Pulling:
    """A lever about to be set: whose it is, and what was said where it asks."""

    title: str
    owner: str
    minutes: int = USUAL_MINUTES
    lever: str | None = None
    said: str | None = None
    score: ScoreMove | None = None


def put(incident: Incident, pulling: Pulling, by: str, now: datetime) -> Change:
    """Set a lever.

    Raises:
        LeverAlready: it is set.
        TooManyLevers: more are set than the board can show.
        WrongStatus: the incident is resolved.
    """
    incident.require_running()
    if already_set(incident, pulling.lever, pulling.title):
        raise LeverAlready(title=pulling.title, state=LeverState.SET)
    if sum(lever.is_set for lever in incident.levers) >= MOST_SET:
        raise TooManyLevers(limit=MOST_SET)
    asked = {"title": pulling.title, "lever": pulling.lever, "owner": pulling.owner, "minutes": pulling.minutes}
    said = {**asked, "said": pulling.said, "score": pulling.score, "number": len(incident.levers) + 1}
    lever = SetLever.model_validate({**said, "set_by": by, "set_at": now})
    event = LeverSet.model_validate({**said, "at": now, "by": by})
    return Change(_timed(incident.having(levers=(*incident.levers, lever)), now), (event,))


def pulled(incident: Incident, lever: catalogue.Lever, by: str, now: datetime) -> Change:
    """Set a lever of the catalogue for a procedure that has pulled it; where it stands already, nothing happens.

    Raises:
        TooManyLevers, WrongStatus: it cannot be set.
    """
    if already_set(incident, lever.id, lever.title):
        return Change(incident)
    return put(incident, Pulling(lever.title, by, lever.minutes, lever.id), by, now)


def already_set(incident: Incident, lever: str | None, title: str) -> bool:
    """Say whether the lever of an id in the catalogue, or else of a title, mitigates now."""
    return any(one.is_set and one.is_same(lever, title) for one in incident.levers)


def note_effect(incident: Incident, number: int, effect: str, by: str, now: datetime) -> Change:
    """Say what a lever does; a later word takes the place of an earlier one.

    Raises:
        UnknownLever, LeverAlready, WrongStatus: it cannot be said.
    """
    lever = _set_one(incident, number)
    event = LeverEffectSeen(at=now, by=by, number=number, title=lever.title, effect=effect, after=now - lever.set_at)
    return Change(_changed(incident, lever, now, effect=effect, effect_at=now), (event,))


def remove(incident: Incident, number: int, by: str, now: datetime) -> Change:
    """Take a lever back.

    Raises:
        UnknownLever, LeverAlready, WrongStatus: it cannot be.
    """
    lever = _ending_one(incident, number)
    ended = _ended(incident, lever, LeverState.REMOVED, by, now)
    return Change(ended, (LeverRemoved(at=now, by=by, number=number, title=lever.title),))


def adopt(incident: Incident, number: int, by: str, now: datetime) -> Change:
    """Keep a lever for good.

    Raises:
        UnknownLever, LeverAlready, WrongStatus: it cannot be.
    """
    lever = _ending_one(incident, number)
    ended = _ended(incident, lever, LeverState.ADOPTED, by, now)
    return Change(ended, (LeverAdopted(at=now, by=by, number=number, title=lever.title),))


def undo(incident: Incident, number: int, by: str, now: datetime) -> Change:
    """Say that a lever is still set: its end was a slip.

    Raises:
        UnknownLever, WrongStatus: there is no such lever, or the incident is resolved.
        LeverAlready: it is set, or was set anew meanwhile.
    """
    incident.require_running()
    lever = lever_of(incident, number)
    if already_set(incident, lever.lever, lever.title):
        raise LeverAlready(title=lever.title, state=LeverState.SET)
    after = _changed(incident, lever, now, state=LeverState.SET, ended_at=None, ended_by=None)
    return Change(after, (LeverStillSet(at=now, by=by, number=number, title=lever.title),))


def settle(incident: Incident, fates: Mapping[int, Fate], reason: str | None, by: str, now: datetime) -> Change:
    """Say for every lever that is still set what becomes of it, by its number, as the incident is about to be closed.

    Raises:
        InvalidField: one is not answered, or one is left on without a reason.
        WrongStatus: the incident is resolved.
    """
    events: tuple[Event, ...] = ()
    for lever in (one for one in incident.levers if one.is_set):
        incident, said = _settled(incident, lever, fates.get(lever.number), reason, by, now)
        events = (*events, *said)
    return Change(incident, events)


def ring(incident: Incident, now: datetime) -> Change:
    """Ask the owners of levers whose effect is overdue for it, each once."""
    if incident.is_over:
        return Change(incident)
    late = [lever for lever in incident.levers if lever.is_waited_for and lever.expected_at <= now]
    for lever in late:
        incident = _changed(incident, lever, now, nudged_at=now)
    return Change(incident, tuple(_nudged(lever, now) for lever in late))


def lever_of(incident: Incident, number: int) -> SetLever:
    """Return a lever by its number on the board.

    Raises:
        UnknownLever: there is none.
    """
    found = next((lever for lever in incident.levers if lever.number == number), None)
    if found is None:
        raise UnknownLever(lever=number)
    return found


def _settled(  # one lever's part of `settle`, which has the same arguments
    incident: Incident, lever: SetLever, fate: Fate | None, reason: str | None, by: str, now: datetime
) -> Change:
    match fate:
        case Fate.REMOVED:
            return remove(incident, lever.number, by, now)
        case Fate.ADOPTED:
            return adopt(incident, lever.number, by, now)
        case Fate.LEFT_ON if reason:
            event = LeverLeftOn(at=now, by=by, number=lever.number, title=lever.title, reason=reason)
            return Change(_changed(incident, lever, now, kept_because=reason), (event,))
        case Fate.LEFT_ON:
            raise InvalidField(field=Field.LEFT_ON, problem="left_on_reason")
        case None:
            raise InvalidField(field=Field.CONFIRM, problem="lever_unanswered", title=lever.title)


def _ending_one(incident: Incident, number: int) -> SetLever:
    """What was left on at the closing is removed or adopted some day: the board takes it then."""
    lever = lever_of(incident, number)
    return lever if lever.is_left_on and incident.is_over else _set_one(incident, number)


def _set_one(incident: Incident, number: int) -> SetLever:
    incident.require_running()
    lever = lever_of(incident, number)
    if not lever.is_set:
        raise LeverAlready(title=lever.title, state=lever.state)
    return lever


def _ended(incident: Incident, lever: SetLever, state: LeverState, by: str, now: datetime) -> Incident:
    return _changed(incident, lever, now, state=state, ended_at=now, ended_by=by, kept_because=None)


def _changed(incident: Incident, lever: SetLever, now: datetime, **changes: object) -> Incident:
    after = lever.model_copy(update=changes)
    levers = tuple(after if one.number == lever.number else one for one in incident.levers)
    return _timed(incident.having(levers=levers), now)


def _timed(incident: Incident, now: datetime) -> Incident:
    """One clock for all: it rings for the effect that is expected first, and is gone where none is waited for."""
    kept = (clock for clock in incident.deadlines.values() if clock.kind is not DeadlineKind.LEVER)
    others = {clock.kind: clock for clock in kept}
    waited_for = [lever.expected_at for lever in incident.levers if lever.is_waited_for]
    if not waited_for:
        return incident.having(deadlines=others)
    running = Deadline(kind=DeadlineKind.LEVER, started_at=now, due_at=min(waited_for))
    clock = running.stopped() if incident.is_over else running
    return incident.having(deadlines={**others, DeadlineKind.LEVER: clock})


def _nudged(lever: SetLever, now: datetime) -> LeverNudged:
    return LeverNudged(at=now, number=lever.number, title=lever.title, owner=lever.owner, minutes=lever.minutes)
