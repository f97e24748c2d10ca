"""What steps find, where more than the form is needed for it: the runbook's unit, policy's groups."""

from dataclasses import dataclass

from bot.domain import notifying, working
from bot.domain.checklist import Finding, item_of
from bot.domain.records import Drafted, Measured
from bot.domain.works import Draft as DraftWork
from bot.domain.works import Measure, Notify
from bot.errors import StaleButton
from bot.service.checklist import Recorded
from bot.service.desk import Desk


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
    before = desk.incident(request.incident)
    work = item_of(before.checklist, request.step).work
    if not isinstance(work, Measure):
        raise StaleButton(now="unknown")
    taken = request.taken
    record = Measured(
        quantity=work.quantity,
        value=taken.value,
        unit=work.unit,
        n=taken.n,
        window=taken.window,
        baseline=taken.baseline,
    )
    finding = Finding(request.note, record)
    desk.keep(before, working.complete(before, request.step, request.by, desk.now, finding))
    desk.get_to_know(request.by)


def notified(desk: Desk, request: Notification) -> None:
    """Tell the groups of a step."""
    before = desk.incident(request.incident)
    work = item_of(before.checklist, request.step).work
    if not isinstance(work, Notify):
        raise StaleButton(now="unknown")
    record = notifying.told(work.groups, request.message, desk.rules.policy, away(desk))
    desk.keep(before, notifying.notify(before, request.step, record, request.by, desk.now, request.note))
    desk.get_to_know(request.by)


def drafted(desk: Desk, request: Draft) -> None:
    """Keep a drafted notice."""
    before = desk.incident(request.incident)
    work = item_of(before.checklist, request.step).work
    if not isinstance(work, DraftWork):
        raise StaleButton(now="unknown")
    finding = Finding(request.note, Drafted(notice=work.notice, text=request.text))
    desk.keep(before, working.complete(before, request.step, request.by, desk.now, finding))
    desk.get_to_know(request.by)


def answered(desk: Desk, request: Recorded) -> None:
    """Record what was decided or accounted for, and tell whom the answers want to be told."""
    before = desk.incident(request.incident)
    finding = Finding(request.note, request.record)
    done = working.complete(before, request.step, request.by, desk.now, finding)
    told = notifying.because_of(done.incident, request.step, desk.rules.policy, away(desk), desk.now)
    desk.keep(before, done, told)
    desk.get_to_know(request.by)


def away(desk: Desk) -> frozenset[str]:
    """Who cannot be told anything any more."""
    return frozenset(person.id for person in desk.work.people.known() if person.is_deactivated)
