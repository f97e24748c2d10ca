"""What steps find, where more than the form is needed for it: the runbook's unit, policy's groups."""

from dataclasses import dataclass
from typing import TypeVar

from bot.domain import notifying, working
from bot.domain.checklist import Finding, item_of
from bot.domain.records import Drafted, Measured
from bot.domain.works import Draft as DraftWork
from bot.domain.works import Measure, Notify
from bot.errors import StaleButton
from bot.service import checklist
from bot.service.checklist import Recorded
from bot.service.desk import Desk

_Work = TypeVar("_Work", Measure, Notify, DraftWork)


@dataclass(frozen=True, slots=True)
class Taken:
    """A number as it was taken; `baseline` is the same before the incident."""

    value: float
    n: int | None
    window: str
    baseline: float | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number for a step, whose unit the step knows."""

    incident: int
    by: str
    step: str
    taken: Taken
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Notification:
    """What the groups of a step are told."""

    incident: int
    by: str
    step: str
    message: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a notice."""

    incident: int
    by: str
    step: str
    text: str
    note: str | None = None


def measured(desk: Desk, request: Measurement) -> None:
    """Record a number."""
    work, taken = _work(desk, request, Measure), request.taken
    record = Measured(
        quantity=work.quantity,
        value=taken.value,
        unit=work.unit,
        n=taken.n,
        window=taken.window,
        baseline=taken.baseline,
    )
    checklist.record(desk, Recorded(request.incident, request.by, request.step, record, request.note))


def notified(desk: Desk, request: Notification) -> None:
    """Tell the groups of a step."""
    groups, before = _work(desk, request, Notify).groups, desk.incident(request.incident)
    record = notifying.told(groups, request.message, desk.rules.policy, away(desk))
    desk.keep(before, notifying.notify(before, request.step, record, request.by, desk.now, request.note))
    desk.get_to_know(request.by)


def drafted(desk: Desk, request: Draft) -> None:
    """Keep a drafted notice."""
    record = Drafted(notice=_work(desk, request, DraftWork).notice, text=request.text)
    checklist.record(desk, Recorded(request.incident, request.by, request.step, record, request.note))


def answered(desk: Desk, request: Recorded) -> None:
    """Record what was decided or accounted for, and tell whom the answers want to be told."""
    before = desk.incident(request.incident)
    finding = Finding(request.note, request.record)
    done = working.complete(before, request.step, request.by, desk.now, finding)
    told = notifying.because_of(done.incident, request.step, desk.rules.policy, away(desk), desk.now)
    desk.keep(before, done, told)
    desk.get_to_know(request.by)


def away(desk: Desk) -> frozenset[str]:
    """Who of policy's groups cannot be told anything any more."""
    grouped = frozenset(one for members in desk.rules.policy.groups.values() for one in members)
    return frozenset(person.id for person in desk.work.people.of(grouped) if person.is_deactivated)


def _work(desk: Desk, request: Measurement | Notification | Draft, kind: type[_Work]) -> _Work:
    """What a step asks for.

    Raises:
        StaleButton: it is work of another kind by now.
    """
    work = item_of(desk.incident(request.incident).checklist, request.step).work
    if not isinstance(work, kind):
        raise StaleButton(now="unknown")
    return work
