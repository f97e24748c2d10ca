"""Runbooks as validated data, and the checklist that an incident works through."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator

from bot.domain.taxonomy import Severity
from bot.errors import StepAlready, UnknownStep

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


def _one_line(value: str) -> str:
    """Refuse line breaks: a step is one line of a Slack message."""
    if "\n" in value:
        raise ValueError("must be one line")
    return value


_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,60}$")]
_Role = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
_Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75), AfterValidator(_one_line)
]
_Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_one_line)
]


class _FromFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_FromFile):
    """One thing to do. Its id names the same work in every runbook that has the same id with the same text."""

    id: _Id
    text: _Text
    why: _Text | None = None
    owner: _Role
    severities: frozenset[Severity] = frozenset(Severity)
    source: Source = "own"


class Runbook(_FromFile):
    """One incident type: what it is, how it shows, what it is taken for, and its steps by phase."""

    slug: _Id
    title: _Title
    definition: _Text
    signals: tuple[_Text, ...]
    look_alikes: tuple[_Text, ...] = ()
    owner: _Role
    origin: Literal["brief", "own"] = "own"
    phases: Mapping[Phase, tuple[Step, ...]]

    @property
    def steps(self) -> Iterator[tuple[Phase, Step]]:
        """Yield all steps with their phases, in the order in which they are worked."""
        return ((phase, step) for phase, steps in self.phases.items() for step in steps)

    @model_validator(mode="after")
    def _phases_stand_in_order(self) -> "Runbook":
        if list(self.phases) != sorted(self.phases, key=lambda phase: phase.place):
            raise ValueError(f"phases must stand in this order: {', '.join(Phase)}")
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Runbook":
        ids = [step.id for _, step in self.steps]
        twice = sorted({step_id for step_id in ids if ids.count(step_id) > 1})
        if twice:
            raise ValueError(f"step ids must be unique; given more than once: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _every_severity_has_a_step(self) -> "Runbook":
        covered = frozenset[Severity]().union(*(step.severities for _, step in self.steps))
        if covered != frozenset(Severity):
            raise ValueError(f"no step for {', '.join(sorted(frozenset(Severity) - covered))}")
        return self


class StepState(StrEnum):
    """Where a step stands."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


class _State(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_State):
    """A step in an incident's checklist, in the words of the moment when it was added: a later edit changes nothing.

    `by` and `assignee` are Slack user ids; `note` is what was found, or why the step was skipped.
    """

    step_id: str
    phase: Phase
    text: str
    why: str | None = None
    owner: str
    runbook: str
    state: StepState = StepState.OPEN
    by: str | None = None
    at: datetime | None = None
    note: str | None = None
    assignee: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do on it."""
        return self.state is not StepState.OPEN


class Checklist(_State):
    """What is to do in an incident: the runbook's slug, the phase being worked, all items in order."""

    runbook: str
    phase: Phase
    items: tuple[Item, ...]


FIRST: Final = Phase.EVIDENCE


def start(runbook: Runbook, severity: Severity) -> Checklist:
    """Return the checklist that a new incident of this type and severity works through."""
    items = _missing((), runbook, severity)
    return Checklist(runbook=runbook.slug, phase=items[0].phase if items else FIRST, items=items)


def complete(checklist: Checklist, step_id: str, by: str, at: datetime, note: str | None = None) -> Checklist:
    """Mark a step as done.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: Somebody settled it before.
    """
    return _settled(checklist, step_id, state=StepState.DONE, by=by, at=at, note=note)


def skip(checklist: Checklist, step_id: str, by: str, at: datetime, reason: str) -> Checklist:
    """Mark a step as skipped, with the reason.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: Somebody settled it before.
    """
    return _settled(checklist, step_id, state=StepState.SKIPPED, by=by, at=at, note=reason)


def assign(checklist: Checklist, step_id: str, to: str | None) -> Checklist:
    """Give an open step to a person, or to nobody.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: It is settled.
    """
    return _changed(checklist, _open_item(checklist, step_id), assignee=to)


def undo(checklist: Checklist, step_id: str) -> Checklist:
    """Open a settled step again; who was assigned stays assigned.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: It is open.
    """
    item = item_of(checklist, step_id)
    if not item.is_settled:
        raise StepAlready(step=step_id, state=item.state, by="")
    return _changed(checklist, item, state=StepState.OPEN, by=None, at=None, note=None)


