"""Finding out what it is: the interview, the other types that it may be, and whether harm goes on."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.incident import Change, Incident
from bot.domain.interview import Interview
from bot.domain.taxonomy import UNCLASSIFIED, HarmOngoing
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected


def interviewed(incident: Incident, interview: Interview, by: str, now: datetime) -> Change:
    """Keep what was answered; the type stays as it is until somebody decides it.

    Raises:
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if not interview.said or interview == incident.interview:
        return Change(incident)
    says = tuple(one.says for one in interview.said)
    event = Interviewed(at=now, by=by, says=says, ranking=tuple(one.type for one in interview.likely))
    return Change(incident.having(interview=interview), (event,))


def suspect(incident: Incident, types: Sequence[str], by: str, now: datetime) -> Change:
    """Say anew which other types it may be; its own is not one of them.

    Raises:
        WrongStatus: it is resolved.
    """
    incident.require_running()
    after = tuple(one for one in dict.fromkeys(types) if one not in {incident.type, UNCLASSIFIED})
    if set(after) == set(incident.suspected):
        return Change(incident)
    event = TypesSuspected(at=now, by=by, before=incident.suspected, after=after)
    return Change(incident.having(suspected=after), (event,))


def report_harm(incident: Incident, ongoing: HarmOngoing, by: str, now: datetime) -> Change:
    """Say whether harm is going on, which nobody may have known at the declaration."""
    if ongoing is incident.harm_ongoing:
        return Change(incident)
    event = HarmReported(at=now, by=by, before=incident.harm_ongoing, after=ongoing)
    return Change(incident.having(harm_ongoing=ongoing), (event,))
