"""Runbooks as validated data: what each incident type is, and the steps that it asks for."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.domain.catalogue import EvidenceKind
from bot.domain.faults import Fault, Place, refuse
from bot.domain.taxonomy import Severity
from bot.domain.works import Do, FromFile, Id, Label, Line, Work

Source = Literal["brief", "standards", "own"]
"""Where a step comes from: the brief, a published standard, or this project's own experience."""


class Phase(StrEnum):
    """The phases of a response, in the order in which they are worked."""

    EVIDENCE = "evidence"
    CONFIRM = "confirm"
    SCOPE = "scope"
    CONTAIN = "contain"
    ROOT_CAUSE = "root_cause"
    FIX_AND_VERIFY = "fix_and_verify"
    RECOVER = "recover"
    LEARN = "learn"

    @property
    def title(self) -> str:  # type: ignore[override]  # a phase is shown by its title; str.title is of no use on it
        """Return the heading under which the phase is shown."""
        return self.value.replace("_", " ").capitalize()

    @property
    def place(self) -> int:
        """Return where the phase stands in the order, from 0."""
        return tuple(Phase).index(self)


_Role = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class Link(FromFile):
    """Where to read more, or to do it."""

    text: Label
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S{1,2900}$")]


class Step(FromFile):
    """One thing to do. Its id names the same work in every runbook that has the same id with the same text.

    Attributes:
        id: Unique in its runbook.
        text: What is to do.
        why: Why it is worth the time.
        owner: The role whose work it is.
        severities: At which it is asked for.
        source: Where it comes from.
        work: What kind of work it is; by itself, something to do.
        records: What to write down about it.
        links: Where to read more.
        after: The steps that have to be settled before it; containment waits for nothing.
        alters: Whether it alters the system, so that evidence may be lost by it.
        copies: Whether it copies, hashes or plays content again, which a restricted incident must not.
        quarantines: Whether it collects adversarial text, which is put apart by a button of its own.
    """

    id: Id
    text: Line
    why: Line | None = None
    owner: _Role
    severities: frozenset[Severity] = frozenset(Severity)
    source: Source = "own"
    work: Work = Do()
    records: Line | None = None
    links: tuple[Link, ...] = ()
    after: tuple[Id, ...] = ()
    alters: bool = False
    copies: bool = False
    quarantines: bool = False


class LookAlike(FromFile):
    """Another type that shows in the same way, and the question that tells the two apart."""

    type: Id | None = None
    text: Line
    question: Line


class References(FromFile):
    """Where a type stands in public catalogues, by the ids in `PublicLists`.

    OWASP's ids hold for one year's list alone; `mit` are subdomains of the MIT AI Risk Repository.
    """

    atlas: tuple[str, ...] = ()
    mitigations: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    owasp: Mapping[int, tuple[str, ...]] = {}
    asi: tuple[str, ...] = ()
    avid: tuple[str, ...] = ()
    mit: tuple[Annotated[str, StringConstraints(pattern=r"^[1-7]\.[1-9]$")], ...] = ()
    note: Line | None = None


class Runbook(FromFile):
    """One incident type: what it is, how it shows, what it is taken for, and its steps by phase.

    `evidence` are kinds of evidence beyond those of every type; `interview` maps ids of the interview's answers to how
    much each speaks for this type (below zero: against it); `severity_hints` says at which severity this type is what.
    """

    slug: Id
    title: Label
    definition: Line
    signals: tuple[Line, ...]
    look_alikes: tuple[LookAlike, ...] = ()
    owner: _Role
    origin: Literal["brief", "own"] = "own"
    references: References = References()
    evidence: tuple[EvidenceKind, ...] = ()
    interview: Mapping[Id, Annotated[int, Field(ge=-3, le=3)]] = {}
    severity_hints: Mapping[Severity, Line] = {}
    phases: Mapping[Phase, tuple[Step, ...]]

    @property
    def steps(self) -> Iterator[tuple[Phase, Step]]:
        """Yield all steps with their phases, in the order in which they are worked."""
        return ((phase, step) for phase, steps in self.phases.items() for step in steps)

    @model_validator(mode="after")
    def _can_be_worked(self) -> "Runbook":
        refuse(_faults(self.phases))
        return self


_Phases = Mapping[Phase, tuple[Step, ...]]


def placed(phases: _Phases) -> Iterator[tuple[Place, Step]]:
    """Yield all steps with their places in the file."""
    for phase, steps in phases.items():
        for index, step in enumerate(steps):
            yield ("phases", phase.value, index), step


def _faults(phases: _Phases) -> Iterator[Fault]:
    if list(phases) != sorted(phases, key=lambda phase: phase.place):
        yield Fault(("phases",), f"phases must stand in this order: {', '.join(Phase)}")
    yield from _given_twice(phases)
    yield from _gates_that_lead_nowhere(phases)
    yield from _circle(phases)
    yield from _waiting_containment(phases)
    covered = frozenset[Severity]().union(*(step.severities for _, step in placed(phases)))
    if covered != frozenset(Severity):
        yield Fault(("phases",), f"no step for {', '.join(sorted(frozenset(Severity) - covered))}")


def _given_twice(phases: _Phases) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, step in placed(phases):
        if step.id in seen:
            yield Fault((*place, "id"), f"step ids must be unique; given more than once: {step.id}")
        seen.add(step.id)


def _gates_that_lead_nowhere(phases: _Phases) -> Iterator[Fault]:
    known = {step.id for _, step in placed(phases)}
    for place, step in placed(phases):
        for index, other in enumerate(step.after):
            if other not in known:
                yield Fault((*place, "after", index), f"step {step.id} waits for a step that is not there: {other}")


def _circle(phases: _Phases) -> Iterator[Fault]:
    """Yield one circle of waiting steps, if there is any, at one of its steps."""
    try:
        TopologicalSorter({step.id: step.after for _, step in placed(phases)}).prepare()
    except CycleError as error:
        circle = tuple(error.args[1])
        place = next(place for place, step in placed(phases) if step.id in circle)
        yield Fault((*place, "after"), f"steps wait for each other: {' → '.join(circle)}")


def _waiting_containment(phases: _Phases) -> Iterator[Fault]:
    for place, step in placed(phases):
        if Phase.CONTAIN in place and step.after:
            yield Fault((*place, "after"), f"containment must not wait: {step.id}")
