"""What a rule of blameless language is made of."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How sure a rule is that a sentence blames: errors almost always do."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row.

    Attributes:
        pattern: What it looks like. ``<P>`` is a person as the subject, ``<@N>`` a person by name, ``<A>`` what may
            stand between subject and verb, ``<V>`` a past participle, which is captured as ``verb``.
        ask: What to write instead.
        question: Turns the sentence into one that can stand in its place: ``{deed}`` is the captured verb's infinitive
            with what follows it, ``{rest}`` what follows alone.
        in_documents: Whether sentences like this do not enter a document as they were said.
    """

    id: str
    level: Level
    pattern: str
    why: str
    ask: str
    source: str
    question: str | None = None
    in_documents: bool = False
    only_for_actions: bool = False
