"""Who commands, who helps, who has which role."""

from datetime import datetime

from bot.domain.clocks import DeadlineKind
from bot.domain.events import CommandTaken, HandOverAccepted, HandOverOffered, HelpOffered, RoleAssigned
from bot.domain.incident import Change, Incident, Role
from bot.errors import AlreadyCommander, InvalidField, NotTheSuccessor, StaleButton
from bot.ids import Field


def take_command(incident: Incident, by: str, now: datetime) -> Change:
    """Become incident commander, which stops the response clock.

    Raises:
        AlreadyCommander: somebody commands.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if incident.commander is not None:
        raise AlreadyCommander(commander=incident.commander)
    response = incident.deadlines[DeadlineKind.RESPONSE]
    event = CommandTaken(at=now, by=by, late_by=response.late_by(now))
    return Change(incident.with_role(Role.COMMANDER, by).with_deadline(response.settled(now)), (event,))


def offer_help(incident: Incident, by: str, now: datetime) -> Change:
    """Say that one is helping; saying it twice changes nothing.

    Raises:
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if by in incident.helpers:
        return Change(incident)
    return Change(incident.having(helpers=(*incident.helpers, by)), (HelpOffered(at=now, by=by),))


def assign_role(incident: Incident, role: Role, to: str, by: str, now: datetime) -> Change:
    """Give somebody a role. Command is not given: it is taken or handed over.

    Raises:
        InvalidField: the role is the commander's and somebody else is meant.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    if role is Role.COMMANDER:
        return _command_as_role(incident, to, by, now)
    if incident.roles.get(role) == to:
        return Change(incident)
    return Change(incident.with_role(role, to), (RoleAssigned(at=now, by=by, role=role, to=to),))


def _command_as_role(incident: Incident, to: str, by: str, now: datetime) -> Change:
    if to == by:
        return take_command(incident, by, now)
    if incident.commander == by:
        return offer_hand_over(incident, to, by, now)
    raise InvalidField(field=Field.ROLE, problem="command_is_taken")


def offer_hand_over(incident: Incident, to: str, by: str, now: datetime) -> Change:
    """Ask somebody to take over; until they accept, the commander commands.

    Raises:
        NoCommander, NotTheCommander: only the commander may.
        InvalidField: the successor is the commander.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    incident.require_commander(by)
    if to == by:
        raise InvalidField(field=Field.PERSON, problem="commands_already")
    return Change(incident.having(successor=to), (HandOverOffered(at=now, by=by, to=to),))


def accept_hand_over(incident: Incident, by: str, now: datetime) -> Change:
    """Take over as the successor who was asked.

    Raises:
        NotTheSuccessor: somebody else was asked.
        StaleButton: nobody is asked any more.
        WrongStatus: it is resolved.
    """
    incident.require_running()
    before = incident.commander
    if incident.successor is None or before is None:
        raise StaleButton(now="no_hand_over")
    if incident.successor != by:
        raise NotTheSuccessor(successor=incident.successor)
    after = incident.with_role(Role.COMMANDER, by).having(successor=None)
    return Change(after, (HandOverAccepted(at=now, by=by, before=before),))
