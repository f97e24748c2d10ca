"""The modals of a sample: bringing its outputs, labelling one at a time, and finishing it."""

from collections.abc import Iterator
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, PlainTextObject, SectionBlock

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.modals.recording import recording
from bot.blocks.parts import button, context, section
from bot.blocks.text import NOTHING, counted, link, plain, said, said_in_line
from bot.domain.checklist import Item
from bot.domain.labelling import Labels, Page
from bot.domain.outputs import CUT, FILE_TYPES, LONGEST_OUTPUT, MOST_OUTPUTS
from bot.domain.records import Drawn
from bot.domain.sampling import come_to, work_of
from bot.domain.works import OutputLabel, Sample
from bot.ids import Action, Field, View
from bot.messages import Context, Modal
from bot.wording import recorded

CONFIRMED: Final = "confirmed"
_WAYS: Final = (
    Choice(Drawn.RANDOM, "At random from all of them", "Only such a sample has a rate"),
    Choice(Drawn.COMPLAINTS, "From complaints"),
    Choice(Drawn.SEARCHED, "By searching for the fault"),
    Choice(Drawn.OTHER, "Otherwise"),
)
_PRIVATE: Final = (
    "The outputs stay in the bot's database, are shown to those who label them, and never stand in the channel or in a "
    "document. They can be removed once the sample is finished."
)


def draw(number: int, item: Item, work: Sample) -> Modal:
    """Return the form that takes outputs to be labelled: pasted, or in a file."""
    frame = Asked(Field.FRAME, "Drawn from what?", hint="Such as “answers of the refund flow, 1 to 3 May”")
    lines = "One in a line, or blocks with a line of --- between them; texts, addresses or trace ids"
    pasted = Asked(Field.OUTPUTS_PASTED, f"Outputs (about {work.size})", optional=True, hint=lines)
    kinds = f"Instead: {', '.join(FILE_TYPES)}, at most {MOST_OUTPUTS} outputs and 1 MB"
    column = Asked(Field.OUTPUTS_COLUMN, "Column or key of the outputs", optional=True, hint="For csv and jsonl")
    asked = [
        context(_PRIVATE),
        inputs.text(frame),
        inputs.radio(Asked(Field.DRAWN, "How were they drawn?"), _WAYS),
        inputs.text(pasted, multiline=True),
        inputs.file(Asked(Field.OUTPUTS_FILE, "Or a file", optional=True, hint=kinds), FILE_TYPES),
        inputs.text(column),
    ]
    return recording(View.DRAW_SAMPLE, Texts("Sample outputs", "Take them"), number, item, asked, note=False)


def page(number: int, item: Item, shown: Page) -> Modal:
    """Return one output with the labels to choose from; after the last, what can be done then."""
    place, size = shown.place, shown.labels.size
    parts = _all_labelled(number, item, size) if place is None else _output(number, item, shown, place)
    about = Context(incident=number, step=item.step_id)
    return modal(View.LABEL, Texts("Label outputs", close="Close"), list(parts), about)


def finish(number: int, item: Item, labels: Labels) -> Modal:
    """Return the form that finishes a sample, with what it comes to.

    Raises:
        SampleState, StaleButton: there is no sample to finish.
    """
    asked: list[Block] = [section(said(recorded(come_to(item, labels)), 2500))]
    if labels.unlabelled:
        box = Choice(CONFIRMED, "Finish all the same")
        left = counted(labels.unlabelled, "output has", "outputs have")
        asked.append(inputs.checkboxes(Asked(Field.CONFIRM, f"{left} no label", optional=True), [box]))
    return recording(View.FINISH_SAMPLE, Texts("Finish the sample", "Finish"), number, item, asked)


def _output(number: int, item: Item, shown: Page, place: int) -> Iterator[Block]:
    size, work = shown.labels.size, work_of(item)
    yield section(f"*Output {place} of {size}*")
    yield context(f"You have labelled {shown.done} of {size} · {said_in_line(item.text, 150)}")
    yield from _text(shown.text)
    yield from _given(work, shown.given)
    yield _choices(work.labels, Context(incident=number, step=item.step_id, place=place))
    yield _moves(number, item, (place - 2) % size + 1, place % size + 1)


def _all_labelled(number: int, item: Item, size: int) -> Iterator[Block]:
    yield section(f"*You have labelled all {counted(size, 'output', 'outputs')}.*")
    yield context("Others label on their own, with the button in the channel. Who brought the sample can finish it.")
    yield _moves(number, item, size, None)


def _text(text: str) -> Iterator[Block]:
    """Show an output as it is: plain text, in which nothing has a meaning."""
    yield SectionBlock(text=PlainTextObject(text=text[:LONGEST_OUTPUT].strip() or NOTHING, emoji=False))
    address = link(text.strip(), "Open it")
    if address != "Open it":
        yield context(address)
    if text.endswith(CUT):
        yield context("It is longer; the rest is where it was taken from.")


def _given(work: Sample, given: str | None) -> Iterator[Block]:
    chosen = [label.text for label in work.labels if label.id == given]
    yield from (context(f"You labelled it: *{said_in_line(text)}*") for text in chosen)


def _choices(labels: tuple[OutputLabel, ...], about: Context) -> ActionsBlock:
    return ActionsBlock(block_id="labels", elements=[_choice(label, about) for label in labels])


def _choice(label: OutputLabel, about: Context) -> ButtonElement:
    """Return the button of one label; within a block every action id is another."""
    action = f"{Action.LABEL_OUTPUT}:{label.id}"
    return ButtonElement(text=plain(label.text, 75), action_id=action, value=about.dump())


def _moves(number: int, item: Item, back: int, skip: int | None) -> ActionsBlock:
    to = Context(incident=number, step=item.step_id)
    moves = [button(Action.LABEL_BACK, to.model_copy(update={"place": back}))]
    if skip is not None:
        moves.append(button(Action.LABEL_SKIP, to.model_copy(update={"place": skip})))
    return ActionsBlock(block_id="moves", elements=[*moves, button(Action.OPEN_FINISH, to)])
