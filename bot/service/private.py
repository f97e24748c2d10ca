"""Going on in private: a public channel cannot be made private by an app, so a private one takes its place."""

from bot.blocks import posts
from bot.domain.incident import Incident
from bot.ids import Slot
from bot.messages import Channel, Invite, Post, Stand
from bot.service.consequences import opened
from bot.service.desk import Desk


def move_to_private(desk: Desk, incident: Incident) -> None:
    """Open a private channel, with everyone who has a part in the incident; the public one says where things went."""
    private = incident.having(private=True)
    desk.work.incidents.save(private)
    public = desk.work.places.channel_of(incident.number)
    if public is not None:
        desk.send(Post(to=Channel(id=public), says=posts.moved_to_private(private)))
    desk.work.places.leave_channel(incident.number)
    for message in opened(private, desk.rules):
        desk.send(message)
    desk.send(Invite(incident=incident.number, targets=_involved(desk, incident)))
    if desk.rules.policy.announce_channel:
        desk.send(Stand(incident=incident.number, slot=Slot.ANNOUNCEMENT))


def _involved(desk: Desk, incident: Incident) -> tuple[str, ...]:
    """Whoever has a role, helps, was called, or spoke."""
    spoke = (entry.user for entry in desk.work.transcript.of(incident.number) if not entry.by_bot)
    called = desk.rules.policy.called(incident.severity)
    return tuple(dict.fromkeys((*incident.roles.values(), *incident.helpers, *called, *spoke)))
