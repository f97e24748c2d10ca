"""Steps that go before all others, whatever the type: what to do about content that may be illegal to possess."""

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import StringConstraints

from bot.domain.checklist import Checklist, Item
from bot.domain.runbook import Phase
from bot.domain.works import Do, FromFile, Id, Label, Line, Work

PREFIX: Final = "restricted-"
"""How the ids of these steps begin: so they are told from those of runbooks, and survive a change of type."""


class FirstStep(FromFile):
    """One of these steps; like a runbook's, without phase, severities and gates."""

    id: Annotated[Id, StringConstraints(pattern=rf"^{PREFIX}")]
    text: Line
    why: Line | None = None
    owner: Label
    work: Work = Do()
    records: Line | None = None


def brought_first(checklist: Checklist, steps: Sequence[FirstStep]) -> Checklist:
    """Put the steps that are missing before all others of the phase that is being worked."""
    present = {item.step_id for item in checklist.items}
    missing = (step for step in steps if step.id not in present)
    return _with_first(checklist, tuple(_item(step, checklist) for step in missing))


def carried_over(before: Checklist, after: Checklist) -> Checklist:
    """Take what is open of these steps along into the checklist of another type."""
    present = {item.step_id for item in after.items}
    left = (item for item in before.items if _is_first(item) and item.step_id not in present)
    return _with_first(after, tuple(_moved(item, after.phase, after.runbook) for item in left))


def dropped(checklist: Checklist) -> Checklist:
    """Return the checklist without what is open of these steps; what was done stays."""
    kept = tuple(item for item in checklist.items if item.is_settled or not _is_first(item))
    return checklist.model_copy(update={"items": kept})


def _with_first(checklist: Checklist, first: tuple[Item, ...]) -> Checklist:
    place = checklist.phase.place
    earlier = tuple(item for item in checklist.items if item.phase.place < place)
    rest = tuple(item for item in checklist.items if item.phase.place >= place)
    return checklist.model_copy(update={"items": (*earlier, *first, *rest)})


def _is_first(item: Item) -> bool:
    return item.step_id.startswith(PREFIX)


def _moved(item: Item, phase: Phase, runbook: str) -> Item:
    return item.model_copy(update={"phase": phase, "runbook": runbook})


def _item(step: FirstStep, checklist: Checklist) -> Item:
    return Item(
        step_id=step.id,
        phase=checklist.phase,
        text=step.text,
        why=step.why,
        owner=step.owner,
        runbook=checklist.runbook,
        work=step.work,
        records=step.records,
    )
