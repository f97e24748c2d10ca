"""The choices that modals offer, and the values that stand for "none of these yet"."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Final

from bot.blocks.modals.inputs import Choice
from bot.domain.incident import Role
from bot.domain.policy import Policy
from bot.domain.raises import RAISE_LABELS
from bot.domain.taxonomy import (
    HARM_LABELS,
    HARM_NOTES,
    NOTICED_BY_LABELS,
    SEVERITIES,
    UNCLASSIFIED,
    ChangeKind,
    Harm,
    HarmOngoing,
    Layer,
    Severity,
)
from bot.library import Library
from bot.printing import capital, duration

NOT_SURE: Final = "not_sure"
"""The value of "Not sure yet" where a severity is asked for; of a type it is `UNCLASSIFIED`."""
AS_SUGGESTED: Final = "as_suggested"
"""The value of "As suggested" among the severities of the classification."""
PRIVATE: Final = "private"
"""The value of the checkbox that makes an incident private."""
CONFIRMED: Final = "confirmed"
"""The value of the checkbox that confirms a resolution."""


class Mode(StrEnum):
    """The brief's first question: is this happening now, or do we plan ahead?"""

    NOW = "now"
    PLAN = "plan"


MODES: Final = (
    Choice(Mode.NOW, "This is happening now"),
    Choice(Mode.PLAN, "Plan ahead", "A response plan for a system, before anything happens"),
)
ONGOING: Final = (
    Choice(HarmOngoing.YES, "Yes"),
    Choice(HarmOngoing.NO, "No"),
    Choice(HarmOngoing.UNKNOWN, "Don't know"),
)
NOTICED_BY: Final = tuple(Choice(by, label) for by, label in NOTICED_BY_LABELS.items())
RAISES: Final = tuple(Choice(fact, label) for fact, label in RAISE_LABELS.items())
UNITS: Final = (Choice("points", "percentage points"), Choice("relative", "% relative"))
LAYERS: Final = tuple(Choice(layer, capital(layer)) for layer in Layer)
CHANGES: Final = tuple(Choice(kind, capital(kind)) for kind in ChangeKind)
ROLES: Final = tuple(Choice(role, capital(role)) for role in Role if role is not Role.COMMANDER)
LESSONS: Final = (Choice("went_well", "What went well"), Choice("was_hard", "What was hard"))
SNOOZE_MINUTES: Final = (15, 30, 60)
UPDATE_MINUTES: Final = (15, 30, 60, 120, 240)


def severities(policy: Policy) -> tuple[Choice, ...]:
    """Return the severities with policy's SLAs and what each means."""
    return tuple(
        Choice(row.severity, f"{row.label} (respond within {duration(policy.sla(row.severity))})", row.definition)
        for row in SEVERITIES.values()
    )


def severities_by_label() -> tuple[Choice, ...]:
    """Return the severities by label alone."""
    return tuple(Choice(severity, SEVERITIES[severity].label) for severity in Severity)


def minutes(lengths: Iterable[int]) -> tuple[Choice, ...]:
    """Return spans of so many minutes, shortest first."""
    return spans(timedelta(minutes=length) for length in lengths)


def spans(lengths: Iterable[timedelta]) -> tuple[Choice, ...]:
    """Return spans of time, shortest first."""
    return tuple(Choice(span_value(length), duration(length)) for length in sorted(set(lengths)))


def span_value(length: timedelta) -> str:
    """Return the value of a span: whole minutes, or seconds with an `s` where a policy counts in these."""
    seconds = int(length.total_seconds())
    return f"{seconds}s" if seconds % 60 else str(seconds // 60)


def types(library: Library) -> tuple[Choice, ...]:
    """Return the incident types, each with the beginning of its definition."""
    return tuple(Choice(book.slug, book.title, book.definition) for book in library.types())


def types_or_unsure(library: Library) -> tuple[Choice, ...]:
    """Return the incident types, and the choice of none."""
    return (Choice(UNCLASSIFIED, "Not sure yet"), *types(library))


def harms(group: Iterable[Harm]) -> tuple[Choice, ...]:
    """Return one group of harms."""
    return tuple(Choice(harm, HARM_LABELS[harm], HARM_NOTES.get(harm)) for harm in group)
