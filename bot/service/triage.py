"""The interview about the type: its answers are kept, and the type that they speak for is taken by a click."""

from dataclasses import dataclass

from bot.domain import classifying, triaging
from bot.domain.incident import Change, Incident
from bot.domain.interview import Interview, interview
from bot.service import classify
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Interviewed:
    """The interview as answered, by the ids of the answers; empty leaves what was answered before."""

    incident: int
    by: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassifyAs:
    """A type that the interview offered, taken by a click."""

    asked: Interviewed
    type: str


def keep_answers(desk: Desk, request: Interviewed) -> None:
    """Keep the answers; nothing is decided by them."""
    before = desk.incident(request.incident)
    desk.keep(before, _answered(desk, before, request))
    desk.get_to_know(request.by)


def classify_as(desk: Desk, request: ClassifyAs) -> None:
    """Set the type, and mark the other likely ones as suspected beside those that are."""
    by, before = request.asked.by, desk.incident(request.asked.incident)
    answered = _answered(desk, before, request.asked)
    typed = classifying.set_type(answered.incident, classify.runbook(desk, request.type), by, desk.now)
    likely = (answered.incident.interview or Interview()).beside(request.type)
    marked = triaging.suspect(typed.incident, (*typed.incident.suspected, *likely), by, desk.now)
    classify.keep(desk, before, answered, typed, marked)
    desk.get_to_know(by)


def _answered(desk: Desk, before: Incident, request: Interviewed) -> Change:
    library = desk.rules.library
    found = interview(request.given, library.catalogue.interview, library.types())
    return triaging.interviewed(before, found, request.by, desk.now)
