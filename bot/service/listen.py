"""The transcript: what is said in incident channels, and what people put on the timeline."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain.events import MessagePinned
from bot.domain.transcript import Entry
from bot.errors import NotAnIncident, NothingToShow
from bot.service.desk import Desk

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)")


@dataclass(frozen=True, slots=True)
class Edited:
    """A message that was edited, as it stands since."""

    entry: Entry
    at: datetime


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message that was deleted; `before` is what it was, where Slack says so."""

    channel: str
    ts: str
    at: datetime
    before: Entry | None = None


@dataclass(frozen=True, slots=True)
class OnMessage:
    """Somebody marks a message for the timeline, or takes the mark away."""

    channel: str
    ts: str
    by: str


@dataclass(frozen=True, slots=True)
class WithMessage:
    """The message shortcut: it brings the message along."""

    entry: Entry
    by: str


def said(desk: Desk, entry: Entry) -> None:
    """Store a message, if it was said in an incident's channel; of files in a restricted one not even the names."""
    incident = desk.work.incidents.in_channel(entry.channel)
    if incident is None:
        return
    kept = entry.model_copy(update={"files": ()}) if incident.restricted else entry
    desk.work.transcript.record(incident.number, kept)
    desk.get_to_know(entry.user, *_MENTION.findall(entry.text))


def edited(desk: Desk, request: Edited) -> None:
    """Follow an edit; a link that Slack has unfolded changes no words."""
    entry = request.entry
    _overtook(desk, entry)
    known = desk.work.transcript.get(entry.channel, entry.ts)
    if known is not None and known.text != entry.text:
        desk.work.transcript.edited(entry.channel, entry.ts, entry.text, request.at)


def deleted(desk: Desk, request: Deleted) -> None:
    """Follow a deletion: only time and author remain."""
    _overtook(desk, request.before)
    desk.work.transcript.deleted(request.channel, request.ts, request.at)


def _overtook(desk: Desk, entry: Entry | None) -> None:
    """What failed at first comes again minutes later: the first words must not then stand as the last."""
    if entry is not None and not entry.by_bot:
        said(desk, entry)


def joined(desk: Desk, request: OnMessage) -> None:
    """Get to know who came into an incident's channel."""
    if desk.work.incidents.in_channel(request.channel) is not None:
        desk.get_to_know(request.by)


def pin(desk: Desk, request: OnMessage) -> None:
    """Put a message on the timeline at its own time; a mark in another channel means nothing to us.

    Raises:
        NothingToShow: the message has not arrived yet; the event is delivered again, and so may the message be.
    """
    incident = desk.work.incidents.in_channel(request.channel)
    if incident is None:
        return
    entry = desk.work.transcript.get(request.channel, request.ts)
    if entry is None:
        raise NothingToShow(what="message")
    if entry.deleted_at is None:
        desk.work.timeline.pin(incident.number, _pinned(entry, request.by))


def unpin(desk: Desk, request: OnMessage) -> None:
    """Take a message off the timeline."""
    incident = desk.work.incidents.in_channel(request.channel)
    if incident is not None:
        desk.work.timeline.unpin(incident.number, request.channel, request.ts, request.by)


def add_to_timeline(desk: Desk, request: WithMessage) -> bool:
    """Put the message of a shortcut on the timeline, stored or not; False when it stands there already.

    Raises:
        NotAnIncident: the message is not in an incident's channel.
        NothingToShow: it was deleted.
    """
    incident = desk.work.incidents.in_channel(request.entry.channel)
    if incident is None:
        raise NotAnIncident(command="Add to timeline")
    said(desk, request.entry)
    entry = desk.work.transcript.get(request.entry.channel, request.entry.ts)
    if entry is None or entry.deleted_at is not None:
        raise NothingToShow(what="message")
    return desk.work.timeline.pin(incident.number, _pinned(entry, request.by))


def _pinned(entry: Entry, by: str) -> MessagePinned:
    return MessagePinned(at=entry.at, by=entry.user, channel=entry.channel, ts=entry.ts, pinned_by=by)
