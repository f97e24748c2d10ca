"""Going on in private: a public channel cannot be made private by an app, so a private one takes its place."""

from bot.blocks import posts
from bot.blocks.announcement import topic_left_behind
from bot.domain.incident import Incident
from bot.domain.policy import is_slack_id
from bot.ids import Slot
from bot.messages import Channel, Invite, Post, SetTopic, Stand, TakeBack
from bot.service.consequences import opened
from bot.service.desk import Desk


def move_to_private(desk: Desk, incident: Incident) -> None:
    """Open a private channel, with everyone who has a part in the incident; the public one says where things went."""
    private = incident.having(private=True)
    desk.work.incidents.save(private)
    _leave_public_channel(desk, private)
    for message in opened(private, desk.rules):
        desk.send(message)
    desk.send(Invite(incident=incident.number, targets=_involved(desk, incident)))
    if desk.rules.policy.announce_channel:
        desk.send(Stand(incident=incident.number, slot=Slot.ANNOUNCEMENT))
    desk.refresh_homes(incident)


def _leave_public_channel(desk: Desk, incident: Incident) -> None:
    """Take the card and all else that stands there away: its buttons would show the answers to anybody."""
    public = desk.work.places.channel_of(incident.number)
    for channel, ts in desk.work.places.leave_channel(incident.number):
        desk.send(TakeBack(to=Channel(id=channel), ts=ts, incident=incident.number))
    if public is not None:
        says = posts.moved_to_private(incident)
        desk.send(Post(to=Channel(id=public), says=says, incident=incident.number))
        # The old topic holds the title, and would call the incident open for ever.
        desk.send(SetTopic(incident=incident.number, left=public, says=topic_left_behind(incident)))


def _involved(desk: Desk, incident: Incident) -> tuple[str, ...]:
    """Whoever has a role, helps, was called, did something, or spoke."""
    entries = desk.work.transcript.of(incident.number)
    apps = {entry.user for entry in entries if entry.by_bot}
    spoke = (entry.user for entry in entries)
    acted = (event.by for event in desk.work.timeline.of(incident.number) if event.by is not None)
    called = desk.rules.policy.called(incident.severity)
    everyone = dict.fromkeys((*incident.roles.values(), *incident.helpers, *called, *acted, *spoke))
    return tuple(one for one in everyone if one not in apps and is_slack_id(one))
