"""A claimed message with everything that its call needs, read and rendered in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.domain.incident import Incident
from bot.messages import (
    AddBookmark,
    Home,
    Message,
    OpenChannel,
    Pin,
    PublishHome,
    Remove,
    Rendered,
    SetTopic,
    Stand,
)
from bot.store import MessageRef, Work
from bot.store.deliveries import Claimed


class Renderer(Protocol):
    """What turns incidents into what standing messages and Homes show now."""

    def stand(self, incident: Incident, slot: str) -> Rendered | None:
        """Return what a standing message shows; None when it shows nothing."""
        ...

    def topic(self, incident: Incident) -> str:
        """Return the topic of the incident's channel."""
        ...

    def home(self, person: str) -> Home:
        """Return what somebody's Home shows."""
        ...


RendererFor = Callable[[Work], Renderer]
"""A renderer may look things up in the transaction in which it renders."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message on its way.

    Attributes:
        row: The row of the outbox.
        incident: The incident as it stands, where the message belongs to one.
        channel: The incident's channel, where it has one.
        ref: The standing message that the call is about, where it stands.
        says: What a standing message is to show; None when it shows nothing.
        topic: What the topic is to say.
        taken: The channels of all incidents, where one is to be made.
        home: What a Home is to show.
    """

    row: Claimed
    incident: Incident | None = None
    channel: str | None = None
    ref: MessageRef | None = None
    says: Rendered | None = None
    topic: str = ""
    taken: frozenset[str] = frozenset()
    home: Home | None = None

    @property
    def message(self) -> Message:
        """The message itself."""
        return self.row.message


def prepare(work: Work, row: Claimed, renderer: Renderer) -> Ready:
    """Read and render what a message needs."""
    if isinstance(row.message, PublishHome):
        return Ready(row, home=renderer.home(row.message.user))
    if row.incident is None:
        return Ready(row)
    incident = work.incidents.find(row.incident)
    if incident is None:
        raise LookupError(f"row {row.id} belongs to incident {row.incident}, which is not there")
    message = row.message
    return Ready(
        row,
        incident,
        work.places.channel_of(incident.number),
        _standing(work, incident.number, message),
        renderer.stand(incident, message.slot) if isinstance(message, Stand) else None,
        _topic(incident, message, renderer),
        work.places.channels() if isinstance(message, OpenChannel) else frozenset(),
    )


def _topic(incident: Incident, message: Message, renderer: Renderer) -> str:
    if not isinstance(message, SetTopic):
        return ""
    return message.says if message.left else renderer.topic(incident)


def _standing(work: Work, number: int, message: Message) -> MessageRef | None:
    if isinstance(message, Stand | Remove | Pin | AddBookmark):
        return work.places.message(number, message.slot)
    return None
