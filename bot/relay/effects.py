"""What a call has changed in Slack, and how the store remembers it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from bot.domain.transcript import Entry, Person
from bot.messages import Direct, FetchOutputs, Post, Rendered
from bot.relay.apologising import tell_not_invited
from bot.relay.ready import Ready
from bot.service.homes import refresh
from bot.service.sampling import fetched
from bot.store import MessageRef, Work


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing that has to be remembered."""


@dataclass(frozen=True, slots=True)
class ChannelMade:
    """An incident has its channel."""

    channel: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """A message stands in Slack; `slot` when it can be edited or removed later."""

    ref: MessageRef
    says: Rendered
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A message shows something else."""

    ref: MessageRef
    says: Rendered


@dataclass(frozen=True, slots=True)
class Removed:
    """A message is gone."""

    ref: MessageRef
    slot: str


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody is known."""

    person: Person


@dataclass(frozen=True, slots=True)
class Heard:
    """The people of a group are known, each of whom is to be told something."""

    users: tuple[str, ...]
    says: Rendered


@dataclass(frozen=True, slots=True)
class NotInvited:
    """Some could not be let in: pairs of user id and Slack's code."""

    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A file can be read at its address, where that is known; `edition` says of which post-mortem it is."""

    permalink: str | None
    edition: int | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was in a sample's file."""

    message: FetchOutputs
    outputs: tuple[str, ...]


Effect = Nothing | ChannelMade | Posted | Edited | Removed | Met | Heard | NotInvited | Shared | Fetched


def remember(work: Work, ready: Ready, effect: Effect, bot_user: str, now: datetime) -> None:
    """Write down what a call has changed; what the bot says in an incident's channel never comes back as an event."""
    match effect:
        case Nothing():
            return
        case ChannelMade(channel, is_private):
            _channel_made(work, _number(ready), channel, is_private=is_private)
            refresh(work, now)
        case Posted():
            _posted(work, ready, effect, bot_user)
        case Edited(ref, says):
            work.transcript.edited(ref.channel, ref.ts, says.text, now)
        case Removed(ref, slot):
            work.places.forget(_number(ready), slot)
            work.transcript.deleted(ref.channel, ref.ts, now)
        case Met() | Heard():
            _about_people(work, ready, effect)
        case NotInvited(refused):
            tell_not_invited(work, ready, refused)
        case Fetched(message, outputs):
            fetched(work, message, outputs)
        case Shared(permalink, edition):
            _shared(work, ready, permalink, edition, now)
        case _:
            assert_never(effect)


def _about_people(work: Work, ready: Ready, effect: Met | Heard) -> None:
    if isinstance(effect, Met):
        work.people.save(effect.person)
        return
    for user in effect.users:
        work.outbox.add(Post(to=Direct(user=user), says=effect.says), key=f"{ready.row.key}:{user}")


def _posted(work: Work, ready: Ready, posted: Posted, bot_user: str) -> None:
    if posted.slot is not None:
        work.places.remember(_number(ready), posted.slot, posted.ref)
    incident = work.places.incident_in(posted.ref.channel)
    if incident is not None:
        work.transcript.record(incident, _entry(posted, bot_user))


def _shared(work: Work, ready: Ready, permalink: str | None, edition: int | None, now: datetime) -> None:
    if permalink is not None and edition is not None:
        work.documents.shared(_number(ready), edition, permalink)
        refresh(work, now)


def _entry(posted: Posted, bot_user: str) -> Entry:
    ref = posted.ref
    at = datetime.fromtimestamp(float(ref.ts), UTC)
    return Entry(channel=ref.channel, ts=ref.ts, user=bot_user, text=posted.says.text, at=at, by_bot=True)


def _number(ready: Ready) -> int:
    if ready.incident is None:
        raise LookupError(f"row {ready.row.id} belongs to no incident")
    return ready.incident.number


def _channel_made(work: Work, number: int, channel: str, *, is_private: bool) -> None:
    """A public channel that was on its way when its incident became private stays empty and belongs to nobody."""
    if work.incidents.get(number).private == is_private:
        work.places.remember_channel(number, channel)
        work.places.forget_former(number)
