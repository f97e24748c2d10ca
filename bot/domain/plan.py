"""The response plan of an AI system, made before anything happens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.domain.catalogue import PublicLists
from bot.domain.policy import Policy
from bot.domain.references import Citation, citations
from bot.domain.runbook import Runbook
from bot.domain.systems import Judged
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
class Planned:
    """The system that a plan is for; `owner` is who keeps the plan, `known` what is on record of it."""

    system: str
    purpose: str | None = None
    owner: str | None = None
    known: Judged | None = None


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """Everything that a team should have read and rehearsed before its AI system fails.

    `references` are those of its runbooks in public lists, by slug; `known` is what is on record of the system.
    """

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
    references: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)
    known: Judged | None = None


def prepare(
    planned: Planned, runbooks: tuple[Runbook, ...], policy: Policy, public: PublicLists, prepared_at: datetime
) -> ResponsePlan:
    """Return the plan of one system for the incident types that its team expects."""
    clocks = (
        SeverityClocks(row, policy.sla(row.severity), policy.cadence(row.severity)) for row in SEVERITIES.values()
    )
    return ResponsePlan(
        system=planned.system,
        purpose=planned.purpose,
        owner=planned.owner,
        prepared_at=prepared_at,
        runbooks=runbooks,
        severities=tuple(clocks),
        known=planned.known,
        references={book.slug: tuple(citations(book.references, public)) for book in runbooks},
    )
