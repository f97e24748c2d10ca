"""Evidence as people see it: a line of the card, and the list of what is held and what is missing."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import rendered
from bot.blocks.parts import buttons, context, section
from bot.blocks.text import date, mention, said_in_line
from bot.domain.catalogue import EvidenceKind
from bot.domain.evidence import EvidenceItem, Unavailable
from bot.domain.evidence_events import EvidenceExpiring
from bot.domain.incident import Incident
from bot.domain.keeping import tally
from bot.ids import Action
from bot.messages import Context, Rendered

_MOST_ITEMS: Final = 30
_MOST_MISSING: Final = 16
"""So many stand in one section of 3,000 characters, however long they are."""


def evidence_line(incident: Incident, kinds: Sequence[EvidenceKind]) -> str:
    """Return how much of the list of evidence is held."""
    found = tally(incident.evidence, kinds)
    gone = f", {len(found.unavailable)} not available" if found.unavailable else ""
    return f"Evidence: {len(found.held)} of {found.total} kinds held{gone}"


def evidence_parts(incident: Incident, kinds: Sequence[EvidenceKind]) -> Iterator[Block]:
    """Yield the newest items, what cannot be had, and what is missing, as parts of a modal."""
    yield section(f"*{evidence_line(incident, kinds)}*")
    items = incident.evidence.items
    if len(items) > _MOST_ITEMS:
        yield context(f"The latest {_MOST_ITEMS} of {len(items)} items:")
    yield from (section(_item(item)) for item in items[-_MOST_ITEMS:])
    yield from (section(_gone(one)) for one in incident.evidence.unavailable[-_MOST_ITEMS:])
    yield from _missing(incident, kinds)


def expiring(incident: Incident, event: EvidenceExpiring) -> Rendered:
    """Return the warning that a log source forgets, to who keeps evidence, with the form one press away."""
    whom = f"{mention(event.told)} " if event.told else ""
    source = said_in_line(event.source, 75)
    goes = "may be gone since" if event.ends_at <= event.at else "is deleted"
    what = f"What the *{source}* has of the incident's beginning {goes} {date(event.ends_at)}."
    text = f"{whom}:hourglass_flowing_sand: {what}"
    lines = _listed([said_in_line(one, 150) for one in event.missing])
    lacking = [section(f"*Not held yet*\n{lines}")] if lines else [context("Take down where a copy lies.")]
    add = buttons((Action.OPEN_EVIDENCE,), Context(incident=incident.number), block_id="evidence")
    return rendered(text, [section(text), *lacking, add])


def _missing(incident: Incident, kinds: Sequence[EvidenceKind]) -> Iterator[Block]:
    """Yield the kinds of which nothing is held, with the log source of each."""
    found = tally(incident.evidence, kinds).missing
    if found:
        yield section(f"*Not held yet*\n{_listed([_kind(kind) for kind in found])}")


def _listed(lines: Sequence[str]) -> str:
    more = [f"… and {len(lines) - _MOST_MISSING} more"] if len(lines) > _MOST_MISSING else []
    return "\n".join([*(f"• {line}" for line in lines[:_MOST_MISSING]), *more])


def _kind(kind: EvidenceKind) -> str:
    source = f" ({said_in_line(kind.source, 75)})" if kind.source else ""
    return f"{said_in_line(kind.text, 90)}{source}"


def _item(item: EvidenceItem) -> str:
    taken = f"taken by {mention(item.collector)} {date(item.at)}"
    digest = f" · SHA-256 `{item.sha256}`" if item.sha256 else ""
    note = f"\n{said_in_line(item.note, 200)}" if item.note else ""
    what = f"*{item.number}.* {said_in_line(item.text, 150)}"
    return f"{what}\n{said_in_line(item.reference, 600)} · {taken}{digest}{note}"


def _gone(one: Unavailable) -> str:
    said = f"not available, says {mention(one.by)} {date(one.at)}: {said_in_line(one.reason)}"
    return f":heavy_minus_sign: {said_in_line(one.text, 150)}\n{said}"
