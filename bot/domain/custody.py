"""The post-mortem's appendix on evidence: what is held, by reference; what cannot be had; what was said before changes.

People stand by role, and references without their names; the exact reference is found by the item's number.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.domain.editing import Editor
from bot.domain.events import Event
from bot.domain.evidence import EvidenceItem
from bot.domain.evidence_events import EvidenceAnswered, PromptQuarantined, QuarantineRead
from bot.domain.incident import Incident
from bot.domain.roles import Safe


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HeldLine(_Value):
    """One item: what it is, where it lies, who took it and when."""

    number: int
    text: str
    reference: Safe
    sha256: str | None
    who: Safe
    at: datetime
    note: Safe | None


class GoneLine(_Value):
    """A kind of evidence that cannot be had."""

    text: str
    reason: Safe
    who: Safe


class SaidLine(_Value):
    """What was said of the evidence before something altered the system."""

    text: str
    held: bool
    who: Safe
    at: datetime


class ApartLine(_Value):
    """A text in quarantine: its label and the beginning of its SHA-256; `looks` counts how often it was read."""

    number: int
    label: Safe
    sha256: str
    who: Safe
    at: datetime
    looks: int


class Custody(_Value):
    """Everything about evidence."""

    held: tuple[HeldLine, ...]
    gone: tuple[GoneLine, ...]
    said: tuple[SaidLine, ...]
    apart: tuple[ApartLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.held or self.gone or self.said or self.apart)


def custody(incident: Incident, events: Sequence[Event], editor: Editor) -> Custody:
    """Return what is held, what cannot be had, and what was said before the system was altered."""
    log = incident.evidence
    return Custody(
        held=tuple(_held(item, editor) for item in log.items),
        gone=tuple(
            GoneLine(text=one.text, reason=editor.text(one.reason), who=editor.roster.label(one.by))
            for one in log.unavailable
            if all(item.kind != one.kind for item in log.items)
        ),
        said=tuple(_said(events, editor)),
        apart=tuple(_apart(events, editor)),
    )


def _held(item: EvidenceItem, editor: Editor) -> HeldLine:
    return HeldLine(
        number=item.number,
        text=item.text,
        reference=editor.title(item.reference),
        sha256=item.sha256,
        who=editor.roster.label(item.collector),
        at=item.at,
        note=editor.optional(item.note),
    )


def _said(events: Sequence[Event], editor: Editor) -> Iterator[SaidLine]:
    for event in events:
        if isinstance(event, EvidenceAnswered) and event.by is not None:
            yield SaidLine(text=event.text, held=event.held, who=editor.roster.label(event.by), at=event.at)


def _apart(events: Sequence[Event], editor: Editor) -> Iterator[ApartLine]:
    for event in events:
        if isinstance(event, PromptQuarantined) and event.by is not None:
            yield ApartLine(
                number=event.number,
                label=editor.title(event.label),
                sha256=event.sha256[:12],
                who=editor.roster.label(event.by),
                at=event.at,
                looks=sum(isinstance(one, QuarantineRead) and one.number == event.number for one in events),
            )
