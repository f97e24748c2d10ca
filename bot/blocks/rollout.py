"""The staged exposure of a fix in the channel: the stages that are behind, the next, and the way back."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.blocks.checked import rendered
from bot.blocks.parts import button, context, header, section
from bot.blocks.text import date, mention, said_in_line
from bot.domain.incident import Incident
from bot.domain.rollout import Rollout
from bot.ids import Action, Slot
from bot.messages import Context, Rendered


def slot_of(rollout: Rollout) -> str:
    """Return the slot of an exposure's standing message; each keeps its own."""
    return f"{Slot.ROLLOUT}:{rollout.number}"


def about_stage(incident: Incident, step: str, percent: int) -> Context:
    """Return what the report of a stage is about."""
    return Context(incident=incident.number, step=f"{step}:{percent}")


def rollout(incident: Incident, slot: str) -> Rendered | None:
    """Return the message of an exposure; of the latest where the slot names none; None when there is none."""
    number = slot.partition(":")[2]
    found = [one for one in incident.rollouts if not number or str(one.number) == number]
    if not found:
        return None
    shown = found[-1]
    return rendered(f"Rollout of the fix: {_standing(shown)}", list(_blocks(incident, shown)))


def _standing(shown: Rollout) -> str:
    if shown.went_back_at is not None:
        return f"taken back at {shown.percent} % of the traffic"
    return f"{shown.percent} % of the traffic"


def _blocks(incident: Incident, shown: Rollout) -> Iterator[Block]:
    yield header(f"Rollout of the fix: {_standing(shown)}")
    yield section("\n".join(_lines(shown)), block_id="rollout_stages")
    if shown.went_back_at is not None:
        by = mention(shown.went_back_by) if shown.went_back_by else "the bot"
        yield context(f"Taken back {date(shown.went_back_at)} by {by}: {said_in_line(shown.reason or '')}")
    if shown.following is not None and not incident.is_over:
        at = about_stage(incident, shown.step, shown.following)
        back = Context(incident=incident.number, step=f"{shown.number}")
        row = [button(Action.OPEN_ROLLOUT_STAGE, at, f"{shown.following} % reached"), button(Action.OPEN_GO_BACK, back)]
        yield context("Go back at the first regression: the next stage then begins anew.")
        yield ActionsBlock(block_id="rollout", elements=row)


def _lines(shown: Rollout) -> Iterator[str]:
    for one in shown.reached:
        stamp = f"{date(one.at)} · {mention(one.by)}"
        yield f":white_check_mark: {one.percent} % · {stamp}\n      {said_in_line(one.seen)}"
    for percent in shown.stages[len(shown.reached) :]:
        is_next = percent == shown.following
        yield f":arrow_right: *{percent} %*" if is_next else f":white_small_square: {percent} %"
