"""Evidence before change: what alters the system asks once whether the evidence is held, and goes on either way."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import checklist as checklists
from bot.domain import preparing
from bot.domain.checklist import Item
from bot.domain.evidence import GateAnswer
from bot.domain.evidence_events import EvidenceAnswered
from bot.domain.incident import Change, Incident
from bot.errors import AnsweredAlready

_STEP = "step:"


@dataclass(frozen=True, slots=True)
class Altering:
    """Something that alters the system: a name that is its own within the incident, and what it does in words.

    A step's is made by `step`; others choose theirs, such as ``rollback``, or ``rollback:2`` the second time.
    """

    subject: str
    text: str


def step(item: Item) -> Altering:
    """Return a step as what alters the system."""
    return Altering(f"{_STEP}{item.step_id}", item.text)


def is_unanswered(item: Item) -> bool:
    """Say whether a step has to ask before it is done; what does not alter the system never asks."""
    return item.alters and item.gate is None and not item.is_settled


def answered(incident: Incident, subject: str) -> GateAnswer | None:
    """Return what was said before this altered the system, if anybody was asked.

    Raises:
        UnknownStep: The subject is a step that does not exist.
    """
    if subject.startswith(_STEP):
        return checklists.item_of(incident.checklist, subject.removeprefix(_STEP)).gate
    return incident.gates.get(subject)


def answer(incident: Incident, altering: Altering, by: str, now: datetime, *, held: bool) -> Change:
    """Take the one answer; whichever it is, nothing is held up by it.

    Raises:
        AnsweredAlready: Somebody did before.
        UnknownStep, WrongStatus: It cannot be.
    """
    incident.require_running()
    earlier = answered(incident, altering.subject)
    if earlier is not None:
        raise AnsweredAlready(by=earlier.by, held=earlier.held)
    said = GateAnswer(held=held, by=by, at=now)
    event = EvidenceAnswered(at=now, by=by, subject=altering.subject, text=altering.text, held=held)
    return Change(_with_answer(incident, altering.subject, said), (event,))


def _with_answer(incident: Incident, subject: str, said: GateAnswer) -> Incident:
    """A step's answer stands on its item, which shows it; the others' on the incident."""
    if not subject.startswith(_STEP):
        return incident.having(gates={**incident.gates, subject: said})
    after = preparing.said_of_evidence(incident.checklist, subject.removeprefix(_STEP), said)
    return incident.having(checklist=after)


def to_legal(incident: Incident, altering: Altering, *, held: bool) -> str:
    """Return what Legal is told when a high-risk system is altered (EU AI Act, Article 73(6))."""
    said = "the evidence is held" if held else "it is not held, and harm goes on"
    return (
        f"{incident.system} is on record as high-risk under the EU AI Act and is about to be altered: {altering.text} "
        f"Asked about the evidence, the answer was: {said}. "
        "Article 73(6) of Regulation (EU) 2024/1689: before the authority is informed, an investigation must not alter "
        "the system so that its causes can no longer be evaluated afterwards. Corrective action is still owed, and is "
        "not held up. Please decide now whether, and when, the authority is informed."
    )
