"""A rollback in the channel: the standing message that leads through it, the offer of one, and its line on the card."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.blocks.checked import rendered
from bot.blocks.parts import button, context, header, section
from bot.blocks.text import date, link, mention, said, said_in_line
from bot.domain.incident import Incident
from bot.domain.rollback import STAGES, Passed, Run, Stage
from bot.domain.rollback_events import RollbackOffered
from bot.domain.rolling_back import under_way
from bot.domain.taxonomy import ROLLBACK
from bot.ids import Action, Slot
from bot.messages import Context, Rendered
from bot.printing import duration
from bot.wording import PARTIAL

_PASSED_BY: Final[Mapping[Stage, str]] = MappingProxyType(
    {
        Stage.TARGET: "Target checked",
        Stage.POINTER: "Pointer updated",
        Stage.REDEPLOY: "Redeployed",
        Stage.ROUTING: "Routing verified",
        Stage.METRICS: "Metrics recover",
        Stage.USERS: "Word to users settled",
    }
)
"""What the one button of a stage says."""
_ASKING: Final = frozenset({Stage.TARGET, Stage.METRICS, Stage.USERS})
"""The stages at which something has to be said."""


def slot_of(run: Run) -> str:
    """Return the slot of a rollback's standing message; each keeps its own."""
    return f"{Slot.ROLLBACK}:{run.number}"


def about(incident: Incident, run: Run, stage: Stage) -> Context:
    """Return what a button of a rollback is about: which one, and which stage it passes."""
    return Context(incident=incident.number, step=f"{run.number}:{stage}")


def rollback(incident: Incident, slot: str) -> Rendered | None:
    """Return the message of a rollback; of the latest where the slot names none; None when there is none."""
    number = slot.partition(":")[2]
    runs = [run for run in incident.rollbacks if not number or str(run.number) == number]
    if not runs:
        return None
    run = runs[-1]
    text = f"Rollback of incident {incident.number} from {said_in_line(run.before)} to {said_in_line(run.after)}"
    return rendered(f"{text}: {_standing(run)}", list(_blocks(incident, run)))


def offer(incident: Incident, event: RollbackOffered) -> Rendered:
    """Return the offer of a rollback, with what was crossed; it starts nothing by itself."""
    text = f"*A rollback is worth considering*\n{said(event.because)}"
    start = button(Action.OPEN_ROLLBACK, Context(incident=incident.number), "Start rollback")
    row = ActionsBlock(block_id="rollback_offer", elements=[start])
    hint = context("It first asks whether a rollback would help at all. Nothing starts by itself.")
    return rendered(f"A rollback is worth considering: {said(event.because)}", [section(text), hint, row])


def line(incident: Incident) -> Iterator[Block]:
    """Yield where the latest rollback stands, for the card."""
    if incident.rollbacks:
        run = incident.rollbacks[-1]
        bundles = f"{said_in_line(run.before, 100)} → {said_in_line(run.after, 100)}"
        yield section(f"*Rollback:* {bundles}, {_standing(run)}", block_id="rollback")


def can_begin(incident: Incident) -> bool:
    """Say whether a rollback can be begun now."""
    return not incident.is_over and under_way(incident) is None


def _standing(run: Run) -> str:
    if run.aborted_at:
        return f"given up {date(run.aborted_at)}"
    if run.completed_at and run.took is not None:
        return f"complete {date(run.completed_at)}, {_in_time(run.took)}"
    return f"under way, next: {STAGES[run.stage].lower()}"


def _in_time(took: timedelta) -> str:
    limit = ROLLBACK.deployable_within
    return f"in {duration(took)}{f', {duration(took - limit)} over the 15 minutes' if took > limit else ''}"


def _blocks(incident: Incident, run: Run) -> Iterator[Block]:
    yield header(f"Rollback {run.number}: {run.before} → {run.after}")
    yield section(f"*Criteria:* {said(run.criteria)}\nDecided by {mention(run.decided_by)} {date(run.started_at)}")
    yield context(_moves(run))
    if run.way and run.is_under_way:
        yield section(f"*How, as on record:* {_way(run.way)}")
    yield section("\n".join(_stage(run, stage) for stage in STAGES), block_id="stages")
    yield context(_end(run))
    yield from _actions(incident, run)


def _moves(run: Run) -> str:
    if not run.is_partial:
        return "The whole bundle moves: model, adapters, prompt, guardrails, router, index, tools, decoding, evaluator."
    return f":warning: Only these parts move, {PARTIAL}: {', '.join(run.parts)}."


def _way(way: str) -> str:
    linked = link(way, "Instructions")
    return linked if linked.startswith("<") else said(way, 1000)


def _stage(run: Run, stage: Stage) -> str:
    passed = next((one for one in run.passed if one.stage is stage), None)
    if passed is not None:
        return _behind(passed)
    is_next = run.is_under_way and run.stage is stage
    return f":arrow_right: *{STAGES[stage]}*" if is_next else f":white_small_square: {STAGES[stage]}"


def _behind(passed: Passed) -> str:
    note = f"\n      {said_in_line(passed.note, 300)}" if passed.note else ""
    return f":white_check_mark: {STAGES[passed.stage]} · {date(passed.at)} · {mention(passed.by)}{note}"


def _end(run: Run) -> str:
    if run.aborted_at:
        return f"Given up {date(run.aborted_at)}: {said_in_line(run.reason or '')}"
    if run.completed_at and run.took is not None:
        return f"Complete {date(run.completed_at)}, {_in_time(run.took)}."
    return f"To be complete by {date(run.due_at)}: 15 minutes after the decision."


def _actions(incident: Incident, run: Run) -> Iterator[Block]:
    """One next button; after the end of the latest, the way forward or back again, which is a rollback of its own."""
    if incident.is_over:
        return
    at = about(incident, run, run.stage)
    if run.is_under_way:
        action = Action.OPEN_ROLLBACK_STAGE if run.stage in _ASKING else Action.ROLLBACK_PASSED
        row = [button(action, at, _PASSED_BY[run.stage]), button(Action.OPEN_ABORT_ROLLBACK, at)]
        yield ActionsBlock(block_id="rollback", elements=row)
    elif run is incident.rollbacks[-1]:
        again = button(Action.OPEN_ROLLBACK, Context(incident=incident.number), "Roll forward or back again")
        yield ActionsBlock(block_id="rollback", elements=[again])
