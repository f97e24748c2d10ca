"""Classification, severity and type."""

from dataclasses import dataclass

from bot.domain import classifying, notifying, restricting, triaging
from bot.domain.classifying import Decision
from bot.domain.incident import Answers, Change, Incident
from bot.domain.runbook import Runbook
from bot.domain.taxonomy import HarmOngoing, Severity
from bot.errors import InvalidField
from bot.ids import Field
from bot.service.desk import Desk
from bot.service.finding import away
from bot.service.private import move_to_private


@dataclass(frozen=True, slots=True)
class Classification:
    """The classification form as submitted; `type` None means "not sure yet".

    `opened_with` is the digest of the answers that the form showed when it opened, where that is known;
    `harm_ongoing` is None where the person did not change it.
    """

    incident: int
    by: str
    answers: Answers
    type: str | None
    decision: Decision
    opened_with: str | None = None
    harm_ongoing: HarmOngoing | None = None


@dataclass(frozen=True, slots=True)
class SetSeverity:
    """A severity set by hand."""

    incident: int
    by: str
    severity: Severity
    reason: str | None


@dataclass(frozen=True, slots=True)
class SetType:
    """A type set by hand; `suspected` are further ones that it may be, `dropped` those that it no longer may."""

    incident: int
    by: str
    type: str
    suspected: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def classify(desk: Desk, request: Classification) -> None:
    """Store the answers, set severity and type, bring the right checklist."""
    before = desk.incident(request.incident)
    restricting.require_worst(before, request.decision.severity, Field.DECIDED_SEVERITY)
    answers = _answers(before, request)
    harm = triaging.report_harm(before, request.harm_ongoing or before.harm_ongoing, request.by, desk.now)
    answered = classifying.classify(harm.incident, answers, request.decision, request.by, desk.now, desk.rules.policy)
    changes = [harm, answered]
    if request.type is not None and request.type != before.type:
        changes.append(classifying.set_type(answered.incident, runbook(desk, request.type), request.by, desk.now))
    if restricting.is_newly_suspected(before, answers):
        changes.append(_restricted(desk, changes[-1].incident, request.by))
    keep(desk, before, *changes)


def _restricted(desk: Desk, incident: Incident, by: str) -> Change:
    steps = desk.rules.library.restricted
    return restricting.restrict(incident, steps, None, by, desk.now, desk.rules.policy)


def _answers(before: Incident, request: Classification) -> Answers:
    """What somebody else answered while the form was open is not in it, and must not be lost by that."""
    if request.opened_with in {None, before.answers.digest}:
        return request.answers
    return request.answers.over(before.answers)


def set_severity(desk: Desk, request: SetSeverity) -> None:
    """Set the severity and bring the steps that it asks for."""
    before = desk.incident(request.incident)
    restricting.require_worst(before, request.severity, Field.SEVERITY)
    change = classifying.set_severity(before, request.severity, request.reason, request.by, desk.now, desk.rules.policy)
    keep(desk, before, change)


def set_type(desk: Desk, request: SetType) -> None:
    """Set the type and swap the checklist."""
    before = desk.incident(request.incident)
    typed = classifying.set_type(before, runbook(desk, request.type), request.by, desk.now)
    known = (slug for slug in request.suspected if slug in desk.rules.library.runbooks)
    kept = (slug for slug in typed.incident.suspected if slug not in request.dropped)
    marked = triaging.suspect(typed.incident, (*kept, *known), request.by, desk.now)
    if marked.incident == before:
        raise InvalidField(field=Field.TYPE, problem="is_set_already", type=request.type)
    keep(desk, before, typed, marked)


def keep(desk: Desk, before: Incident, *changes: Change) -> None:
    """A change of severity or type ends with the steps that belong to both, and in private where it has to be."""
    changed = changes[-1].incident
    book = desk.rules.library.runbook(changed.type)
    raised = classifying.with_steps_of(changed, book, desk.now) if changed.severity != before.severity else None
    done = (*changes, *((raised,) if raised else ()))
    policy, gone = desk.rules.policy, away(desk)
    told = (*done, *notifying.at_once(done[-1].incident, policy, gone, desk.now))
    after = desk.keep(before, *told, *restricting.called(before, told[-1].incident, policy, gone, desk.now))
    if after.restricted and not before.restricted:
        desk.work.transcript.forget_files(after.number)
    if _has_to_be_private(desk, after) and not after.private:
        move_to_private(desk, after)


def _has_to_be_private(desk: Desk, incident: Incident) -> bool:
    is_of_such_a_type = incident.type in desk.rules.policy.private_channel_for
    return incident.restricted or (is_of_such_a_type and not incident.is_over)


def runbook(desk: Desk, slug: str) -> Runbook:
    """A type's runbook.

    Raises:
        InvalidField: no file describes it (any more).
    """
    known = desk.rules.library.runbooks
    if slug not in known:
        raise InvalidField(field=Field.TYPE, problem="unknown_type", type=slug)
    return known[slug]
