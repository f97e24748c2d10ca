"""What kind of incident it is and how bad: the answers, the suggestion, and what people decide."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import checklist as checklists
from bot.domain import watching
from bot.domain.clocks import DeadlineKind, decided_response, retimed_response
from bot.domain.events import Classified, Event, SeverityChanged, StepsAdded, TypeChanged
from bot.domain.first_steps import carried_over
from bot.domain.incident import Answers, Change, Incident
from bot.domain.lowering import require_may_lower
from bot.domain.policy import Policy
from bot.domain.runbook import Runbook
from bot.domain.taxonomy import HarmOngoing, Severity
from bot.domain.triage import Impact, Suggestion, suggest_severity
from bot.errors import InvalidField
from bot.ids import Field


@dataclass(frozen=True, slots=True)
class Decision:
    """A severity as a person decided it: `severity` None means "as suggested"; `reason` is owed when it is another."""

    severity: Severity | None = None
    reason: str | None = None


def suggestion_for(answers: Answers, harm_ongoing: HarmOngoing) -> Suggestion | None:
    """What the answers suggest; None while nothing is answered."""
    impact = Impact(
        harms=answers.harms,
        harm_ongoing=harm_ongoing,
        error_rate=answers.error_rate,
        quality=answers.quality,
        raises=answers.raises,
    )
    return suggest_severity(impact)


def classify(
    incident: Incident, answers: Answers, decision: Decision, by: str, now: datetime, policy: Policy
) -> Change:
    """Store the answers and set the severity that was suggested or decided; the type is set by `set_type`.

    "As suggested" raises or confirms. It never lowers what a person has decided, nor raises what a person has set
    against this very suggestion: who only adds an answer later does not undo an override. After the end answers are
    still taken, for the post-mortem; severity stays as it was.

    Raises:
        InvalidField: a severity other than the suggested one, or a lower one, without a reason; or a lowering in the
            first response window by somebody who does not command.
        WrongStatus: it is resolved, and another severity was decided.
    """
    if decision.severity is not None and decision.severity is not incident.severity:
        incident.require_running()
        require_may_lower(incident, decision.severity, decision.reason, by, now, Field.DECIDED_SEVERITY)
    suggestion = suggestion_for(answers, incident.harm_ongoing)
    target = None if incident.is_over else _target(incident, suggestion, decision)
    questions = incident.deadlines[DeadlineKind.CLASSIFICATION]
    after = incident.having(answers=answers, suggestion=suggestion, is_classified=True)
    after = after.having(system=answers.system or incident.system)
    if questions.settled_at is None:  # who corrects answers later has answered in time all the same
        after = after.with_deadline(questions.settled(now))
    answered = tuple(name for name in Answers.model_fields if getattr(answers, name))
    events: tuple[Event, ...] = (Classified(at=now, by=by, answered=answered),)
    if target is None:
        return Change(after, events)
    decided = _with_severity(after, target, suggestion, decision.reason, by, now, policy)
    return Change(decided.incident, (*events, *decided.events))


def _target(incident: Incident, suggestion: Suggestion | None, decision: Decision) -> Severity | None:
    """The severity to set; None to leave it as it stands."""
    if decision.severity is not None:
        if suggestion is not None and decision.severity is not suggestion.severity and not decision.reason:
            raise InvalidField(field=Field.REASON, problem="override_reason", suggested=suggestion.severity)
        return decision.severity
    if suggestion is None:
        return None
    is_no_news = incident.suggestion is not None and incident.suggestion.severity is suggestion.severity
    stands = not incident.provisional and (is_no_news or not suggestion.severity.is_worse_than(incident.severity))
    return None if stands else suggestion.severity


def set_severity(
    incident: Incident, to: Severity, reason: str | None, by: str, now: datetime, policy: Policy
) -> Change:
    """Set the severity by hand, at any time before the end.

    Raises:
        InvalidField: it is set already, or a lowering or an override without a reason; or a lowering in the first
            response window by somebody who does not command.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if to is incident.severity and not incident.provisional:
        raise InvalidField(field=Field.SEVERITY, problem="is_set_already", severity=to)
    require_may_lower(incident, to, reason, by, now)
    is_override = incident.suggestion is not None and incident.suggestion.severity is not to
    if is_override and not reason:
        raise InvalidField(field=Field.REASON, problem="severity_reason")
    return _with_severity(incident, to, incident.suggestion, reason, by, now, policy)


def made_worst(incident: Incident, by: str, now: datetime, policy: Policy) -> Change:
    """Set the severity to P0 because content may be illegal to possess; after the end it stays as it was."""
    is_worst = incident.severity is Severity.P0 and not incident.provisional
    if incident.is_over or is_worst:
        return Change(incident)
    reason = "Content may be illegal to possess"
    return _with_severity(incident, Severity.P0, incident.suggestion, reason, by, now, policy)


def _with_severity(  # noqa: PLR0913, PLR0917  # one private step that joins the two ways to set a severity
    incident: Incident,
    to: Severity,
    suggestion: Suggestion | None,
    reason: str | None,
    by: str,
    now: datetime,
    policy: Policy,
) -> Change:
    is_override = suggestion is not None and suggestion.severity is not to
    if to is incident.severity and not incident.provisional and not is_override:
        return Change(incident)
    event = SeverityChanged(
        at=now,
        by=by,
        before=incident.severity,
        after=to,
        provisional_before=incident.provisional,
        suggested=suggestion.severity if suggestion else None,
        reason=reason,
        basis=tuple(map(str, suggestion.reasons)) if suggestion else (),
    )
    return Change(_retimed(incident, to, now, policy).having(severity=to, provisional=False), (event,))


def _retimed(incident: Incident, to: Severity, now: datetime, policy: Policy) -> Incident:
    response = incident.deadlines[DeadlineKind.RESPONSE]
    if incident.provisional:
        response = decided_response(response, policy.sla(to))
    else:
        is_raise = to.is_worse_than(incident.severity)
        response = retimed_response(response, now, policy.sla(to), is_raise=is_raise)
    update = incident.deadlines[DeadlineKind.STATUS_UPDATE]
    if watching.cadence(incident, policy, to) != watching.cadence(incident, policy):
        # Who has just been reminded is not reminded again at once.
        since = now if update.misses else update.started_at
        update = update.moved(max(now, since + watching.cadence(incident, policy, to)))
    return watching.retimed(incident, to, now, policy).with_deadline(response).with_deadline(update)


def with_steps_of(incident: Incident, runbook: Runbook, now: datetime) -> Change:
    """Add exactly the steps that the incident's severity brings."""
    checklist, added = checklists.raised(incident.checklist, runbook, incident.severity)
    if not added:
        return Change(incident)
    texts = tuple(item.text for item in added)
    return Change(incident.having(checklist=checklist), (StepsAdded(at=now, texts=texts),))


def set_type(incident: Incident, runbook: Runbook, by: str, now: datetime) -> Change:
    """Set the type: its runbook replaces what is open, and keeps what is done; it is not suspected beside itself.

    Raises:
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if runbook.slug == incident.type:
        return Change(incident)
    event = TypeChanged(at=now, by=by, before=incident.type, after=runbook.slug)
    swapped = checklists.swapped(incident.checklist, runbook, incident.severity)
    checklist = carried_over(incident.checklist, swapped)
    suspected = tuple(one for one in incident.suspected if one != runbook.slug)
    return Change(incident.having(type=runbook.slug, suspected=suspected, checklist=checklist), (event,))
