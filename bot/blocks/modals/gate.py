"""The one question before something alters the system: a form of its own where there is no room for two buttons."""

from typing import Final

from slack_sdk.models.blocks import InputBlock

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import section
from bot.blocks.text import said_in_line
from bot.domain.checklist import Item
from bot.ids import Field, View
from bot.messages import Context, Modal

HELD: Final = "held"
NOT_HELD: Final = "not_held"
_WHY: Final = (
    "This alters the system: what would tell the cause may be lost by it. Either answer lets you go on, and both stand "
    "on the timeline."
)


def gate(number: int, item: Item) -> Modal:
    """Return the form that asks whether the evidence is held before a step alters the system."""
    about = Context(incident=number, step=item.step_id)
    return modal(View.GATE, Texts("Evidence first", "Go on"), [section(said_in_line(item.text)), *asked()], about)


def asked(*, optional: bool = False) -> tuple[InputBlock, ...]:
    """Return the question as an input for other forms; `optional` where only some of the choices alter the system."""
    choices = (Choice(HELD, "Evidence held"), Choice(NOT_HELD, "Not held, harm goes on"))
    return (inputs.radio(Asked(Field.HELD, "Is the evidence held?", optional=optional, hint=_WHY), choices),)
