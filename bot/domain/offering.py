"""What sets a rollback off: it is offered, once per trigger, and never started by itself."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from bot.domain.checklist import item_of
from bot.domain.events import Event, StepDone
from bot.domain.incident import Change, Incident
from bot.domain.records import Measured
from bot.domain.rollback import Offer
from bot.domain.rollback_events import RollbackOffered
from bot.domain.systems import System, Trigger, Triggers
from bot.domain.taxonomy import Harm, Severity
from bot.domain.works import Measure

SAFETY_TYPES: Final = frozenset({"safety_bypass", "harmful_agent_action", "prompt_injection"})
"""The types (slugs) that are safety events."""
SAFETY_HARMS: Final = frozenset({Harm.SAFETY_VIOLATION, Harm.ILLEGAL_CONTENT, Harm.SUSPECTED_ILLEGAL})
"""The harms that make a safety event of an incident of any type, also before anybody knows its type."""
_SAFETY: Final = "safety"
GRAVE: Final = frozenset({Severity.P0, Severity.P1})
"""The severities at which a safety event offers a rollback (brief, "Define rollback trigger")."""


class Crossed(NamedTuple):
    """What was crossed: a trigger by the name that it is offered once for, in words, and the figures where there are.

    `trigger` is ``quality``, ``errors`` or ``safety``, or what a monitor's alert is called.
    """

    trigger: str
    because: str
    value: float | None = None
    threshold: float | None = None
    n: int | None = None


def due(incident: Incident, events: Iterable[Event], system: System | None, now: datetime) -> Change:
    """Offer a rollback for everything that has just crossed a trigger of the system.

    A system without a record has the trigger that needs no figure: a grave safety event.
    """
    triggers = system.triggers if system else Triggers()
    changed = Change(incident)
    for crossed in _crossed(incident, events, triggers):
        offered = offer(changed.incident, crossed, now)
        changed = Change(offered.incident, (*changed.events, *offered.events))
    return changed


def offer(incident: Incident, crossed: Crossed, now: datetime) -> Change:
    """Offer a rollback, unless it was offered for the same trigger since the last one, is under way, or is pointless.

    A trigger that is crossed after a rollback is a new reason: the rollback has not helped.
    """
    if incident.is_over or any(run.is_under_way for run in incident.rollbacks) or _was_offered(incident, crossed):
        return Change(incident)
    made = Offer(trigger=crossed.trigger, because=crossed.because, rollbacks=len(incident.rollbacks))
    event = RollbackOffered(at=now, **crossed._asdict())
    return Change(incident.having(rollback_offers=(*incident.rollback_offers, made)), (event,))


def _was_offered(incident: Incident, crossed: Crossed) -> bool:
    since = (crossed.trigger, len(incident.rollbacks))
    return any((made.trigger, made.rollbacks) == since for made in incident.rollback_offers)


def _crossed(incident: Incident, events: Iterable[Event], triggers: Triggers) -> Iterator[Crossed]:
    if triggers.safety_event and _is_new_safety_event(incident):
        yield Crossed(_SAFETY, f"A {incident.severity} safety event.")
    for event in events:
        if isinstance(event, StepDone) and isinstance(event.record, Measured):
            yield from _by_measurement(incident, event, event.record, triggers)


def _is_new_safety_event(incident: Incident) -> bool:
    """It lasts, where a number is crossed at a moment: what was offered for it, or rolled back since, settles it."""
    is_grave = incident.severity in GRAVE and _is_safety_event(incident)
    return is_grave and not incident.rollbacks and all(made.trigger != _SAFETY for made in incident.rollback_offers)


def _is_safety_event(incident: Incident) -> bool:
    return incident.type in SAFETY_TYPES or not SAFETY_HARMS.isdisjoint(incident.answers.harms)


def _by_measurement(incident: Incident, done: StepDone, taken: Measured, triggers: Triggers) -> Iterator[Crossed]:
    work = item_of(incident.checklist, done.step).work
    name = work.trigger if isinstance(work, Measure) else None
    trigger = {"quality": triggers.quality, "errors": triggers.errors}.get(name or "")
    if name and trigger and trigger.is_crossed_by(taken.value):
        yield Crossed(name, _words(taken, trigger), taken.value, trigger.at, taken.n)


def _words(taken: Measured, trigger: Trigger) -> str:
    n = f"n = {taken.n}" if taken.n is not None else "n not stated"
    limit = f"the floor of {trigger.at:g}" if trigger.direction == "below" else f"the threshold of {trigger.at:g}"
    value = f"{taken.quantity} is {taken.value:g} {taken.unit} ({n}, {taken.window})"
    return f"{value}, {trigger.direction} {limit} for {trigger.metric}."
