"""The forms in which a step's findings are recorded, one per kind of work."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import context, section
from bot.blocks.text import said_in_line
from bot.domain.checklist import Item
from bot.domain.works import Decide
from bot.ids import Field, View
from bot.messages import Context, Modal


def decide(number: int, item: Item, work: Decide) -> Modal:
    """Return the form for a question with one of several answers; an answer comes back in its own words."""
    offered = [Choice(option.text, option.text) for option in work.options]
    asked = Asked(Field.CHOSEN, "Answer")
    answers = inputs.checkboxes(asked, offered) if work.several else inputs.radio(asked, offered)
    return recording(View.DECIDE, Texts("Decide", "Save"), number, item, [answers])


def recording(  # a form's parts, each by its place
    view: View, texts: Texts, number: int, item: Item, asked: Sequence[Block], *, note: bool = True
) -> Modal:
    """Return a step's form: the step, what is worth writing down, what is asked, and room for a note."""
    room = Asked(Field.NOTE, "Note", optional=True, hint="It stands in the checklist and on the timeline")
    hint = [context(f"Write down: {said_in_line(item.records)}")] if item.records else []
    end = [inputs.text(room, multiline=True)] if note else []
    blocks = [section(said_in_line(item.text)), *hint, *asked, *end]
    return modal(view, texts, blocks, Context(incident=number, step=item.step_id))
