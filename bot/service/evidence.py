"""Evidence as people hand it in: what is held, what cannot be had, and the step that is closed with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain import keeping
from bot.domain.catalogue import EvidenceKind
from bot.domain.incident import Change, Incident
from bot.domain.keeping import OTHER, Taken
from bot.errors import InvalidField
from bot.ids import Field
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Handed:
    """One form: something of a kind, or why it cannot be had; `settles` is the step to close, if any."""

    incident: int
    by: str
    kind: str | None = None
    taken: Taken | None = None
    reason: str | None = None
    settles: str | None = None


def hand_in(desk: Desk, request: Handed) -> None:
    """Keep what a form says.

    Raises:
        InvalidField: the kind is missing, or what is said of it cannot be.
        Restricted, StepAlready, WrongStatus: it cannot be.
    """
    if request.taken is not None:
        desk.require_person(request.taken.collector, Field.COLLECTOR)
    before = desk.incident(request.incident)
    changes = tuple(_changes(desk, before, request))
    desk.keep(before, *changes)
    desk.get_to_know(request.by, *({request.taken.collector} if request.taken else ()))


def _changes(desk: Desk, incident: Incident, request: Handed) -> Iterator[Change]:
    if request.taken is not None:
        change = keeping.take(incident, _kind(desk, incident, request), request.taken, request.by, desk.now)
        incident = change.incident
        yield change
    elif request.reason is not None:
        change = keeping.give_up(incident, _kind(desk, incident, request), request.reason, request.by, desk.now)
        incident = change.incident
        yield change
    if request.settles is not None:
        kinds = desk.rules.library.evidence_kinds(incident.type)
        yield keeping.settle(incident, request.settles, kinds, request.by, desk.now)


def _kind(desk: Desk, incident: Incident, request: Handed) -> EvidenceKind:
    """The type may have changed while the form was open: then its kind is on no list any more."""
    kinds = (*desk.rules.library.evidence_kinds(incident.type), OTHER)
    found = next((kind for kind in kinds if kind.id == request.kind), None)
    if found is None:
        raise InvalidField(field=Field.EVIDENCE_KIND, problem="not_offered" if request.kind else "empty")
    return found
