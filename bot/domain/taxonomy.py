"""Severities, harms and the other closed sets of the practice, with their facts as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Severity(StrEnum):
    """How bad an incident is: P0 is the worst."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"

    @classmethod
    def _missing_(cls, value: object) -> "Severity | None":
        """Read what people type: ``p0`` is P0."""
        return cls.__members__.get(value.strip().upper()) if isinstance(value, str) else None

    def is_worse_than(self, other: "Severity") -> bool:
        """Say whether this severity is graver than the other one."""
        return self.value < other.value


@dataclass(frozen=True, slots=True)
class SeverityFacts:
    """What one severity means (brief, "Severity classification")."""

    severity: Severity
    name: str
    definition: str
    sla: timedelta
    examples: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return the heading that people know, such as ``P0 — Critical``."""
        return f"{self.severity} — {self.name}"


_SEVERITY_ROWS: Final = (
    SeverityFacts(
        Severity.P0,
        "Critical",
        "Safety violation, legal exposure, or complete service failure",
        timedelta(minutes=15),
        ("CSAM/hate speech output", "PII leak", "Model used in fraud"),
    ),
    SeverityFacts(
        Severity.P1,
        "High",
        "Material harm to users or significant accuracy regression",
        timedelta(hours=1),
        ("Biased hiring output", "Hallucination in medical context", "30%+ error rate spike"),
    ),
    SeverityFacts(
        Severity.P2,
        "Medium",
        "Degraded quality affecting subset of users",
        timedelta(hours=4),
        ("10%+ quality drop", "Bias in low-stakes context", "Unusual latency spike"),
    ),
    SeverityFacts(
        Severity.P3,
        "Low",
        "Minor quality regression or isolated anomaly",
        timedelta(hours=24),
        ("Edge-case failure", "Single user complaint", "Minor format regression"),
    ),
)

SEVERITIES: Final[Mapping[Severity, SeverityFacts]] = MappingProxyType({row.severity: row for row in _SEVERITY_ROWS})

# While nobody is sure, an incident runs on P2: somebody looks within four hours, and nobody is paged at night for what
# may prove a single complaint. The first answer about harm raises it.
PROVISIONAL: Final = Severity.P2

UNCLASSIFIED: Final = "unclassified"
"""The type of an incident that nobody has classified yet: the slug of the generic runbook."""


class Layer(StrEnum):
    """Where a contributing factor sits, in the order in which the five whys trace an AI system back."""

    DATA = "data"
    TRAINING = "training"
    SERVING = "serving"
    PROMPT = "prompt"
    USER_POPULATION = "user population"


class ChangeKind(StrEnum):
    """What can have changed before quality fell."""

    DATA = "data"
    MODEL = "model"
    PROMPT = "prompt"
    INFRASTRUCTURE = "infrastructure"
    DEPENDENCY = "dependency"
    TRAFFIC = "traffic"


class Harm(StrEnum):
    """What harm is seen, or in what context the system is used."""

    SAFETY_VIOLATION = "safety_violation"
    LEGAL_EXPOSURE = "legal_exposure"
    COMPLETE_FAILURE = "complete_failure"
    PERSONAL_DATA = "personal_data"
    FRAUD = "fraud"
    ILLEGAL_CONTENT = "illegal_content"
    SUSPECTED_ILLEGAL = "suspected_illegal"
    MATERIAL_HARM = "material_harm"
    MEDICAL_CONTEXT = "medical_context"
    LEGAL_CONTEXT = "legal_context"
    FINANCIAL_CONTEXT = "financial_context"
    HIRING_CONTEXT = "hiring_context"
    SUBSET_OF_USERS = "subset_of_users"
    ISOLATED_CASE = "isolated_case"
    LATENCY = "latency"


# Two groups, because Slack shows at most ten checkboxes in one: what happened, then where and how far.
HARM_GROUPS: Final[tuple[tuple[Harm, ...], tuple[Harm, ...]]] = (tuple(Harm)[:8], tuple(Harm)[8:])

HARM_LABELS: Final[Mapping[Harm, str]] = MappingProxyType(
    {
        Harm.SAFETY_VIOLATION: "Safety violation: harmful or unsafe output",
        Harm.LEGAL_EXPOSURE: "Legal exposure: a law or a contract may be broken",
        Harm.COMPLETE_FAILURE: "Complete failure of the service",
        Harm.PERSONAL_DATA: "Personal data leaked",
        Harm.FRAUD: "Model used in fraud",
        Harm.ILLEGAL_CONTENT: "Illegal content or hate speech in the output",
        Harm.SUSPECTED_ILLEGAL: "Suspected sexual content of children, or content illegal to possess",
        Harm.MATERIAL_HARM: "Material harm to users: money, health, rights, safety",
        Harm.MEDICAL_CONTEXT: "Medical context",
        Harm.LEGAL_CONTEXT: "Legal context",
        Harm.FINANCIAL_CONTEXT: "Financial context",
        Harm.HIRING_CONTEXT: "Hiring context",
        Harm.SUBSET_OF_USERS: "Worse or unequal quality for a subset of users, low stakes",
        Harm.ISOLATED_CASE: "Isolated case: an edge case, one complaint, a format slip",
        Harm.LATENCY: "Unusual latency",
    }
)


HARM_NOTES: Final[Mapping[Harm, str]] = MappingProxyType(
    {
        Harm.ILLEGAL_CONTENT: "Not for sexual content of children: that is the next box",
        Harm.SUSPECTED_ILLEGAL: "Goes private, calls Legal, and stops all copying. Do not look again",
    }
)
"""What to know before ticking a harm: what it sets off beside a severity, or which other one may be meant."""


class NoticedBy(StrEnum):
    """Who or what noticed the incident first."""

    USERS = "users"
    MONITOR = "monitor"
    EVALUATION = "evaluation"
    RED_TEAM = "red_team"
    EXTERNAL_REPORT = "external_report"
    PRESS = "press"
    STAFF = "staff"


NOTICED_BY_LABELS: Final[Mapping[NoticedBy, str]] = MappingProxyType(
    {
        NoticedBy.USERS: "Users (complaints, feedback)",
        NoticedBy.MONITOR: "A monitor or an alert",
        NoticedBy.EVALUATION: "An evaluation run",
        NoticedBy.RED_TEAM: "Red team",
        NoticedBy.EXTERNAL_REPORT: "A report from outside (researcher, partner)",
        NoticedBy.PRESS: "Press or social media",
        NoticedBy.STAFF: "Someone on staff",
    }
)


class HarmOngoing(StrEnum):
    """Whether harm is going on at this moment."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What to watch at one cadence, so that an incident is seen before users report it."""

    cadence: str
    indicators: tuple[str, ...]


