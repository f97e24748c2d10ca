"""Looking: what modals and answers show, as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.agenda import may_see
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.errors import NotAnIncident, NothingToShow
from bot.service.desk import Desk
from bot.wording import UNNAMED_SYSTEM


@dataclass(frozen=True, slots=True)
class InChannel:
    """A sub-command, and where it was typed."""

    channel: str
    command: str


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


def is_incident_channel(desk: Desk, channel: str) -> bool:
    """Whether a channel is an incident's."""
    return desk.work.incidents.in_channel(channel) is not None


def systems(desk: Desk, _request: None) -> tuple[str, ...]:
    """The names of the systems that are known."""
    return tuple(name for name in desk.work.incidents.systems() if name != UNNAMED_SYSTEM)


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
