"""The message that stands in the channel while a sample is labelled: how far each labeller is, never the outputs."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ConfirmObject

from bot.blocks.checked import rendered
from bot.blocks.parts import button, context, section
from bot.blocks.text import counted, mention, said_in_line
from bot.domain.checklist import Item
from bot.domain.incident import Incident
from bot.domain.labelling import Labels
from bot.domain.records import DrawnSample
from bot.domain.sampling import can_lose_outputs
from bot.ids import Action
from bot.messages import Context, Rendered
from bot.wording import drawn_how, recorded

_MOST_LABELLERS = 20


def sample(incident: Incident, step: str, labels: Labels) -> Rendered | None:
    """Return how far a step's sample is; None when it has none."""
    for item in incident.checklist.items:
        if item.step_id == step and item.sample is not None:
            blocks = list(_blocks(incident, item, item.sample, labels))
            return rendered(f"Sample: {said_in_line(item.sample.frame)}", blocks)
    return None


def _blocks(incident: Incident, item: Item, drawn: DrawnSample, labels: Labels) -> Iterator[Block]:
    yield section(f"*Sample: {said_in_line(drawn.frame)}*\n{said_in_line(item.text)}")
    yield context(f"{drawn_how(drawn.drawn).capitalize()}, brought by {mention(drawn.by)}. {_state(drawn, labels)}")
    if labels.given:
        yield section("\n".join(_progress(labels)))
    if item.is_settled and item.record is not None:
        yield section(f":memo: {said_in_line(recorded(item.record), 900)}")
    pressed = _buttons(incident, item, drawn, labels)
    if pressed:
        yield ActionsBlock(block_id="sample", elements=pressed)


def _state(drawn: DrawnSample, labels: Labels) -> str:
    outputs = counted(labels.size, "output", "outputs")
    if drawn.removed:
        return f"Removed: {outputs}. The labels are kept."
    if not labels.size:
        return "The attached file is being read."
    return f"{outputs}. Everybody labels on their own; two or more show how far people agree."


def _progress(labels: Labels) -> Iterator[str]:
    done = list(labels.done_by.items())
    yield from (f"{mention(person)}: {count} of {labels.size}" for person, count in done[:_MOST_LABELLERS])
    if len(done) > _MOST_LABELLERS:
        yield f"and {counted(len(done) - _MOST_LABELLERS, 'other', 'others')}"


def _buttons(incident: Incident, item: Item, drawn: DrawnSample, labels: Labels) -> list[ButtonElement]:
    about = Context(incident=incident.number, step=item.step_id)
    if drawn.removed:
        return []
    if can_lose_outputs(incident, item):
        gone = "They are deleted for good. The labels and the result stay."
        return [_asked_twice(button(Action.REMOVE_OUTPUTS, about), "Remove the outputs?", gone, "Remove")]
    lost = "Its outputs and all labels are deleted. Then another can be drawn."
    discard = _asked_twice(button(Action.DISCARD_SAMPLE, about), "Discard the sample?", lost, "Discard")
    ready = [button(Action.OPEN_LABELS, about), button(Action.OPEN_FINISH, about)] if labels.size else []
    return [*ready, discard]


def _asked_twice(pressed: ButtonElement, title: str, text: str, yes: str) -> ButtonElement:
    pressed.confirm = ConfirmObject(title=title, text=text, confirm=yes, deny="Cancel", style="danger")
    return pressed
