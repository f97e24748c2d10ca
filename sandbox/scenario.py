"""Scenarios: incidents that happened, retold as events to replay; read strictly, and an error names file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from sandbox.scenario_text import Document, ScenarioError, read_document

__all__ = ["FOLDER", "Event", "Kind", "Scenario", "ScenarioError", "load", "read"]

FOLDER = Path(__file__).parent / "scenarios"
LONGEST_TITLE = 150
SEVERITY = re.compile(r"(P[0-3]): *(\S.*)", re.DOTALL)
NEXT_UPDATE = re.compile(r"\s*Next update in (\d+) minutes\.\s*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

Text = Annotated[str, Field(min_length=1)]
Layer = Literal["data", "training", "serving", "prompt", "user population"]


class Kind(StrEnum):
    """What can happen in a scenario."""

    MESSAGE = "message"
    DECLARE = "declare"
    PIN = "pin"
    UPDATE = "update"
    SEVERITY = "severity"
    STEP = "step"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class System(_Part):
    """The AI system, with the version that failed and the one before it where there are versions."""

    name: Text
    purpose: Text
    version: Text | None = None
    previous: Text | None = None


class Triage(_Part):
    """What people answer in the forms; what is absent is not answered.

    Attributes:
        type: A type's slug, or `unsure`.
        interview: What people answer in the interview, by ids, where they are unsure of the type.
        raise_: What makes it worse, by the ids of the form.
    """

    system: Text | None = None
    purpose: Text | None = None
    affected: Text | None = None
    reach: Text | None = None
    began_at: AwareDatetime | None = None
    noticed_by: Text | None = None
    harm_ongoing: Literal["yes", "no", "unknown"] = "unknown"
    type: Text | None = None
    harms: tuple[Text, ...] = ()
    interview: tuple[Text, ...] = ()
    raise_: Annotated[tuple[Text, ...], Field(alias="raise")] = ()


class Factor(_Part):
    """A contributing factor that people enter in the review."""

    layer: Layer
    text: Text
    began_at: AwareDatetime | None = None
    detected_at: AwareDatetime | None = None
    fixed_at: AwareDatetime | None = None


class Lesson(_Part):
    """A lesson that people enter in the review."""

    kind: Literal["went_well", "was_hard"]
    text: Text


class Action(_Part):
    """A prevention action that people enter in the review; `role` owns it."""

    role: Text
    due: date
    text: Text


class Expect(_Part):
    """What a careful responder would arrive at: for checking only, a replay never reads it."""

    type: Text
    also: tuple[Text, ...] = ()
    severity: tuple[Text, ...]
    factors: Annotated[int, Field(ge=0)]


class Event(_Part):
    """Something that a role does; `doing` is for updates that say more than their text."""

    at: AwareDatetime
    role: Text
    kind: Kind
    text: Text
    doing: Text | None = None

    @model_validator(mode="after")
    def _reads_as_its_kind(self) -> Event:
        if self.kind is Kind.SEVERITY and not SEVERITY.fullmatch(self.text):
            raise ValueError("the text of a severity event reads like 'P1: the reason'")
        if self.kind is Kind.DECLARE and len(self.text) > LONGEST_TITLE:
            raise ValueError(f"the text of a declaration is a title: at most {LONGEST_TITLE} characters")
        if self.doing is not None and self.kind is not Kind.UPDATE:
            raise ValueError("only an update has `doing`")
        return self

    @property
    def severity(self) -> tuple[str, str]:
        """The severity and the reason for it, of a severity event."""
        found = SEVERITY.fullmatch(self.text)
        return (found[1], found[2]) if found else ("", self.text)

    @property
    def update(self) -> tuple[str, str]:
        """What is known and what is done about it, of an update: its first sentence, and the others."""
        sentences = SENTENCE_END.split(NEXT_UPDATE.sub(" ", self.text).strip())
        return (" ".join(sentences), self.doing) if self.doing else (sentences[0], " ".join(sentences[1:]))

    @property
    def next_update(self) -> str | None:
        """The minutes until the next update, where an update says them."""
        found = NEXT_UPDATE.search(self.text)
        return found[1] if found else None


class Scenario(_Part):
    """A whole scenario; `policy` holds the settings that differ from the replay's own."""

    title: Text
    source: Text
    system: System
    summary: Text
    expect: Expect
    triage: Triage
    factors: tuple[Factor, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    actions: tuple[Action, ...] = ()
    policy: Mapping[str, JsonValue] = Field({})
    events: Annotated[tuple[Event, ...], Field(min_length=1)]

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that acts or owns something, in order of appearance."""
        return tuple(dict.fromkeys([event.role for event in self.events] + [action.role for action in self.actions]))


def load(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        ScenarioError: it cannot be read, or something in it is not as it should be.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError([f"{path.name}: {error}"]) from error
    return read(text, path.name)


def read(text: str, name: str = "scenario") -> Scenario:
    """Read a scenario from its text; `name` stands in errors.

    Raises:
        ScenarioError: something in it is not as it should be.
    """
    document = read_document(text, name)
    try:
        scenario = Scenario.model_validate(document.content)
    except ValidationError as error:
        wrong = [document.said(found["loc"], _reason(found["msg"])) for found in error.errors(include_url=False)]
        raise ScenarioError(wrong) from error
    _must_make_sense(scenario, document)
    return scenario


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ")


def _must_make_sense(scenario: Scenario, document: Document) -> None:
    wrong = [document.said(("events", place), reason) for place, reason in _misplaced(scenario.events)]
    if wrong:
        raise ScenarioError(wrong)


def _misplaced(events: Sequence[Event]) -> Iterator[tuple[int, str]]:
    """What is wrong with the order of events, by place."""
    declared = [place for place, event in enumerate(events) if event.kind is Kind.DECLARE]
    if not declared:
        yield len(events) - 1, "no event declares the incident"
    yield from ((place, "an incident is declared once") for place in declared[1:])
    for place, event in enumerate(events):
        if place and event.at < events[place - 1].at:
            yield place, "it happens earlier than the event before it"
        if declared and place < declared[0] and event.kind is not Kind.MESSAGE:
            yield place, "before the declaration there are only messages"
        if any(earlier.kind is Kind.RESOLVED for earlier in events[:place]) and event.kind is not Kind.MESSAGE:
            yield place, "after the resolution there are only messages"
