"""What a message of the outbox waits for, and whom it must not overtake."""

from dataclasses import dataclass, replace
from typing import Final, assert_never

from bot.ids import Slot
from bot.messages import (
    AddBookmark,
    AnnounceChannel,
    Channel,
    Direct,
    FetchOutputs,
    IncidentChannel,
    Invite,
    LookUp,
    Message,
    OpenChannel,
    Pin,
    Place,
    Post,
    PublishHome,
    Remove,
    SetTopic,
    Stand,
    TakeBack,
    TellGroup,
    Upload,
    Whisper,
)

MERGED: Final = frozenset({"stand", "remove", "set_topic", "publish_home"})
"""Calls whose effect depends on nothing but when they are sent."""


@dataclass(frozen=True, slots=True)
class Route:
    """How one message travels.

    Attributes:
        incident: Whose channel or message it needs; also whom to tell when it cannot be sent.
        lane: Chat calls of one lane go out one at a time, in order; None travels alone.
        needs_channel: It waits until the incident's channel exists.
        needs_slot: It waits until the message of this slot stands.
        shows: What it changes (a standing message, the topic). Of two calls of one kind in `MERGED` that wait to change
            the same, one is enough.
    """

    incident: int | None = None
    lane: str | None = None
    needs_channel: bool = False
    needs_slot: str | None = None
    shows: str | None = None


def route(message: Message) -> Route:
    """Say what a message waits for and which lane it takes."""
    match message:
        case OpenChannel() | FetchOutputs():
            return Route(message.incident)
        case LookUp() | PublishHome() | TellGroup():
            return _of_person(message)
        case Stand() | Remove():
            return _of_slot(message)
        case Post():
            return _of_post(message)
        case TakeBack() | Whisper() | Upload():
            return _of_place(message.to, message.incident)
        case Invite() | SetTopic() | AddBookmark() | Pin():
            return _beside_chat(message)
        case _:
            assert_never(message)


def _of_person(message: LookUp | PublishHome | TellGroup) -> Route:
    """All Homes share a lane: however many there are, they take one place among the calls on their way."""
    return Route(lane="home", shows=f"home:{message.user}") if isinstance(message, PublishHome) else Route()


def _beside_chat(message: Invite | SetTopic | AddBookmark | Pin) -> Route:
    if isinstance(message, SetTopic):
        # A lane of its own: the older of two topics must not arrive last.
        topic = f"topic:{message.left or message.incident}"
        return Route(message.incident, topic, needs_channel=True, shows=topic)
    slot = message.slot if isinstance(message, AddBookmark | Pin) else None
    return Route(message.incident, needs_channel=True, needs_slot=slot)


def _of_slot(message: Stand | Remove) -> Route:
    number = message.incident
    return Route(number, _lane_of_slot(message), needs_channel=True, shows=f"slot:{number}:{message.slot}")


def _lane_of_slot(message: Stand | Remove) -> str:
    if message.slot == Slot.ANNOUNCEMENT:
        # Announcements of different incidents stand in one channel, but none has to wait for another's.
        return f"announce:{message.incident}"
    if message.slot.startswith(f"{Slot.SAMPLE}:"):
        # What counts labels is edited with some delay, which nothing else of the incident has to wait for.
        return f"samples:{message.incident}"
    return f"incident:{message.incident}"


def _of_post(message: Post) -> Route:
    path = _of_place(message.to, message.incident)
    return replace(path, shows=f"slot:{path.incident}:{message.slot}") if message.slot else path


def _of_place(place: Place, incident: int | None) -> Route:
    match place:
        case IncidentChannel():
            return Route(place.incident, f"incident:{place.incident}", needs_channel=True)
        case AnnounceChannel():
            return Route(incident, "announce")
        case Direct():
            return Route(incident, f"direct:{place.user}")
        case Channel():
            # What is said elsewhere about an incident is true only once the incident's own channel is there.
            return Route(incident, f"channel:{place.id}", needs_channel=incident is not None)
        case _:
            assert_never(place)