INDICATORS: Final = (
    IndicatorRow("Real-time", ("Latency p99", "Error rate", "Model API availability")),
    IndicatorRow(
        "Near real-time (5 min)", ("Explicit feedback rate (spike of thumbs down)", "Override or correction rate")
    ),
    IndicatorRow("Hourly", ("Output quality score on a sample", "Hallucination rate", "Confidence score distribution")),
    IndicatorRow(
        "Daily",
        ("Disaggregated fairness metrics", "Input distribution drift (KL divergence)", "Offline evaluation refresh"),
    ),
)


@dataclass(frozen=True, slots=True)
class RollbackFacts:
    """What a model rollback needs, what sets it off and how it goes (brief, "Model rollback procedures")."""

    prior_versions: int
    deployable_within: timedelta
    triggers: tuple[str, ...]
    steps: tuple[str, ...]
    communication: str


ROLLBACK: Final = RollbackFacts(
    prior_versions=2,
    deployable_within=timedelta(minutes=15),
    triggers=(
        "The quality score drops below its floor",
        "The error rate exceeds its threshold",
        "A P0 or P1 safety event",
    ),
    steps=(
        "Update the model registry pointer",
        "Redeploy the serving endpoint",
        "Verify the traffic routing",
        "Confirm that the metrics recover",
    ),
    communication="Tell affected users about the rollback if output quality changed noticeably",
)


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """How one kind of safety issue is disclosed, and how long each answer to a reporter may take."""

    situation: str
    rule: str
    acknowledge_within: timedelta | None = None
    update_within: timedelta | None = None


DISCLOSURE: Final = (
    DisclosureRule(
        "Safety issue found internally",
        "Fix before disclosure; agree the timing with Legal and Communications",
    ),
    DisclosureRule(
        "Issue reported from outside",
        "Acknowledge within 24 hours and give a status update within 72 hours",
        acknowledge_within=timedelta(hours=24),
        update_within=timedelta(hours=72),
    ),
    DisclosureRule(
        "Systemic harm",
        "Disclose proactively to affected users, and to regulatory bodies as the law requires",
    ),
    DisclosureRule(
        "Findings of AI safety research",
        "Consider publishing them, for the benefit of the broader community",
    ),
)

ANALYSIS_QUESTIONS: Final = (
    f"What changed: {', '.join(ChangeKind)}?",
    "When did quality begin to degrade, and when did someone notice?",
    f"Five whys, traced back through {' → '.join(Layer)}: which factor stands at each layer?",
    "Which factors contributed? In a probabilistic system expect several rather than one root cause.",
    "Whom did it affect, how many, how badly, and what did the mitigation change?",
    "Which change to the system prevents a recurrence, who owns it, and by when?",
)
"""Asked after every incident; the answers are about the system, never about a person's fault."""
