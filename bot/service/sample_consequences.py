"""What stands about samples, kept true."""

from collections.abc import Iterator

from bot.domain.incident import Incident
from bot.ids import Slot
from bot.messages import Message, Remove, Stand


def sample_slot(step: str) -> str:
    """The slot of the message that counts the labels of a step's sample."""
    return f"{Slot.SAMPLE}:{step}"


def samples_of(incident: Incident) -> Iterator[Message]:
    """The messages of all its samples, where they stand nowhere yet."""
    for item in incident.checklist.items:
        if item.sample is not None:
            yield Stand(incident=incident.number, slot=sample_slot(item.step_id))


def samples_kept_true(before: Incident, after: Incident) -> Iterator[Message]:
    """The messages of samples that are no longer true."""
    was = {item.step_id: item for item in before.checklist.items if item.sample}
    now = {item.step_id: item for item in after.checklist.items if item.sample}
    closed_off = _is_closed_off(before) != _is_closed_off(after)
    for step in was.keys() - now.keys():
        yield Remove(incident=after.number, slot=sample_slot(step))
    for step, item in now.items():
        if item != was.get(step) or closed_off:
            yield Stand(incident=after.number, slot=sample_slot(step))


def _is_closed_off(incident: Incident) -> bool:
    """Then nothing is labelled any more, and the message offers to remove the outputs."""
    return incident.is_over or incident.restricted
