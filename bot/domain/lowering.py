"""Who may lower a severity, and when: in the first minutes the commander alone, and always with a reason."""

from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.taxonomy import Severity
from bot.errors import InvalidField
from bot.ids import Field


def is_lowering(incident: Incident, to: Severity) -> bool:
    """Say whether this lowers what somebody decided; what nobody was sure of is decided for the first time."""
    return incident.severity.is_worse_than(to) and not incident.provisional


def is_first_window(incident: Incident, now: datetime) -> bool:
    """Say whether the first response is not due yet, by the severity of the declaration."""
    return incident.first_window_ends_at is not None and now < incident.first_window_ends_at


def require_may_lower(  # who, what, why and when, and where in which form it was asked
    incident: Incident, to: Severity, reason: str | None, by: str, now: datetime, field: Field = Field.SEVERITY
) -> None:
    """Refuse a lowering by anyone but the commander in the first response window, and any without a reason.

    Early on what looks smaller often is only not known yet (standards: never lowered in the first clock window).

    Raises:
        InvalidField: it may not be lowered by this person yet, or no reason is given.
    """
    if not is_lowering(incident, to):
        return
    if is_first_window(incident, now) and incident.commander != by:
        problem = "lowered_too_early" if incident.commander else "lowered_without_commander"
        ends = incident.first_window_ends_at
        raise InvalidField(field=field, problem=problem, until=f"{ends:%H:%M}", severity=incident.severity)
    if not reason:
        raise InvalidField(field=Field.REASON, problem="severity_reason")
