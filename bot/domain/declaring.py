"""The first transition: an incident comes into being with its checklist and its clocks."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import checklist
from bot.domain.clocks import CLASSIFICATION_AFTER, Deadline, DeadlineKind, start
from bot.domain.events import Declared
from bot.domain.incident import Change, Incident
from bot.domain.policy import Policy
from bot.domain.runbook import Runbook
from bot.domain.taxonomy import PROVISIONAL, HarmOngoing, Severity


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody says when declaring; `severity` None means "not sure", `source` is the permalink of a message."""

    title: str
    system: str
    reporter: str
    severity: Severity | None = None
    harm_ongoing: HarmOngoing = HarmOngoing.UNKNOWN
    private: bool = False
    source: str | None = None


def declare(declaration: Declaration, number: int, generic: Runbook, policy: Policy, now: datetime) -> Change:
    """Open incident `number` on the generic runbook; its clocks run from now."""
    severity = declaration.severity or PROVISIONAL
    incident = Incident(
        number=number,
        title=declaration.title,
        system=declaration.system,
        private=declaration.private,
        reporter=declaration.reporter,
        declared_at=now,
        source=declaration.source,
        harm_ongoing=declaration.harm_ongoing,
        severity=severity,
        provisional=declaration.severity is None,
        first_window_ends_at=now + policy.sla(severity),
        checklist=checklist.start(generic, severity),
        deadlines={clock.kind: clock for clock in _clocks(severity, policy, now)},
    )
    return Change(incident, (_declared(incident),))


def _clocks(severity: Severity, policy: Policy, now: datetime) -> tuple[Deadline, ...]:
    return (
        start(DeadlineKind.RESPONSE, now, policy.sla(severity)),
        start(DeadlineKind.STATUS_UPDATE, now, policy.cadence(severity)),
        start(DeadlineKind.CLASSIFICATION, now, CLASSIFICATION_AFTER),
    )


def _declared(incident: Incident) -> Declared:
    return Declared(
        at=incident.declared_at,
        by=incident.reporter,
        title=incident.title,
        system=incident.system,
        severity=incident.severity,
        provisional=incident.provisional,
        source=incident.source,
    )
