"""The response plan of an AI system, made before anything happens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.policy import Policy
from bot.domain.runbook import Runbook
from bot.domain.taxonomy import (
    ANALYSIS_QUESTIONS,
    DISCLOSURE,
    INDICATORS,
    ROLLBACK,
    SEVERITIES,
    DisclosureRule,
    IndicatorRow,
    RollbackFacts,
    SeverityFacts,
)

TEMPLATE: Final = "response_plan.md.j2"
"""Prints a `ResponsePlan`, given as `plan`, through `Printer.markdown`."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to customers: when it goes out, and the template that holds its words."""

    title: str
    when: str
    template: str


NOTICES: Final = (
    Notice("In-product notice", "Quality degradation", "notices/in_product.j2"),
    Notice("Status page update", "P0 and P1", "notices/status_page.j2"),
    Notice("User email after the incident", "P0 bias or safety incident", "notices/user_email.j2"),
)


@dataclass(frozen=True, slots=True)
class SeverityClocks:
    """A severity with the clocks that the organisation's policy gives it."""

    facts: SeverityFacts
    sla: timedelta
    update_every: timedelta


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """Everything that a team should have read and rehearsed before its AI system fails."""

    system: str
    purpose: str | None
    owner: str | None
    prepared_at: datetime
    runbooks: tuple[Runbook, ...]
    severities: tuple[SeverityClocks, ...]
    rollback: RollbackFacts = ROLLBACK
    notices: tuple[Notice, ...] = NOTICES
    indicators: tuple[IndicatorRow, ...] = INDICATORS
    disclosure: tuple[DisclosureRule, ...] = DISCLOSURE
    questions: tuple[str, ...] = ANALYSIS_QUESTIONS


def prepare(
    system: str,
    purpose: str | None,
    runbooks: tuple[Runbook, ...],
    policy: Policy,
    prepared_at: datetime,
    *,
    owner: str | None = None,
) -> ResponsePlan:
    """Return the plan of one system for the incident types that its team expects."""
    clocks = (
        SeverityClocks(row, policy.sla(row.severity), policy.cadence(row.severity)) for row in SEVERITIES.values()
    )
    return ResponsePlan(system, purpose, owner, prepared_at, runbooks, tuple(clocks))
