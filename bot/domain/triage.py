"""From what is known of the harm to a suggested severity, with the reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Final, Literal

from bot.domain.raises import BEFORE_A_RAISE, Raise, raised, rules_for
from bot.domain.taxonomy import Harm, HarmOngoing, Severity

Unit = Literal["points", "relative"]
"""Percentage points (5 % to 8 % is 3 points), or per cent of the value before (5 % to 8 % is 60 % relative)."""

_UNITS: Final = {"points": "percentage points", "relative": "% relative"}


@dataclass(frozen=True, slots=True)
class Measure:
    """By how much something changed.

    An error rate counts upwards: 30 is a rise by 30. Quality is given by how much it changed; its sign does not matter,
    since people write a drop by 12 both as 12 and as -12.

    Raises:
        ValueError: The value is not a finite number.
    """

    value: float
    unit: Unit

    def __post_init__(self) -> None:
        if not isfinite(self.value):
            raise ValueError("a measure is a finite number")

    def __str__(self) -> str:
        return f"{self.value:g} {_UNITS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Impact:
    """What is known of the harm; everything may be unanswered."""

    harms: frozenset[Harm] = frozenset()
    harm_ongoing: HarmOngoing = HarmOngoing.UNKNOWN
    error_rate: Measure | None = None
    quality: Measure | None = None
    raises: frozenset[Raise] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a severity is suggested, and which document says so."""

    text: str
    severity: Severity
    source: str

    def __str__(self) -> str:
        return f"{self.text} ({self.source})"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A severity with every reason for it."""

    severity: Severity
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: when it applies, what it says, and where it comes from. `{measure}` is the measured value."""

    severity: Severity
    text: str
    source: str
    applies: Callable[[Impact], bool]
    measure: Callable[[Impact], Measure | None] = lambda _: None

    def reason(self, impact: Impact) -> Reason:
        """Return the row's reason in the words of this impact."""
        return Reason(self.text.format(measure=self.measure(impact)), self.severity, self.source)


def _seen(harm: Harm) -> Callable[[Impact], bool]:
    return lambda impact: harm in impact.harms


def _error_rate_up_by(least: float) -> Callable[[Impact], bool]:
    return lambda impact: impact.error_rate is not None and impact.error_rate.value >= least


def _quality_down_by(least: float) -> Callable[[Impact], bool]:
    return lambda impact: impact.quality is not None and abs(impact.quality.value) >= least


def _nothing_but_ongoing(impact: Impact) -> bool:
    says_how_bad = impact.harms or impact.error_rate is not None or impact.quality is not None
    return impact.harm_ongoing is HarmOngoing.YES and not says_how_bad


def _error_rate(impact: Impact) -> Measure | None:
    return impact.error_rate


def _quality(impact: Impact) -> Measure | None:
    return impact.quality


_P0, _P1, _P2, _P3 = Severity
_RIGHTS: Final = "brief, P1: material harm to users; standards: health, legal and financial decisions raise"

