"""Suspected illegal content: the incident is closed to everything that copies content, until Legal says otherwise."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final

from bot.domain import classifying, first_steps, notifying
from bot.domain.first_steps import FirstStep
from bot.domain.incident import Answers, Change, Incident, Role
from bot.domain.notifying_events import GroupsTold
from bot.domain.policy import Policy
from bot.domain.restricting_events import IncidentRestricted, LiftAsked, RestrictionLifted
from bot.domain.taxonomy import Harm, Severity
from bot.errors import InvalidField, NotLegalCounsel, StaleButton
from bot.ids import Field

CALLED: Final = ("legal", "trust_and_safety")
"""The groups of policy that are called at once."""

MESSAGE: Final = (
    "This incident may involve content that is illegal to possess. Do not open, copy or forward anything of it. Legal "
    "decides what is reported, what is kept and by whom; the commander tells you where the record is by reference only."
)


def is_newly_suspected(before: Incident, answers: Answers) -> bool:
    """Say whether an answer suspects illegal content for the first time."""
    seen = Harm.SUSPECTED_ILLEGAL
    return seen in answers.harms and seen not in before.answers.harms and not before.restricted


def restrict(
    incident: Incident, steps: Sequence[FirstStep], reference: str | None, by: str, now: datetime, policy: Policy
) -> Change:
    """Restrict the incident, at P0; also one that is over, since what is suspected late is suspected all the same.

    Raises:
        Restricted: it is already.
    """
    incident.require_unrestricted()
    worst = classifying.made_worst(incident, by, now, policy)
    checklist = first_steps.brought_first(worst.incident.checklist, steps)
    event = IncidentRestricted(at=now, by=by, reference=reference)
    return Change(worst.incident.having(restricted=True, checklist=checklist), (event, *worst.events))


def called(before: Incident, after: Incident, policy: Policy, away: Collection[str], now: datetime) -> Iterator[Change]:
    """Call Legal and Trust and Safety once an incident has become restricted; a group without anybody is said."""
    if after.restricted and not before.restricted:
        told = notifying.told(CALLED, MESSAGE, policy, away)
        event = GroupsTold(at=now, groups=told.groups, ids=told.ids, missing=told.missing, message=MESSAGE)
        yield Change(after, (event,))


def require_worst(incident: Incident, severity: Severity | None, field: Field) -> None:
    """Refuse another severity than P0 while the incident is restricted.

    Raises:
        InvalidField: it is another.
    """
    if incident.restricted and severity not in {None, Severity.P0}:
        raise InvalidField(field=field, problem="restricted_is_p0")


def lift(incident: Incident, reason: str, by: str, now: datetime) -> Change:
    """Lift the restriction: the commander wants it, the legal counsel has to agree. The channel stays private.

    Raises:
        NoCommander, NotTheCommander: somebody else wants it.
        NotLegalCounsel: nobody else has Legal's part in the incident; it takes two.
        StaleButton: it is not restricted.
    """
    _require_restricted(incident)
    incident.require_commander(by)
    if incident.roles.get(Role.LEGAL) in {None, by}:
        raise NotLegalCounsel
    return Change(incident.having(lift_asked=reason), (LiftAsked(at=now, by=by, reason=reason),))


def agree(incident: Incident, by: str, now: datetime) -> Change:
    """Agree, as the legal counsel, that the restriction is lifted.

    Raises:
        NotLegalCounsel: somebody else agrees.
        StaleButton: nobody asks for it (any more).
    """
    _require_restricted(incident)
    if incident.lift_asked is None:
        raise StaleButton(now="not_restricted")
    if incident.roles.get(Role.LEGAL) != by or by == incident.commander:
        raise NotLegalCounsel
    return _lifted(incident, incident.lift_asked, by, now)


def _lifted(incident: Incident, reason: str, by: str, now: datetime) -> Change:
    after = incident.having(restricted=False, lift_asked=None, checklist=first_steps.dropped(incident.checklist))
    return Change(after, (RestrictionLifted(at=now, by=by, reason=reason),))


def _require_restricted(incident: Incident) -> None:
    if not incident.restricted:
        raise StaleButton(now="not_restricted")
