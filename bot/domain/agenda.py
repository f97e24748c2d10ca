"""What is next for an incident and what waits for a person; and which incidents a person may see at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.checklist import Item
from bot.domain.clocks import Deadline, DeadlineKind, DeadlineState
from bot.domain.incident import Incident, PreventionAction
from bot.domain.lever_board import SetLever
from bot.domain.policy import Policy

ACTIONS_FOR: Final = timedelta(days=30)
"""How long past its day an action waits for its owner: nothing tells when one was done, so it must end some time."""


@dataclass(frozen=True, slots=True)
class Due:
    """A clock, and when what it waits for was or will be due."""

    kind: DeadlineKind
    at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class CommandOffered:
    """Somebody is asked to take over."""

    incident: Incident


@dataclass(frozen=True, slots=True)
class UpdateOwed:
    """A commander has a status update to post."""

    incident: Incident
    due: Due


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that somebody has taken and not settled."""

    incident: Incident
    item: Item


@dataclass(frozen=True, slots=True)
class ActionOwned:
    """A prevention action of a review; late once its day is over."""

    incident: Incident
    action: PreventionAction
    is_late: bool


@dataclass(frozen=True, slots=True)
class LeverOwned:
    """A lever whose effect should be seen by now, or that was left on when its incident was closed."""

    incident: Incident
    lever: SetLever


Waiting = CommandOffered | UpdateOwed | StepTaken | LeverOwned | ActionOwned


def may_see(incident: Incident, person: str, policy: Policy) -> bool:
    """Say whether an incident may be shown to a person: a private one only to those who have a part in it.

    Whom policy calls has been invited.
    """
    involved = {incident.reporter, *incident.roles.values(), *incident.helpers, *policy.called(incident.severity)}
    involved |= {lever.owner for lever in incident.levers}
    return not incident.private or person in involved


def next_due(incident: Incident, now: datetime) -> Due | None:
    """Return what has been owed longest, else what is due first; None when nothing is."""
    clocks = incident.deadlines.values() if not incident.is_over else ()
    found = (_due(clock, now) for clock in clocks if _is_waited_for(clock))
    return min(found, key=lambda due: due.at, default=None)


def waiting_for(person: str, incidents: Iterable[Incident], now: datetime) -> tuple[Waiting, ...]:
    """Return what waits for a person, what cannot wait first."""
    known = tuple(incidents)
    running = tuple(one for one in known if not one.is_over)
    offered = (CommandOffered(one) for one in running if one.successor == person)
    steps = _steps(person, running)
    return (
        *offered,
        *_updates(person, running, now),
        *steps,
        *_levers(person, known, now),
        *_actions(person, known, now),
    )


def _is_waited_for(clock: Deadline) -> bool:
    """A missed response is still waited for; the classification is asked for once; warnings wait for nobody."""
    if clock.kind is DeadlineKind.EVIDENCE:
        return False
    is_open_miss = clock.state is DeadlineState.MISSED and clock.settled_at is None
    return clock.is_running or (clock.kind is DeadlineKind.RESPONSE and is_open_miss)


def _due(clock: Deadline, now: datetime) -> Due:
    """A reminder that is repeated or put off leaves the update owed since it was first due."""
    at = clock.first_missed_at or clock.due_at
    return Due(clock.kind, at, is_late=at <= now)


def _updates(person: str, running: Iterable[Incident], now: datetime) -> tuple[UpdateOwed, ...]:
    clocks = ((one, one.deadlines.get(DeadlineKind.STATUS_UPDATE)) for one in running if one.commander == person)
    owed = (UpdateOwed(one, _due(clock, now)) for one, clock in clocks if clock is not None and clock.is_running)
    return tuple(sorted(owed, key=lambda update: update.due.at))


def _steps(person: str, running: Iterable[Incident]) -> Iterator[StepTaken]:
    for incident in running:
        taken = (item for item in incident.checklist.items if item.assignee == person and not item.is_settled)
        yield from (StepTaken(incident, item) for item in taken)


def _levers(person: str, known: Iterable[Incident], now: datetime) -> Iterator[LeverOwned]:
    for incident in known:
        owned = (lever for lever in incident.levers if lever.owner == person and lever.is_set)
        yield from (LeverOwned(incident, lever) for lever in owned if _asks_its_owner(lever, incident, now))


def _asks_its_owner(lever: SetLever, incident: Incident, now: datetime) -> bool:
    if incident.is_over:
        return lever.is_left_on
    return lever.effect is None and lever.expected_at <= now


def _actions(person: str, known: Iterable[Incident], now: datetime) -> tuple[ActionOwned, ...]:
    today = now.date()
    owned = ((one, action) for one in known for action in one.review.actions if action.owner == person)
    waiting = (
        ActionOwned(one, action, is_late=action.due_on < today)
        for one, action in owned
        if action.due_on >= today - ACTIONS_FOR
    )
    return tuple(sorted(waiting, key=lambda each: each.action.due_on))
