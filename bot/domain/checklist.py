"""The checklist that an incident works through: its items, and what clicks make of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.domain.evidence import GateAnswer
from bot.domain.records import DrawnSample, Record, TrialPlan
from bot.domain.runbook import Link, Phase, Runbook, Step
from bot.domain.taxonomy import Severity
from bot.domain.works import Do, Work
from bot.errors import StaleButton, StepAlready, StepGated, UnknownStep


class StepState(StrEnum):
    """Where a step stands."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


class _State(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_State):
    """A step in an incident's checklist, in the words of the moment when it was added: a later edit changes nothing.

    `by` and `assignee` are Slack user ids; `note` is what was found, or why the step was skipped; `record` what was
    recorded, which stays when the step is opened again. `plan` are trials fixed beforehand,
    `sample` is what was drawn to be labelled, `after` are the steps that it waits for, `gate` what was said of the
    evidence before it alters the system.
    """

    step_id: str
    phase: Phase
    text: str
    why: str | None = None
    owner: str
    runbook: str
    work: Work = Do()
    records: str | None = None
    links: tuple[Link, ...] = ()
    after: tuple[str, ...] = ()
    alters: bool = False
    copies: bool = False
    quarantines: bool = False
    gate: GateAnswer | None = None
    state: StepState = StepState.OPEN
    by: str | None = None
    at: datetime | None = None
    note: str | None = None
    record: Record | None = None
    plan: TrialPlan | None = None
    sample: DrawnSample | None = None
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


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of a step: a note in words, and the record that its kind of work asks for."""

    note: str | None = None
    record: Record | None = None


NOTHING: Final = Finding()


def complete(checklist: Checklist, step_id: str, by: str | None, at: datetime, finding: Finding = NOTHING) -> Checklist:
    """Mark a step as done.

    A record of an earlier time stays where this one brings none.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: Somebody settled it before.
        StepGated: Others have to be settled first.
        StaleButton: The step asks for another kind of record by now.
    """
    item = open_item(checklist, step_id)
    if finding.record is not None and finding.record.kind != item.work.kind:
        raise StaleButton(now="unknown")
    waiting = waits_for(checklist, item)
    if waiting:
        raise StepGated(step=step_id, first=waiting[0].text, more=len(waiting) - 1)
    record = finding.record or item.record
    return changed(checklist, item, state=StepState.DONE, by=by, at=at, note=finding.note, record=record)


def waits_for(checklist: Checklist, item: Item) -> tuple[Item, ...]:
    """Return the open steps that have to be settled before this one.

    Where an earlier runbook left a step of the same id, only the one that can be settled counts.
    """
    awaited = dict.fromkeys(one.step_id for one in checklist.items if one.step_id in item.after)
    return tuple(one for one in (item_of(checklist, step) for step in awaited) if not one.is_settled)


def skip(checklist: Checklist, step_id: str, by: str, at: datetime, reason: str) -> Checklist:
    """Mark a step as skipped, with the reason.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: Somebody settled it before.
    """
    item = open_item(checklist, step_id)
    return changed(checklist, item, state=StepState.SKIPPED, by=by, at=at, note=reason)


def assign(checklist: Checklist, step_id: str, to: str | None) -> Checklist:
    """Give an open step to a person, or to nobody.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: It is settled.
    """
    return changed(checklist, open_item(checklist, step_id), assignee=to)


def undo(checklist: Checklist, step_id: str) -> Checklist:
    """Open a settled step again; who was assigned stays assigned.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: It is open.
    """
    item = item_of(checklist, step_id)
    if not item.is_settled:
        raise StepAlready(step=step_id, state=item.state, by="")
    return changed(checklist, item, state=StepState.OPEN, by=None, at=None, note=None)


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

    What was opened again but has a record stays too, and so do trials that were fixed and samples that were drawn.

    Work that was done under the old type is not asked for twice where both runbooks have the same step, nor is the
    question about its evidence. The phase
    becomes the first that has something open.
    """
    kept = tuple(item for item in checklist.items if item.is_settled or item.record or item.plan or item.sample)
    said = {(item.step_id, item.text): item.gate for item in checklist.items}
    brought = (
        item.model_copy(update={"gate": said.get((item.step_id, item.text))})
        for item in _missing(kept, runbook, severity)
    )
    items = _ordered((*kept, *brought), runbook)
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


class Progress(NamedTuple):
    """How many items were done, how many skipped, and how many there are."""

    done: int
    skipped: int
    total: int

    @property
    def open(self) -> int:
        """How many are left."""
        return self.total - self.done - self.skipped


def progress(items: Sequence[Item]) -> Progress:
    """Count items: what was skipped was not done."""
    states = [item.state for item in items]
    return Progress(states.count(StepState.DONE), states.count(StepState.SKIPPED), len(states))


def _missing(present: tuple[Item, ...], runbook: Runbook, severity: Severity) -> tuple[Item, ...]:
    """Return new items for the steps of this severity that are not there yet."""
    return tuple(
        _item(step, phase, runbook.slug)
        for phase, step in runbook.steps
        if severity in step.severities and not any(_is_same_work(item, step, runbook.slug) for item in present)
    )


def _item(step: Step, phase: Phase, runbook: str) -> Item:
    return Item(
        step_id=step.id,
        phase=phase,
        text=step.text,
        why=step.why,
        owner=step.owner,
        runbook=runbook,
        work=step.work,
        records=step.records,
        links=step.links,
        after=step.after,
        alters=step.alters,
        copies=step.copies,
        quarantines=step.quarantines,
    )


def _is_same_work(item: Item, step: Step, slug: str) -> bool:
    """Two files may use one id for different work: then only the text tells."""
    return item.step_id == step.id and (item.runbook == slug or item.text == step.text)


def _ordered(items: tuple[Item, ...], runbook: Runbook) -> tuple[Item, ...]:
    """Sort by phase, what earlier runbooks left first, then as the runbook has it."""
    places = {step.id: place for place, (_, step) in enumerate(runbook.steps)}
    return tuple(sorted(items, key=lambda item: (item.phase.place, places.get(item.step_id, -1))))


def open_item(checklist: Checklist, step_id: str) -> Item:
    """Return the item of a step that is still to be done.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: Somebody settled it before.
    """
    item = item_of(checklist, step_id)
    if item.is_settled:
        raise StepAlready(step=step_id, state=item.state, by=item.by or "")
    return item


def changed(checklist: Checklist, item: Item, **changes: object) -> Checklist:
    """Return the checklist with other values for one of its items."""
    after = item.model_copy(update=changes)
    return checklist.model_copy(update={"items": tuple(after if one is item else one for one in checklist.items)})