# The brief gives its two percentages without a unit, so each counts in either; the reason repeats which was said.
RULES: Final = (
    Rule(_P0, "A safety violation is seen.", "brief, P0: safety violation", _seen(Harm.SAFETY_VIOLATION)),
    Rule(_P0, "There is legal exposure.", "brief, P0: legal exposure", _seen(Harm.LEGAL_EXPOSURE)),
    Rule(_P0, "The service fails completely.", "brief, P0: complete service failure", _seen(Harm.COMPLETE_FAILURE)),
    Rule(_P0, "Personal data leaked.", "brief, P0: PII leak", _seen(Harm.PERSONAL_DATA)),
    Rule(_P0, "The model is used in fraud.", "brief, P0: model used in fraud", _seen(Harm.FRAUD)),
    Rule(
        _P0,
        "The output is illegal content or hate speech.",
        "brief, P0: CSAM/hate speech output",
        _seen(Harm.ILLEGAL_CONTENT),
    ),
    Rule(
        _P0,
        "There may be content that is illegal to possess.",
        "brief, P0: CSAM/hate speech output",
        _seen(Harm.SUSPECTED_ILLEGAL),
    ),
    Rule(_P1, "Users suffer material harm.", "brief, P1: material harm to users", _seen(Harm.MATERIAL_HARM)),
    Rule(
        _P1,
        "It happens in a medical context.",
        "brief, P1: hallucination in medical context",
        _seen(Harm.MEDICAL_CONTEXT),
    ),
    Rule(_P1, "It happens in a legal context.", _RIGHTS, _seen(Harm.LEGAL_CONTEXT)),
    Rule(_P1, "It happens in a financial context.", _RIGHTS, _seen(Harm.FINANCIAL_CONTEXT)),
    Rule(_P1, "It touches hiring.", "brief, P1: biased hiring output", _seen(Harm.HIRING_CONTEXT)),
    Rule(
        _P1,
        "The error rate is up by {measure} (30 or more).",
        "brief, P1: 30%+ error rate spike",
        _error_rate_up_by(30),
        _error_rate,
    ),
    Rule(
        _P2,
        "The error rate is up by {measure} (10 or more).",
        "brief, P2: 10%+ quality drop, read for errors",
        _error_rate_up_by(10),
        _error_rate,
    ),
    Rule(
        _P2,
        "Quality changed by {measure} (10 or more).",
        "brief, P2: 10%+ quality drop",
        _quality_down_by(10),
        _quality,
    ),
    Rule(
        _P2,
        "A subset of users gets worse or unequal quality.",
        "brief, P2: degraded quality affecting subset of users; bias in low-stakes context",
        _seen(Harm.SUBSET_OF_USERS),
    ),
    Rule(_P2, "Latency is unusual.", "brief, P2: unusual latency spike", _seen(Harm.LATENCY)),
    Rule(
        _P2,
        "Harm is going on, and nothing yet says how bad it is.",
        "own: treated as P2 until somebody knows more",
        _nothing_but_ongoing,
    ),
    Rule(
        _P3,
        "It is an isolated case.",
        "brief, P3: edge-case failure, single user complaint, minor format regression",
        _seen(Harm.ISOLATED_CASE),
    ),
    Rule(
        _P3,
        "The error rate changed by {measure}, less than a higher level asks for.",
        "brief, P3: minor quality regression",
        lambda impact: impact.error_rate is not None,
        _error_rate,
    ),
    Rule(
        _P3,
        "Quality changed by {measure}, less than a higher level asks for.",
        "brief, P3: minor quality regression",
        lambda impact: impact.quality is not None,
        _quality,
    ),
)

_NOTHING_ELSE: Final = Suggestion(
    BEFORE_A_RAISE,
    (
        Reason(
            "Nothing else says yet how bad it is, so it counts as P2 before what makes it worse.",
            BEFORE_A_RAISE,
            "own: treated as P2 until somebody knows more",
        ),
    ),
)


def suggest_severity(impact: Impact) -> Suggestion | None:
    """Return the worst severity that any rule gives, with all rules that give it; None when nothing tells.

    What makes it worse raises that by one level, or to the level of its row; where nothing else tells, from P2.
    "No harm at present" alone tells nothing: what has already happened may still be grave.
    """
    matching = [rule for rule in RULES if rule.applies(impact)]
    if not matching:
        return _raised(_NOTHING_ELSE, impact) if impact.raises else None
    worst = min(rule.severity for rule in matching)
    base = Suggestion(worst, tuple(rule.reason(impact) for rule in matching if rule.severity is worst))
    return _raised(base, impact)


def _raised(base: Suggestion, impact: Impact) -> Suggestion:
    """The base with every row that makes it worse."""
    rules = rules_for(impact.raises)
    level = raised(base.severity, rules)
    reasons = (Reason(f"{rule.text} That makes it worse.", level, rule.source) for rule in rules)
    return Suggestion(level, (*base.reasons, *reasons))
