"""What a step can need before it is settled: trials fixed beforehand, a sample, a word on the evidence."""

from bot.domain.checklist import Checklist, Item, changed, item_of, open_item
from bot.domain.evidence import GateAnswer
from bot.domain.records import DrawnSample, TrialPlan, Tried
from bot.errors import StaleButton


def plan_trials(checklist: Checklist, step_id: str, plan: TrialPlan) -> Checklist:
    """Fix the trials of a step, before any of them is run.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: It is settled.
        StaleButton: The step asks for no trials, or trials are fixed whose results are not in.
    """
    item = open_item(checklist, step_id)
    if item.work.kind != "trials" or is_waiting_for_results(item):
        raise StaleButton(now="unknown")
    return changed(checklist, item, plan=plan, record=None)


def is_waiting_for_results(item: Item) -> bool:
    """Say whether trials of a step are fixed and their results are not in."""
    return item.plan is not None and item.record is None


def note_results(checklist: Checklist, step_id: str, record: Tried) -> Checklist:
    """Keep the results of trials that do not settle their step.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: It is settled.
    """
    return changed(checklist, open_item(checklist, step_id), record=record)


def with_sample(checklist: Checklist, step_id: str, sample: DrawnSample | None) -> Checklist:
    """Note which sample a step has, or that it has none.

    Raises:
        UnknownStep: There is no such step.
    """
    return changed(checklist, item_of(checklist, step_id), sample=sample)


def said_of_evidence(checklist: Checklist, step_id: str, answer: GateAnswer) -> Checklist:
    """Keep what was said of the evidence before a step alters the system.

    Raises:
        UnknownStep: There is no such step.
        StepAlready: It is settled.
    """
    return changed(checklist, open_item(checklist, step_id), gate=answer)
