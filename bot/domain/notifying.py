"""Telling groups of policy: by a click, or at once where a runbook says so; an empty group is said, never skipped."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from bot.domain import checklist as checklists
from bot.domain import working
from bot.domain.checklist import Finding, Item
from bot.domain.incident import Change, Incident
from bot.domain.notifying_events import GroupsTold
from bot.domain.policy import Policy
from bot.domain.records import Decided, PastOutputs, Reached, Told
from bot.domain.works import Decide, Notify, TracePast

_SEEN: Final = "Real users saw such outputs"


def told(groups: Collection[str], message: str, policy: Policy, away: Collection[str]) -> Told:
    """Return who hears a message: the ids behind each group, without those who are away (deactivated)."""
    ids = {group: tuple(one for one in policy.members(group) if one not in away) for group in groups}
    everyone = (one for group in groups for one in ids[group])
    return Told(
        groups=tuple(group for group in groups if ids[group]),
        ids=tuple(dict.fromkeys(everyone)),
        missing=tuple(group for group in groups if not ids[group]),
        message=message,
    )


def notify(
    incident: Incident, step: str, record: Told, by: str | None, now: datetime, note: str | None = None
) -> Change:
    """Settle a step by telling its groups; the bot does it itself when `by` is None.

    Raises:
        UnknownStep, StepAlready, StepGated, StaleButton, WrongStatus: it cannot be.
    """
    done = working.complete(incident, step, by, now, Finding(note, record))
    return Change(done.incident, (*done.events, event_of(record, by, now)))


def at_once(incident: Incident, policy: Policy, away: Collection[str], now: datetime) -> Iterator[Change]:
    """Tell everyone whom open steps of the checklist want to be told at once; each change builds on the one before."""
    for item in incident.checklist.items:
        if _is_urgent(item):
            work = item.work
            assert isinstance(work, Notify)  # noqa: S101  # what makes it urgent
            change = notify(incident, item.step_id, told(work.groups, work.message, policy, away), None, now)
            incident = change.incident
            yield change


def because_of(incident: Incident, step: str, policy: Policy, away: Collection[str], now: datetime) -> Change:
    """Tell whom the answers that were just given to a step want to be told."""
    item = checklists.item_of(incident.checklist, step)
    groups = tuple(dict.fromkeys(_called_for(item)))
    if not groups:
        return Change(incident)
    answers = item.record.chosen if isinstance(item.record, Decided) else (_SEEN,)
    message = f"{item.text} {'; '.join(answers)}."
    return Change(incident, (event_of(told(groups, message, policy, away), item.by, now),))


def _called_for(item: Item) -> Iterator[str]:
    if isinstance(item.work, Decide) and isinstance(item.record, Decided):
        for option in item.work.options:
            if option.text in item.record.chosen:
                yield from option.tells
    if isinstance(item.work, TracePast) and isinstance(item.record, PastOutputs) and item.record.seen is Reached.YES:
        yield from item.work.tells


def _is_urgent(item: Item) -> bool:
    return isinstance(item.work, Notify) and item.work.at_once and not item.is_settled and item.record is None


def event_of(record: Told, by: str | None, now: datetime) -> GroupsTold:
    """Return that groups were told, by somebody or by the bot."""
    return GroupsTold(
        at=now, by=by, groups=record.groups, ids=record.ids, missing=record.missing, message=record.message
    )
