"""Content that may be illegal to possess: incidents that are restricted, and messages that leave the record."""

from dataclasses import dataclass

from bot.blocks import restricted
from bot.domain import restricting
from bot.domain.incident import Change
from bot.domain.restricting_events import MessageRestricted
from bot.domain.transcript import Entry
from bot.errors import NotAnIncident
from bot.service.classify import keep
from bot.service.command import ByPerson
from bot.service.desk import Desk
from bot.service.ending import WithWords
from bot.service.listen import WithMessage
from bot.service.saying import post


@dataclass(frozen=True, slots=True)
class Restriction:
    """Somebody restricts an incident; `reference` says where the content is."""

    incident: int
    by: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What became of a restricted message: how many post-mortems may quote it, and whether the bot had said it."""

    editions: int
    by_bot: bool


def incident(desk: Desk, request: Restriction) -> None:
    """Restrict an incident."""
    before, rules = desk.incident(request.incident), desk.rules
    steps = rules.library.restricted
    change = restricting.restrict(before, steps, request.reference, request.by, desk.now, rules.policy)
    keep(desk, before, change)


def lift(desk: Desk, request: WithWords) -> None:
    """Lift the restriction, or ask the legal counsel to agree to it."""
    before = desk.incident(request.incident)
    desk.keep(before, restricting.lift(before, request.words, request.by, desk.now))


def agree(desk: Desk, request: ByPerson) -> None:
    """Agree to it as the legal counsel."""
    before = desk.incident(request.incident)
    desk.keep(before, restricting.agree(before, request.by, desk.now))


def message(desk: Desk, request: WithMessage) -> TakenOut:
    """Take a message out of transcript, timeline and exports: its words and files are forgotten for good.

    It may stand in a public channel that the incident has left.

    Raises:
        NotAnIncident: no incident knows the message, and its channel is none's.
    """
    entry, work = request.entry, desk.work
    number = work.transcript.incident_of(entry.channel, entry.ts) or work.places.incident_in(entry.channel)
    if number is None:
        raise NotAnIncident(command="Restrict")
    before = desk.incident(number)
    _forget(desk, number, entry)
    event = MessageRestricted(at=desk.now, by=request.by, channel=entry.channel, ts=entry.ts)
    if not any(_is_same(event, other) for other in work.timeline.of(number)):
        desk.keep(before, Change(before, (event,)))
        if before.review.editions:
            desk.send(post(before, restricted.editions_withdrawn(before)))
    return TakenOut(before.review.editions, entry.by_bot)


def _forget(desk: Desk, number: int, entry: Entry) -> None:
    """Also what is only on its way here: a message that arrives late must not bring its words back."""
    work = desk.work
    work.transcript.record(number, entry.model_copy(update={"text": "", "files": ()}))
    work.transcript.deleted(entry.channel, entry.ts, desk.now)
    work.timeline.forget_message(number, entry.channel, entry.ts)
    work.documents.withdraw(number)
    work.outbox.forget_uploads(number)


def _is_same(event: MessageRestricted, other: object) -> bool:
    return isinstance(other, MessageRestricted) and (other.channel, other.ts) == (event.channel, event.ts)
