"""Keeping evidence: what is held, what cannot be had, what of the list is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from bot.domain import working
from bot.domain.catalogue import EvidenceKind
from bot.domain.checklist import Finding
from bot.domain.evidence import EvidenceItem, EvidenceLog, Unavailable
from bot.domain.evidence_events import EvidenceTaken, EvidenceUnavailable
from bot.domain.incident import Change, Incident
from bot.domain.records import Kept
from bot.errors import InvalidField
from bot.ids import Field

OTHER: Final = EvidenceKind(id="other", text="Something else")
"""For what stands on no list."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Evidence as somebody hands it in: a reference, who took it (Slack user id) and when."""

    reference: str
    collector: str
    at: datetime
    sha256: str | None = None
    note: str | None = None


class Tally(NamedTuple):
    """The kinds of a list by what became of them; each stands once."""

    held: tuple[EvidenceKind, ...]
    unavailable: tuple[EvidenceKind, ...]
    missing: tuple[EvidenceKind, ...]

    @property
    def total(self) -> int:
        """How many kinds the list has."""
        return len(self.held) + len(self.unavailable) + len(self.missing)


def tally(log: EvidenceLog, kinds: Sequence[EvidenceKind]) -> Tally:
    """Hold what is there against the list of kinds; what was found after all counts as held."""
    here = {item.kind for item in log.items}
    gone = {one.kind for one in log.unavailable} - here
    return Tally(
        held=tuple(kind for kind in kinds if kind.id in here),
        unavailable=tuple(kind for kind in kinds if kind.id in gone),
        missing=tuple(kind for kind in kinds if kind.id not in here | gone),
    )


def take(incident: Incident, kind: EvidenceKind, taken: Taken, by: str, now: datetime) -> Change:
    """Hold something of a kind.

    Raises:
        Restricted: it has a hash, which nobody may take of what may be illegal to possess.
    """
    if taken.sha256 is not None:
        incident.require_unrestricted()
    log = incident.evidence
    item = EvidenceItem(
        number=len(log.items) + 1,
        kind=kind.id,
        text=kind.text,
        reference=taken.reference,
        sha256=taken.sha256,
        collector=taken.collector,
        at=taken.at,
        by=by,
        note=taken.note,
    )
    return Change(_with(incident, items=(*log.items, item)), (_taken(item, now),))


def give_up(incident: Incident, kind: EvidenceKind, reason: str, by: str, now: datetime) -> Change:
    """Say that a kind of evidence cannot be had.

    Raises:
        InvalidField: something of this kind is held.
    """
    log = incident.evidence
    if any(item.kind == kind.id for item in log.items):
        raise InvalidField(field=Field.EVIDENCE_KIND, problem="is_held")
    gone = Unavailable(kind=kind.id, text=kind.text, reason=reason, by=by, at=now)
    others = tuple(one for one in log.unavailable if one.kind != kind.id)
    event = EvidenceUnavailable(at=now, by=by, text=kind.text, reason=reason)
    return Change(_with(incident, unavailable=(*others, gone)), (event,))


def settle(incident: Incident, step: str, kinds: Sequence[EvidenceKind], by: str, now: datetime) -> Change:
    """Close the step that asks for evidence, with what is held by now and what is not.

    Raises:
        UnknownStep, StepAlready, StepGated, StaleButton, WrongStatus: it cannot be.
    """
    found = tally(incident.evidence, kinds)
    lacking = tuple(kind.text for kind in (*found.missing, *found.unavailable))
    record = Kept(items=len(incident.evidence.items), missing=lacking)
    return working.complete(incident, step, by, now, Finding(record=record))


def _with(incident: Incident, **changes: object) -> Incident:
    return incident.having(evidence=incident.evidence.model_copy(update=changes))


def _taken(item: EvidenceItem, now: datetime) -> EvidenceTaken:
    return EvidenceTaken(
        at=now,
        by=item.by,
        number=item.number,
        text=item.text,
        reference=item.reference,
        sha256=item.sha256,
        collector=item.collector,
        taken_at=item.at,
        note=item.note,
    )
