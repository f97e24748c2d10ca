"""Levers: set, watched, removed or adopted."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import levers, working
from bot.domain.catalogue import Lever
from bot.domain.checklist import Finding, item_of
from bot.domain.gate import Altering
from bot.domain.incident import Change, Incident
from bot.domain.lever_board import ScoreMove
from bot.domain.levers import Pulling, already_set
from bot.domain.records import Pulled
from bot.domain.works import Pull
from bot.errors import InvalidField, StaleButton
from bot.ids import Field
from bot.service import gate
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Told:
    """What a form says about the levers that it sets: their owner, how long they take, answers to what they ask.

    `held` is whether the evidence is held, where that was asked.
    """

    owner: str
    minutes: int | None = None
    said: str | None = None
    score: ScoreMove | None = None
    held: bool | None = None


@dataclass(frozen=True, slots=True)
class SetOne:
    """A lever of the catalogue by its id, or one of the incident's own by its title."""

    incident: int
    by: str
    lever: str | None
    title: str | None
    told: Told


@dataclass(frozen=True, slots=True)
class PullForStep:
    """A step that is done by setting levers, by their ids."""

    incident: int
    by: str
    step: str
    levers: tuple[str, ...]
    told: Told
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OnLever:
    """A click on a lever of the board, by its number; `words` is what its effect is."""

    incident: int
    by: str
    lever: int
    words: str | None = None


def put(desk: Desk, request: SetOne) -> None:
    """Set a lever.

    Raises:
        InvalidField: nothing was chosen, or the lever asks for something that was not said.
    """
    before = desk.incident(request.incident)
    _require_owner(desk, request.told)
    pulling = _pulling(desk, request)
    said = _said_of_evidence(desk, before, (pulling,), request)
    desk.keep(before, *said, levers.put(said[-1].incident if said else before, pulling, request.by, desk.now))
    desk.get_to_know(request.by, request.told.owner)


def pull(desk: Desk, request: PullForStep) -> None:
    """Set the levers of a step, which does the step.

    Raises:
        InvalidField: none was chosen, or one asks for something that was not said.
    """
    before = desk.incident(request.incident)
    offered = _offered(desk, before, request.step)
    _require_owner(desk, request.told)
    standing = [lever.title for lever in offered if already_set(before, lever.id, lever.title)]
    chosen = [lever for lever in offered if lever.id in request.levers and lever.title not in standing]
    if not chosen and not standing:
        raise InvalidField(field=Field.LEVERS, problem="empty")
    changes = _all_set(desk, before, [_of_catalogue(lever, request.told) for lever in chosen], request)
    finding = Finding(request.note, Pulled(levers=(*standing, *(lever.title for lever in chosen))))
    after = changes[-1].incident if changes else before
    desk.keep(before, *changes, working.complete(after, request.step, request.by, desk.now, finding))
    desk.get_to_know(request.by, request.told.owner)


def note_effect(desk: Desk, request: OnLever) -> None:
    """Say what a lever does."""
    before = desk.incident(request.incident)
    desk.keep(before, levers.note_effect(before, request.lever, request.words or "", request.by, desk.now))
    desk.get_to_know(request.by)


def remove(desk: Desk, request: OnLever) -> None:
    """Take a lever back."""
    before = desk.incident(request.incident)
    desk.keep(before, levers.remove(before, request.lever, request.by, desk.now))
    desk.get_to_know(request.by)


def adopt(desk: Desk, request: OnLever) -> None:
    """Keep a lever for good."""
    before = desk.incident(request.incident)
    desk.keep(before, levers.adopt(before, request.lever, request.by, desk.now))
    desk.get_to_know(request.by)


def undo(desk: Desk, request: OnLever) -> None:
    """Say that a lever is still set."""
    before = desk.incident(request.incident)
    desk.keep(before, levers.undo(before, request.lever, request.by, desk.now))
    desk.get_to_know(request.by)


def _require_owner(desk: Desk, told: Told) -> None:
    desk.require_person(told.owner, Field.OWNER)


def _pulling(desk: Desk, request: SetOne) -> Pulling:
    """What is typed goes before what is chosen only where nothing is: both would be two levers."""
    lever = desk.rules.library.catalogue.lever(request.lever) if request.lever else None
    if lever is not None and request.title:
        raise InvalidField(field=Field.OWN_LEVER, problem="one_of_both")
    if lever is not None:
        return _of_catalogue(lever, request.told)
    if not request.title:
        raise InvalidField(field=Field.OWN_LEVER, problem="lever_needed")
    return Pulling(request.title, request.told.owner, request.told.minutes or levers.USUAL_MINUTES)


def _of_catalogue(lever: Lever, told: Told) -> Pulling:
    """A lever takes only the answers that it asks for."""
    if lever.score and told.score is None:
        raise InvalidField(field=Field.STRICTER, problem="score_needed")
    if lever.score and told.score is not None and not told.score.is_stricter:
        raise InvalidField(field=Field.SCORE_AFTER, problem="not_stricter", stricter=told.score.stricter)
    if lever.asks and not lever.score and not told.said:
        raise InvalidField(field=Field.SAID, problem="empty")
    score = told.score if lever.score else None
    said = told.said if lever.asks and not lever.score else None
    return Pulling(lever.title, told.owner, told.minutes or lever.minutes, lever.id, said, score)


def _offered(desk: Desk, incident: Incident, step: str) -> Sequence[Lever]:
    work = item_of(incident.checklist, step).work
    if not isinstance(work, Pull):
        raise StaleButton(now="unknown")
    return desk.rules.library.catalogue.named(work.levers)


def _all_set(desk: Desk, incident: Incident, pullings: Sequence[Pulling], request: PullForStep) -> Sequence[Change]:
    """One answer holds for all levers of a step, and where the step was asked, for them too."""
    is_answered = item_of(incident.checklist, request.step).gate is not None
    changes = [] if is_answered else list(_said_of_evidence(desk, incident, pullings, request))
    for pulling in pullings:
        before = changes[-1].incident if changes else incident
        changes.append(levers.put(before, pulling, request.by, desk.now))
    return changes


def _said_of_evidence(
    desk: Desk, incident: Incident, pullings: Sequence[Pulling], request: SetOne | PullForStep
) -> tuple[Change, ...]:
    """The answer to whether the evidence is held, which a lever that alters the system asks for and never waits for.

    Raises:
        InvalidField: one alters it, and nothing was said.
    """
    known = filter(None, (desk.rules.library.catalogue.lever(one.lever) for one in pullings if one.lever))
    altering = [lever.title for lever in known if lever.alters]
    titles = altering or [one.title for one in pullings if one.lever is None]
    held = request.told.held
    if held is None or not titles:
        if altering:
            raise InvalidField(field=Field.HELD, problem="evidence_first", title=altering[0])
        return ()
    about = Altering(f"lever:{len(incident.levers) + 1}", f"{', '.join(titles)}.")
    return gate.answer(desk, incident, about, request.by, held=held)
