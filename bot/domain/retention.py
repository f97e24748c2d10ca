"""Log sources that forget: when evidence vanishes, and the warnings before it does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.catalogue import EvidenceKind
from bot.domain.checklist import Item
from bot.domain.clocks import Deadline, DeadlineKind
from bot.domain.evidence_events import EvidenceExpiring
from bot.domain.incident import Change, Incident
from bot.domain.keeping import tally

LAST_CALL: Final = timedelta(hours=24)
"""The second warning comes so long before the end, or a quarter of the retention where that is shorter."""


@dataclass(frozen=True, slots=True)
class Vanishing:
    """A log source of which something is not held.

    Attributes:
        source: Its name.
        warnings: When to warn, in order.
        ends_at: From when on it no longer has what it had when the incident began.
        missing: The kinds of evidence that come from it and are not held, in words; none where no list names it.
    """

    source: str
    warnings: tuple[datetime, ...]
    ends_at: datetime
    missing: tuple[str, ...]

    def passed(self, now: datetime) -> int:
        """Return how many of its warnings are due by now."""
        return sum(at <= now for at in self.warnings)


def keeps_of(*sources: Mapping[str, timedelta]) -> Mapping[str, timedelta]:
    """Return how long each log source keeps what it has: later mappings override, whichever way a name is written."""
    named = {name.casefold(): (name, span) for mapping in sources for name, span in mapping.items()}
    return dict(named.values())


def vanishing(
    incident: Incident, keeps: Mapping[str, timedelta], kinds: Sequence[EvidenceKind]
) -> tuple[Vanishing, ...]:
    """Return the log sources that matter: something of theirs is missing, or no kind on the list comes from them."""
    return tuple(_vanishing(incident, keeps, kinds))


def _vanishing(
    incident: Incident, keeps: Mapping[str, timedelta], kinds: Sequence[EvidenceKind]
) -> Iterator[Vanishing]:
    missing = tally(incident.evidence, kinds).missing
    since = incident.answers.began_at or incident.declared_at
    for source, span in keeps.items():
        lacking = tuple(kind.text for kind in missing if _is_from(kind, source))
        if lacking or not any(_is_from(kind, source) for kind in kinds):
            last = since + span - min(LAST_CALL, span / 4)
            yield Vanishing(source, tuple(sorted({since + span / 2, last})), since + span, lacking)


def _is_from(kind: EvidenceKind, source: str) -> bool:
    return kind.source is not None and kind.source.casefold() == source.casefold()


def timed(incident: Incident, keeps: Mapping[str, timedelta], kinds: Sequence[EvidenceKind], now: datetime) -> Incident:
    """Set the clock to the next warning; without one there is no clock. What is over is left as it stopped."""
    if incident.is_over:
        return incident
    clock = incident.deadlines.get(DeadlineKind.EVIDENCE)
    due_at = min(_next_warnings(incident, keeps, kinds), default=None)
    if due_at is None:
        others = {kind: one for kind, one in incident.deadlines.items() if kind is not DeadlineKind.EVIDENCE}
        return incident.having(deadlines=others) if clock else incident
    if clock is not None and clock.is_running and clock.due_at == due_at:
        return incident
    return incident.with_deadline(Deadline(kind=DeadlineKind.EVIDENCE, started_at=now, due_at=due_at))


def _next_warnings(
    incident: Incident, keeps: Mapping[str, timedelta], kinds: Sequence[EvidenceKind]
) -> Iterator[datetime]:
    for one in _vanishing(incident, keeps, kinds):
        yield from one.warnings[incident.evidence.warned.get(one.source, 0) :][:1]


def ring(incident: Incident, keeps: Mapping[str, timedelta], kinds: Sequence[EvidenceKind], now: datetime) -> Change:
    """Warn of each source whose next warning has come; warnings that were slept through are one."""
    if incident.is_over:
        return Change(incident)
    warned = incident.evidence.warned
    late = [one for one in _vanishing(incident, keeps, kinds) if one.passed(now) > warned.get(one.source, 0)]
    if not late:
        return Change(incident)
    log = incident.evidence.model_copy(update={"warned": {**warned, **{one.source: one.passed(now) for one in late}}})
    whom = _whom(incident)
    return Change(incident.having(evidence=log), tuple(_expiring(one, whom, now) for one in late))


def _expiring(one: Vanishing, whom: str | None, now: datetime) -> EvidenceExpiring:
    return EvidenceExpiring(at=now, source=one.source, ends_at=one.ends_at, missing=one.missing, told=whom)


def _whom(incident: Incident) -> str | None:
    """Return whose work it is to keep evidence: who took the step, who has the role of its owner, who commands."""
    steps = (item for item in incident.checklist.items if item.work.kind == "evidence" and not item.is_settled)
    found = (person for item in steps for person in (item.assignee, _in_role(incident, item)) if person)
    return next(found, incident.commander)


def _in_role(incident: Incident, item: Item) -> str | None:
    return next((person for role, person in incident.roles.items() if role.casefold() == item.owner.casefold()), None)
