"""What was typed after `/ai-incident`: a sub-command, a quick declaration, or a title."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from bot.domain.taxonomy import Severity
from bot.errors import UnknownCommand
from bot.ids import Sub

_QUICK: Final = re.compile(r"(p[0-3])\b[\s:,-]*(.*)", re.IGNORECASE | re.DOTALL)
_NEAR: Final = 2
OF_SYSTEMS: Final = frozenset({Sub.SYSTEM, Sub.READINESS})
ANYWHERE: Final = frozenset({Sub.HELP, Sub.LIST, Sub.PLAN, *OF_SYSTEMS})


@dataclass(frozen=True, slots=True)
class Words:
    """One reading: a sub-command with the words behind it, or a title (perhaps empty) with a severity if named."""

    sub: Sub | None = None
    rest: str = ""
    title: str = ""
    severity: Severity | None = None


def read(text: str, *, in_incident: bool, names_system: bool = False) -> Words:
    """Read the text after the command.

    A sub-command of incidents may be followed by words in an incident's channel; elsewhere such a text is a title,
    since titles may well begin with "Update" or "Type". Those of systems are followed by the name of one that is known
    (`names_system`), or by nothing: "system prompt leaked" is a title.

    Raises:
        UnknownCommand: one word, nearly a sub-command.
    """
    first, _, rest = text.partition(" ")
    sub = _sub(first)
    behind = names_system if sub in OF_SYSTEMS else in_incident and sub not in ANYWHERE
    if sub is not None and (not rest or behind):
        return Words(sub=sub, rest=rest.strip())
    if text and not rest and (nearest := _nearest(first)) is not None:
        raise UnknownCommand(word=first, nearest=nearest)
    quick = _QUICK.fullmatch(text)
    if quick:
        return Words(title=quick[2].strip(), severity=Severity(quick[1].upper()))
    return Words(title=text)


def _sub(word: str) -> Sub | None:
    return next((sub for sub in Sub if sub == word.lower()), None)


def _nearest(word: str) -> Sub | None:
    near = [(distance, sub) for sub in Sub if (distance := edits(word.lower(), sub)) <= _NEAR]
    return min(near, key=lambda one: (one[0], -SequenceMatcher(a=word, b=one[1]).ratio()))[1] if near else None


def edits(one: str, other: str) -> int:
    """How many insertions, deletions and replacements of letters lie between two words."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != against))
    return row[-1]
