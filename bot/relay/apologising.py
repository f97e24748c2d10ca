"""Who is told that something could not be done, where, and only once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot import apologies
from bot.blocks.standing import checklist_slot
from bot.domain import ending
from bot.domain.incident import Incident
from bot.ids import Slot
from bot.messages import (
    Direct,
    FetchOutputs,
    IncidentChannel,
    LookUp,
    Message,
    OpenChannel,
    Post,
    PublishHome,
    Remove,
    Rendered,
    Stand,
    TakeBack,
    Upload,
    Whisper,
)
from bot.relay.ready import Ready
from bot.relay.retry import Refused
from bot.service.homes import refresh
from bot.service.lever_consequences import board_of
from bot.service.sampling import not_fetched
from bot.store import Work

APOLOGY: Final = "apology:"
"""How the keys of apologies begin; one that cannot be sent is not apologised for."""

_CHANNEL_IS_GONE: Final = frozenset({"channel_not_found", "is_archived", "not_in_channel", "user_not_in_channel"})
"""Codes after which the incident's channel is no place to tell anything in."""


def is_apology(ready: Ready) -> bool:
    """Whether a message is itself an apology."""
    return ready.row.key.startswith(APOLOGY)


def give_up(work: Work, ready: Ready, refused: Refused, now: datetime) -> None:
    """Write off a message, with all that waited for it, and tell whoever has to know."""
    trouble = f"{refused.code} {refused.detail}".strip()
    work.deliveries.failed(ready.row.id, now, trouble)
    message = ready.message
    if is_apology(ready):
        _tell_outside(work, ready, refused)
    if isinstance(message, PublishHome):
        # Whoever opens it again asks for it anew; until then nothing is tried in vain.
        work.homes.forget(message.user)
    if isinstance(message, FetchOutputs):
        not_fetched(work, message, now)
        _tell_who_attached(work, ready, message, refused)
        return
    if is_apology(ready) or isinstance(message, LookUp | Remove | TakeBack | PublishHome):
        return
    if isinstance(message, OpenChannel):
        work.deliveries.abandon(message.incident, now, f"no channel: {trouble}")
        says = _without_channel(work, message, refused.code, now)
    else:
        says = _apology(message, ready.row.incident, refused)
    directly = isinstance(message, OpenChannel) or refused.code in _CHANNEL_IS_GONE
    _tell_once(work, ready, f"{message.call}:{refused.code}", says, directly=directly)
    if isinstance(message, Upload):
        _post_instead(work, message)


def _tell_who_attached(work: Work, ready: Ready, message: FetchOutputs, refused: Refused) -> None:
    """Every file is a matter of its own."""
    to = IncidentChannel(incident=message.incident)
    says = _apology(message, message.incident, refused)
    told = Whisper(to=to, user=message.by, says=says, incident=message.incident)
    work.outbox.add(told, key=f"{APOLOGY}row {ready.row.id}")


def _apology(message: Message, number: int | None, refused: Refused) -> Rendered:
    match message:
        case Upload():
            return apologies.not_shared(refused.code, number, refused.detail)
        case _:
            return apologies.apology(message.call, refused.code, number, refused.detail)


def _without_channel(work: Work, message: OpenChannel, code: str, now: datetime) -> Rendered:
    """Go on in the channel where the incident was; one that never had any is closed."""
    number = message.incident
    goes_on = work.places.return_to_former(number)
    incident = work.incidents.get(number)
    if goes_on:
        work.outbox.add(Stand(incident=number, slot=Slot.CARD))
        work.outbox.add(
            Stand(incident=number, slot=checklist_slot(incident.checklist.runbook, incident.checklist.phase))
        )
        for of_levers in board_of(incident):
            work.outbox.add(of_levers)
    elif not incident.is_over:
        change = ending.close_unopened(incident, f"its channel could not be made ({code})", now)
        work.incidents.save(change.incident)
        work.timeline.append(number, change.events)
    refresh(work, now)
    return apologies.no_channel(code, number, private=message.private, goes_on=goes_on)


def _tell_outside(work: Work, ready: Ready, refused: Refused) -> None:
    """Whoever is not in the channel cannot hear an apology there; a failed invitation is what it is often about."""
    message = ready.message
    if isinstance(message, Whisper) and refused.code in _CHANNEL_IS_GONE:
        told = Post(to=Direct(user=message.user), says=message.says, incident=ready.row.incident)
        work.outbox.add(told, key=f"{ready.row.key}:directly")


def _post_instead(work: Work, message: Upload) -> None:
    """Post the text of a file that cannot be shared: a post-mortem that nobody can read is none."""
    for part in apologies.as_messages(message.title, message.content):
        work.outbox.add(Post(to=message.to, says=part, incident=message.incident))


def tell_not_invited(work: Work, ready: Ready, refused: Sequence[tuple[str, str]]) -> None:
    """Tell who could not be let into the incident's channel."""
    if ready.incident is None:
        return
    says = apologies.not_invited(refused, ready.incident.number)
    outside = {user for user, _ in refused}
    directly = _responsible(ready.incident) in outside
    _tell_once(work, ready, f"invite:{','.join(sorted(outside))}", says, directly=directly)


def _tell_once(work: Work, ready: Ready, matter: str, says: Rendered, *, directly: bool) -> None:
    """Tell it to whoever leads or reported the incident, or to whom the message was for; each matter once."""
    lead = ready.incident
    words = _to_lead(ready, lead, says, directly=directly) if lead else _to_someone(ready.message, says)
    if words is not None:
        work.outbox.add(words, key=f"{APOLOGY}{ready.row.incident or f'row {ready.row.id}'}:{matter}")


def _to_lead(ready: Ready, incident: Incident, says: Rendered, *, directly: bool) -> Message:
    number, user = incident.number, _responsible(incident)
    if directly or ready.channel is None:
        return Post(to=Direct(user=user), says=says, incident=number)
    return Whisper(to=IncidentChannel(incident=number), user=user, says=says)


def _responsible(incident: Incident) -> str:
    return incident.commander or incident.reporter


def _to_someone(message: Message, says: Rendered) -> Message | None:
    user = _asked_by(message)
    return None if user is None else Post(to=Direct(user=user), says=says)


def _asked_by(message: Message) -> str | None:
    """Name the person whom a message without an incident was for."""
    if isinstance(message, Post | Upload) and isinstance(message.to, Direct):
        return message.to.user
    return message.user if isinstance(message, Whisper) else None
