"""What makes an incident graver than it looks: facts of harm and reach that raise a suggested severity."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.taxonomy import PROVISIONAL, Severity


class Raise(StrEnum):
    """A fact that raises the severity, whatever the metric says."""

    ZERO_CLICK = "zero_click"
    ANOTHER_PERSONS_DATA = "another_persons_data"
    PRIVILEGED_ACTION = "privileged_action"
    PERSISTS = "persists"
    SPREADS = "spreads"
    VULNERABLE_GROUP = "vulnerable_group"
    DECISION_ACTED_ON = "decision_acted_on"


RAISE_LABELS: Final[Mapping[Raise, str]] = MappingProxyType(
    {
        Raise.ZERO_CLICK: "Zero click: it works without anybody doing anything",
        Raise.ANOTHER_PERSONS_DATA: "Another person's or tenant's data is reached",
        Raise.PRIVILEGED_ACTION: "A privileged or irreversible action is taken or in reach",
        Raise.PERSISTS: "It persists: memory, cache or index carry it on",
        Raise.SPREADS: "It copies itself, or persists for other users too",
        Raise.VULNERABLE_GROUP: "A vulnerable group is affected, such as children",
        Raise.DECISION_ACTED_ON: "A health, legal or financial decision was acted on",
    }
)

_HARM_AND_REACH: Final = "standards: harm and reach decide, not the metric (MSRC AI bug bar, OWASP LLM08:2026)"
_ZERO_CLICK_REACH: Final = "standards, P0: zero-click reach to other people's data or to a privileged action"
_SPREADING: Final = "standards, P0: self-replicating, or persisting across users"


@dataclass(frozen=True, slots=True)
class RaiseRule:
    """One row: the facts that it needs, all of them, and what they do.

    `to` None raises by one level, once however many rows say so; a severity sets that level.
    """

    needs: frozenset[Raise]
    text: str
    source: str
    to: Severity | None = None


def _together(*needs: Raise) -> frozenset[Raise]:
    return frozenset(needs)


RAISE_RULES: Final = (
    RaiseRule(
        _together(Raise.ZERO_CLICK, Raise.ANOTHER_PERSONS_DATA),
        "Another person's data is reached without a click of anybody.",
        _ZERO_CLICK_REACH,
        Severity.P0,
    ),
    RaiseRule(
        _together(Raise.ZERO_CLICK, Raise.PRIVILEGED_ACTION),
        "A privileged or irreversible action is reached without a click of anybody.",
        _ZERO_CLICK_REACH,
        Severity.P0,
    ),
    RaiseRule(_together(Raise.SPREADS), "It copies itself, or persists for other users too.", _SPREADING, Severity.P0),
    RaiseRule(_together(Raise.ZERO_CLICK), "It works without anybody doing anything.", _HARM_AND_REACH),
    RaiseRule(_together(Raise.ANOTHER_PERSONS_DATA), "Another person's or tenant's data is reached.", _HARM_AND_REACH),
    RaiseRule(
        _together(Raise.PRIVILEGED_ACTION), "A privileged or irreversible action is taken or in reach.", _HARM_AND_REACH
    ),
    RaiseRule(_together(Raise.PERSISTS), "It persists beyond the session.", _HARM_AND_REACH),
    RaiseRule(_together(Raise.VULNERABLE_GROUP), "A vulnerable group is affected.", _HARM_AND_REACH),
    RaiseRule(
        _together(Raise.DECISION_ACTED_ON), "A health, legal or financial decision was acted on.", _HARM_AND_REACH
    ),
)

BEFORE_A_RAISE: Final = PROVISIONAL
"""What is raised where nothing else tells a severity yet."""


def rules_for(facts: Collection[Raise]) -> tuple[RaiseRule, ...]:
    """Return the rows that apply, each fact in the first row that names it: together they say more than alone."""
    found: list[RaiseRule] = []
    told: set[Raise] = set()
    for rule in RAISE_RULES:
        if rule.needs <= set(facts) and not rule.needs <= told:
            found.append(rule)
            told |= rule.needs
    return tuple(found)


def raised(before: Severity, rules: Collection[RaiseRule]) -> Severity:
    """Return the severity that rows make of another: one level worse at most, or the level that a row sets."""
    if not rules:
        return before
    levels = tuple(Severity)
    one_worse = levels[max(0, levels.index(before) - 1)]
    return min([one_worse, *(rule.to for rule in rules if rule.to is not None)])
