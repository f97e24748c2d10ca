"""The answer to the question before something alters the system: kept, told, and never in the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain import gate, notifying
from bot.domain.checklist import item_of
from bot.domain.gate import Altering
from bot.domain.incident import Change, Incident
from bot.service.desk import Desk
from bot.service.finding import away


@dataclass(frozen=True, slots=True)
class StepAnswered:
    """Somebody said, of a step that alters the system, whether the evidence is held."""

    incident: int
    by: str
    step: str
    held: bool


def answer_step(desk: Desk, request: StepAnswered) -> None:
    """Take the answer for a step."""
    before = desk.incident(request.incident)
    altering = gate.step(item_of(before.checklist, request.step))
    desk.keep(before, *answer(desk, before, altering, request.by, held=request.held))
    desk.get_to_know(request.by)


def answer(desk: Desk, incident: Incident, altering: Altering, by: str, *, held: bool) -> tuple[Change, ...]:
    """Take the answer for whatever alters the system: changes to keep, the last of which holds the state.

    Raises:
        AnsweredAlready: Somebody did before.
        UnknownStep, WrongStatus: It cannot be.
    """
    said = gate.answer(incident, altering, by, desk.now, held=held)
    return (said, *_to_legal(desk, said.incident, altering, held=held))


def _to_legal(desk: Desk, incident: Incident, altering: Altering, *, held: bool) -> Iterator[Change]:
    """Legal hears of it where the system is on record as high-risk; that policy names nobody is said."""
    system = desk.system(incident.system)
    if system is not None and system.eu_high_risk:
        record = notifying.told(("legal",), gate.to_legal(incident, altering, held=held), desk.rules.policy, away(desk))
        yield Change(incident, (notifying.event_of(record, None, desk.now),))
