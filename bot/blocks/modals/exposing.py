"""The forms of a staged exposure: a stage that was reached, and the way back."""

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked
from bot.blocks.parts import context, section
from bot.blocks.rollout import about_stage
from bot.blocks.text import said_in_line
from bot.domain.incident import Incident
from bot.domain.rolling_out import next_stage, rollout_of
from bot.ids import Field, View
from bot.messages import Context, Modal


def stage(incident: Incident, step: str, stages: tuple[int, ...]) -> Modal:
    """Return the form for the next stage of a step, where policy's `stages` are for an exposure that begins.

    Raises:
        UnknownStep, StepAlready, StepGated, StaleButton: There is none.
    """
    item, shown = next_stage(incident, step, stages)
    percent = shown.following or shown.stages[-1]
    hint = "The metric beside its baseline, with its n, or why none is taken here"
    blocks: list[Block] = [
        section(said_in_line(item.text)),
        section(f"*{percent} % of the traffic* (stages: {', '.join(f'{one} %' for one in shown.stages)})"),
        inputs.text(Asked(Field.NOTE, "What is seen?", hint=hint), multiline=True),
        context("At the first regression: Go back, in the message of the rollout."),
    ]
    return modal(View.ROLLOUT_STAGE, Texts("Stage reached", "Save"), blocks, about_stage(incident, step, percent))


def back(incident: Incident, number: int) -> Modal:
    """Return the form that takes a fix back.

    Raises:
        StaleButton: It is not under way any more.
    """
    shown = rollout_of(incident, number)
    blocks: list[Block] = [
        section(f"The fix is at {shown.percent} % of the traffic."),
        inputs.text(Asked(Field.REASON, "Which regression?", hint="The metric beside its baseline"), multiline=True),
    ]
    about = Context(incident=incident.number, step=f"{number}")
    return modal(View.ROLLOUT_BACK, Texts("Go back", "Go back"), blocks, about)
