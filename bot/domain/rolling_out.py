"""The staged exposure of a fix as it stands in an incident: reported from its step, which the last stage settles."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import checklist as checklists
from bot.domain import working
from bot.domain.checklist import Finding, Item
from bot.domain.incident import Change, Incident
from bot.domain.records import ReachedStage, RolledOut
from bot.domain.rollout import Rollout, under_way
from bot.domain.rollout_events import RolloutAdvanced, RolloutWentBack
from bot.errors import StaleButton, StepAlready, StepGated


@dataclass(frozen=True, slots=True)
class Seen:
    """A stage that was reached: the share of the traffic in per cent, and what is seen there."""

    percent: int
    words: str


def next_stage(incident: Incident, step: str, stages: tuple[int, ...]) -> tuple[Item, Rollout]:
    """Return a step with its exposure as it stands: the one under way, or else a new one in these stages.

    Raises:
        UnknownStep, StepAlready, StepGated: nothing can be exposed for it.
        StaleButton: the step asks for something else.
    """
    item = checklists.item_of(incident.checklist, step)
    if item.work.kind != "rollout":
        raise StaleButton(now="unknown")
    if item.is_settled:
        raise StepAlready(step=step, state=item.state, by=item.by or "")
    waiting = checklists.waits_for(incident.checklist, item)
    if waiting:
        raise StepGated(step=step, first=waiting[0].text, more=len(waiting) - 1)
    new = Rollout(number=len(incident.rollouts) + 1, step=step, text=item.text, stages=stages)
    return item, under_way(incident.rollouts, step) or new


def reach(incident: Incident, step: str, seen: Seen, stages: tuple[int, ...], by: str, now: datetime) -> Change:
    """Report a stage; the last settles the step.

    Raises:
        UnknownStep, StepAlready, StepGated, WrongStatus: it cannot be.
        StaleButton: another stage is next.
    """
    incident.require_running()
    item, before = next_stage(incident, step, stages)
    if seen.percent != before.following:
        raise StaleButton(now="unknown")
    stage = ReachedStage(percent=seen.percent, at=now, by=by, seen=seen.words)
    after = before.model_copy(update={"reached": (*before.reached, stage)})
    event = RolloutAdvanced(at=now, by=by, step=step, text=item.text, percent=seen.percent, seen=seen.words)
    exposed = _with(incident, after)
    if after.is_under_way:
        return Change(exposed, (event,))
    settled = working.complete(exposed, step, by, now, Finding(record=RolledOut(stages=after.reached)))
    return Change(settled.incident, (event, *settled.events))


def go_back(incident: Incident, number: int, reason: str, by: str, now: datetime) -> Change:
    """Take a fix back at a regression; its step stays open, and the next stage begins anew.

    Raises:
        StaleButton, WrongStatus: it cannot be.
    """
    incident.require_running()
    before = rollout_of(incident, number)
    after = before.model_copy(update={"went_back_at": now, "went_back_by": by, "reason": reason})
    event = RolloutWentBack(at=now, by=by, text=before.text, percent=before.percent, reason=reason)
    return Change(_with(incident, after), (event,))


def rollout_of(incident: Incident, number: int) -> Rollout:
    """Return an exposure that is under way.

    Raises:
        StaleButton: it is not, any more.
    """
    found = next((one for one in incident.rollouts if one.number == number and one.is_under_way), None)
    if found is None:
        raise StaleButton(now="unknown")
    return found


def _with(incident: Incident, rollout: Rollout) -> Incident:
    others = tuple(one for one in incident.rollouts if one.number != rollout.number)
    return incident.having(rollouts=(*others, rollout))
