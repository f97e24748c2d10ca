"""Looking: what modals and answers show, as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.agenda import may_see
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.systems import key_of
from bot.errors import NotAnIncident, NothingToShow
from bot.service.desk import Desk
from bot.wording import UNNAMED_SYSTEM


@dataclass(frozen=True, slots=True)
class InChannel:
    """A sub-command, and where it was typed."""

    channel: str
    command: str


@dataclass(frozen=True, slots=True)
class Around:
    """What decides how a command is read."""

    in_incident: bool
    names_system: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in a list, with its channel if that is known."""

    incident: Incident
    channel: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A timeline, and the words of the messages that stand on it, by channel and timestamp."""

    events: tuple[Event, ...]
    words: Mapping[tuple[str, str], str]


def incident(desk: Desk, number: int) -> Incident:
    """One incident."""
    return desk.incident(number)


def incident_in(desk: Desk, request: InChannel) -> Incident:
    """The incident of a channel.

    Raises:
        NotAnIncident: the channel is not an incident's.
    """
    found = desk.work.incidents.in_channel(request.channel)
    if found is None:
        raise NotAnIncident(command=request.command)
    return found


def around(desk: Desk, request: InChannel) -> Around:
    """Where a command was typed, and whether the words behind its first one name a system."""
    in_incident = desk.work.incidents.in_channel(request.channel) is not None
    _, _, rest = request.command.partition(" ")
    named = bool(rest.strip()) and key_of(rest) in map(key_of, systems(desk, None))
    return Around(in_incident=in_incident, names_system=named)


def system_in(desk: Desk, channel: str) -> str | None:
    """The system that the incident of a channel is about, where both are known."""
    found = desk.work.incidents.in_channel(channel)
    return None if found is None or found.system == UNNAMED_SYSTEM else found.system


def systems(desk: Desk, _request: None) -> tuple[str, ...]:
    """The names of the systems that are known: those of incidents, the last used first, and those on record."""
    used = (name for name in desk.work.incidents.systems() if name != UNNAMED_SYSTEM)
    known = (*used, *(system.name for system in desk.rules.systems(desk.work)))
    return tuple({key_of(name): name for name in reversed(known)}.values())[::-1]


def timeline(desk: Desk, number: int) -> Told:
    """What stands on an incident's timeline."""
    entries = desk.work.transcript.of(number)
    return Told(desk.work.timeline.of(number), {(entry.channel, entry.ts): entry.text for entry in entries})


def open_incidents(desk: Desk, person: str) -> tuple[Listed, ...]:
    """The incidents that are not resolved; private ones only for those who have a part in them.

    Raises:
        NothingToShow: there are none.
    """
    seen = [one for one in desk.work.incidents.running() if may_see(one, person, desk.rules.policy)]
    if not seen:
        raise NothingToShow(what="open incidents")
    return tuple(Listed(one, desk.work.places.channel_of(one.number)) for one in seen)
