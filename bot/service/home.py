"""The Home: what one person sees of incidents at a glance."""

from datetime import timedelta
from typing import Final

from bot.blocks import home as blocks
from bot.blocks.home import Closed, Overview, Seen
from bot.domain.agenda import may_see, waiting_for
from bot.domain.incident import Incident
from bot.messages import Home, PublishHome, Rendered
from bot.service.desk import Desk

_CLOSED_FOR: Final = timedelta(days=90)
"""How far back the owners of actions are looked for; what a Home shows of closed incidents is less."""

_MOST_READ: Final = 300


def opened(desk: Desk, person: str) -> None:
    """Somebody looks at their Home: it goes before those of others."""
    desk.work.homes.opened(person, desk.now)
    desk.work.outbox.add(PublishHome(user=person), urgent=True)


def overview(desk: Desk, person: str) -> Overview:
    """What a person sees: of private incidents only those that they have a part in."""
    running = _seen(desk, person, desk.work.incidents.running())
    closed = _seen(desk, person, desk.work.incidents.resolved_since(desk.now - _CLOSED_FOR, _MOST_READ))
    work, library = desk.work, desk.rules.library
    return Overview(
        now=desk.now,
        waiting=waiting_for(person, (*running, *closed), desk.now),
        running=tuple(
            Seen(one, library.runbook(one.type).title, work.places.channel_of(one.number)) for one in running
        ),
        closed=tuple(
            Closed(one, work.places.channel_of(one.number), work.documents.link(one.number))
            for one in closed[: blocks.MOST_CLOSED]
        ),
    )


def _seen(desk: Desk, person: str, incidents: tuple[Incident, ...]) -> tuple[Incident, ...]:
    return tuple(one for one in incidents if may_see(one, person, desk.rules.policy))


class Rendering:
    """Renders for the relay what is true when it is sent, in the transaction of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._standing = desk.rules.standing

    def stand(self, incident: Incident, slot: str) -> Rendered | None:
        """Return what a standing message shows; None when it shows nothing."""
        return self._standing.stand(incident, slot)

    def topic(self, incident: Incident) -> str:
        """Return the topic of the incident's channel."""
        return self._standing.topic(incident)

    def home(self, person: str) -> Home:
        """Return what somebody's Home shows."""
        return blocks.home(overview(self._desk, person))
