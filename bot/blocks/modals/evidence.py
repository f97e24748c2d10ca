"""The form in which evidence is handed in, one item at a time, and what is shown after it."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.evidence import evidence_line, evidence_parts
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import buttons, context, section
from bot.blocks.text import said_in_line
from bot.domain.catalogue import EvidenceKind
from bot.domain.checklist import item_of
from bot.domain.incident import Incident
from bot.domain.keeping import OTHER, tally
from bot.ids import Action, Field, View
from bot.messages import Context, Modal

_REFERENCE: Final = "An address, a path, a trace id or a hash: never the content, and no personal data"
_GONE: Final = "Instead of a reference, where nothing of this kind can be had"


def hand_in(incident: Incident, kinds: Sequence[EvidenceKind], step: str | None = None) -> Modal:
    """Return the form; from a step it offers to close the step as well.

    Raises:
        UnknownStep: There is no such step.
    """
    asked = [*_head(incident, kinds, step), *_inputs(incident, kinds), *_end(step)]
    about = Context(incident=incident.number, step=step)
    return modal(View.EVIDENCE, Texts("Keep evidence", "Save"), asked, about)


def handed_in(incident: Incident, kinds: Sequence[EvidenceKind], step: str | None = None) -> Modal:
    """Return what is held by now, with a way to hand in the next."""
    more = buttons((Action.OPEN_EVIDENCE,), Context(incident=incident.number, step=step), block_id="evidence")
    blocks = [more, *evidence_parts(incident, kinds)]
    return modal(View.NOTICE, Texts("Evidence", close="Close"), blocks, Context())


def _head(incident: Incident, kinds: Sequence[EvidenceKind], step: str | None) -> Iterator[Block]:
    if step is not None:
        item = item_of(incident.checklist, step)
        yield section(said_in_line(item.text))
        if item.records:
            yield context(f"Write down: {said_in_line(item.records)}")
    yield context(evidence_line(incident, kinds))


def _inputs(incident: Incident, kinds: Sequence[EvidenceKind]) -> Iterator[Block]:
    yield inputs.select(Asked(Field.EVIDENCE_KIND, "Kind", optional=True), _choices(incident, kinds))
    yield inputs.text(Asked(Field.REFERENCE, "Reference", optional=True, hint=_REFERENCE))
    if not incident.restricted:
        yield inputs.text(Asked(Field.SHA256, "SHA-256", optional=True, hint="64 hexadecimal digits, if there is one"))
    yield inputs.moment(Asked(Field.TAKEN_AT, "Taken at", optional=True, hint="Now, if nothing is chosen"))
    yield inputs.person(Asked(Field.COLLECTOR, "Taken by", optional=True, hint="You, if nobody is chosen"))
    yield inputs.text(Asked(Field.NOTE, "Note", optional=True), multiline=True)
    yield inputs.text(Asked(Field.REASON, "Not available, because", optional=True, hint=_GONE))


def _end(step: str | None) -> Iterator[Block]:
    if step is not None:
        box = Choice("settles", "Close the step with what is held", "What is missing then stands in its record")
        yield inputs.checkboxes(Asked(Field.SETTLES, "Nothing more to keep?", optional=True), [box])


def _choices(incident: Incident, kinds: Sequence[EvidenceKind]) -> Iterator[Choice]:
    """What is missing comes first."""
    found = tally(incident.evidence, kinds)
    for kind in found.missing:
        yield Choice(kind.id, kind.text, f"Not held yet; from: {kind.source}" if kind.source else "Not held yet")
    for kind in found.unavailable:
        yield Choice(kind.id, kind.text, "Said to be not available")
    for kind in found.held:
        count = sum(item.kind == kind.id for item in incident.evidence.items)
        yield Choice(kind.id, kind.text, f"Held: {count}")
    yield Choice(OTHER.id, OTHER.text)