def advance(checklist: Checklist) -> Checklist:
    """Move to the next phase that has items; the last one stays."""
    later = (item.phase for item in checklist.items if item.phase.place > checklist.phase.place)
    return checklist.model_copy(update={"phase": next(later, checklist.phase)})


def raised(checklist: Checklist, runbook: Runbook, severity: Severity) -> tuple[Checklist, tuple[Item, ...]]:
    """Add exactly the steps that a severity brings, and return them too; a lowering removes nothing."""
    brought = _missing(checklist.items, runbook, severity)
    return checklist.model_copy(update={"items": _ordered((*checklist.items, *brought), runbook)}), brought


def swapped(checklist: Checklist, runbook: Runbook, severity: Severity) -> Checklist:
    """Take another runbook after a reclassification: settled steps stay with their origin, open ones are replaced.

    Work that was done under the old type is not asked for twice where both runbooks have the same step. The phase
    becomes the first that has something open.
    """
    kept = tuple(item for item in checklist.items if item.is_settled)
    items = _ordered((*kept, *_missing(kept, runbook, severity)), runbook)
    phase = next((item.phase for item in items if not item.is_settled), checklist.phase)
    return Checklist(runbook=runbook.slug, phase=phase, items=items)


def item_of(checklist: Checklist, step_id: str) -> Item:
    """Return the item of a step; where an earlier runbook left one of the same id, the current runbook's is meant.

    Raises:
        UnknownStep: There is no such step.
    """
    found = [item for item in checklist.items if item.step_id == step_id]
    if not found:
        raise UnknownStep(step=step_id)
    return max(found, key=lambda item: item.runbook == checklist.runbook)


def of_phase(checklist: Checklist, phase: Phase | None = None) -> tuple[Item, ...]:
    """Return the items of a phase (of the current one when none is named)."""
    return tuple(item for item in checklist.items if item.phase is (phase or checklist.phase))


def left_open(checklist: Checklist) -> tuple[Item, ...]:
    """Return what is still open in the phases before the current one."""
    return tuple(item for item in checklist.items if item.phase.place < checklist.phase.place and not item.is_settled)


def is_phase_settled(checklist: Checklist, phase: Phase | None = None) -> bool:
    """Say whether nothing is open in a phase (in the current one when none is named)."""
    return all(item.is_settled for item in of_phase(checklist, phase))


def progress(checklist: Checklist) -> tuple[int, int]:
    """Return how many items are settled, and how many there are."""
    return sum(item.is_settled for item in checklist.items), len(checklist.items)


def _missing(present: tuple[Item, ...], runbook: Runbook, severity: Severity) -> tuple[Item, ...]:
    """Return new items for the steps of this severity that are not there yet."""
    return tuple(
        Item(step_id=step.id, phase=phase, text=step.text, why=step.why, owner=step.owner, runbook=runbook.slug)
        for phase, step in runbook.steps
        if severity in step.severities and not any(_is_same_work(item, step, runbook.slug) for item in present)
    )


def _is_same_work(item: Item, step: Step, slug: str) -> bool:
    """Two files may use one id for different work: then only the text tells."""
    return item.step_id == step.id and (item.runbook == slug or item.text == step.text)


def _ordered(items: tuple[Item, ...], runbook: Runbook) -> tuple[Item, ...]:
    """Sort by phase, what earlier runbooks left first, then as the runbook has it."""
    places = {step.id: place for place, (_, step) in enumerate(runbook.steps)}
    return tuple(sorted(items, key=lambda item: (item.phase.place, places.get(item.step_id, -1))))


def _open_item(checklist: Checklist, step_id: str) -> Item:
    item = item_of(checklist, step_id)
    if item.is_settled:
        raise StepAlready(step=step_id, state=item.state, by=item.by or "")
    return item


def _settled(checklist: Checklist, step_id: str, **changes: object) -> Checklist:
    return _changed(checklist, _open_item(checklist, step_id), **changes)


def _changed(checklist: Checklist, item: Item, **changes: object) -> Checklist:
    after = item.model_copy(update=changes)
    return checklist.model_copy(update={"items": tuple(after if one is item else one for one in checklist.items)})
