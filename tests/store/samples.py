"""An incident to put into a store."""

from datetime import UTC, datetime, timedelta

from bot.domain.checklist import Checklist
from bot.domain.clocks import DeadlineKind, start
from bot.domain.incident import Incident
from bot.domain.runbook import Phase
from bot.domain.taxonomy import Severity

NOON = datetime(2025, 4, 27, 12, 0, tzinfo=UTC)


def an_incident(number: int = 1, **changes: object) -> Incident:
    """Build an incident declared at noon, with its response clock due a quarter of an hour later."""
    incident = Incident(
        number=number,
        title="Refund answers are made up",
        system="support assistant",
        reporter="U1",
        declared_at=NOON,
        severity=Severity.P0,
        checklist=Checklist(runbook="unclassified", phase=Phase.EVIDENCE, items=()),
    )
    response = start(DeadlineKind.RESPONSE, NOON, timedelta(minutes=15))
    return incident.with_deadline(response).having(**changes)
