"""Incidents as the tests need them: the real runbooks, a policy, three people and a Monday morning."""

from datetime import UTC, datetime, timedelta

from bot.domain import commanding, declaring, ending, working
from bot.domain.checklist import item_of, waits_for
from bot.domain.declaring import Declaration
from bot.domain.events import StatusUpdated
from bot.domain.incident import Change, Incident
from bot.domain.policy import Policy
from bot.domain.taxonomy import UNCLASSIFIED, Severity
from bot.library import load_library

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANNA, BEN, CARLA = "UANNA", "UBEN", "UCARLA"
LIBRARY = load_library()
POLICY = Policy.model_validate(
    {
        "announce_channel": "ai-incidents",
        "private_channel_for": ["model_inversion"],
        "groups": {"legal": "SLEGAL", "on_call": ["UFIRST", "USECOND"]},
        "escalation": {"P0": ["on_call", "legal"], "P1": ["on_call"], "P2": ["UFIRST"]},
    }
)


def after(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def declared(severity: Severity | None = Severity.P1, **said: str) -> Incident:
    words = {"title": "The assistant agrees with everything", "system": "chat assistant", "reporter": ANNA, **said}
    declaration = Declaration(severity=severity, **words)  # type: ignore[arg-type]  # words are text; the rest has defaults
    return declaring.declare(declaration, 7, LIBRARY.runbook(UNCLASSIFIED), POLICY, MONDAY).incident


def commanded(severity: Severity | None = Severity.P1, *, at: float = 5) -> Incident:
    """Anna commands it, since the fifth minute."""
    return commanding.take_command(declared(severity), ANNA, after(at)).incident


def fixed() -> Incident:
    """With nothing left that the staged exposure of the fix waits for."""
    incident = commanded()
    for item in waits_for(incident.checklist, item_of(incident.checklist, "staged-rollout")):
        incident = working.skip(incident, item.step_id, "Shown elsewhere", ANNA, after(6)).incident
    return incident


def resolved(at: float = 60) -> Incident:
    return ending.resolve(commanded(), "The rollback holds", ANNA, after(at)).incident


def update(at: float, following: float = 30) -> StatusUpdated:
    return StatusUpdated(
        at=after(at),
        by=ANNA,
        known="It agrees with harmful plans",
        doing="Rolling back",
        impact="All users",
        next_update_at=after(at + following),
    )


def kinds(change: Change) -> list[str]:
    return [event.kind for event in change.events]
