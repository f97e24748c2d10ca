"""Which rows of the outbox could be sent now."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, literal, or_, select

from bot.ids import Slot
from bot.store.schema import UtcTime, incidents, outbox, places


class RowState(StrEnum):
    """What became of a row: `abandoned` ones waited for something that never came."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"
    ABANDONED = "abandoned"


WAITING: Final[ColumnElement[bool]] = outbox.c.state == RowState.WAITING.value
SENDING: Final[ColumnElement[bool]] = outbox.c.state == RowState.SENDING.value


def is_ready(now: datetime) -> ColumnElement[bool]:
    """Whether a row's time has come, its places are known and nothing in its lane goes before it."""
    in_time = or_(outbox.c.next_try.is_(None), outbox.c.next_try <= now)
    return and_(WAITING, in_time, places_known(), ~exists(_ahead_in_lane(now)))


def places_known() -> ColumnElement[bool]:
    """Whether Slack has made what a row needs: the channel of its incident, the message of a slot."""
    channel = select(incidents.c.number).where(
        incidents.c.number == outbox.c.incident, incidents.c.channel_id.is_not(None)
    )
    slot = select(places.c.slot).where(places.c.incident == outbox.c.incident, places.c.slot == outbox.c.needs_slot)
    return and_(
        or_(~outbox.c.needs_channel, exists(channel), announcement_stands()),
        or_(outbox.c.needs_slot.is_(None), exists(slot)),
    )


def announcement_stands() -> ColumnElement[bool]:
    """Whether a row edits an announcement that is there already.

    An incident that goes on in private must lose its title there, also when its new channel is never made.
    """
    announced = select(places.c.slot).where(
        places.c.incident == outbox.c.incident, places.c.slot == Slot.ANNOUNCEMENT.value
    )
    slot = literal("slot:") + cast(outbox.c.incident, String) + f":{Slot.ANNOUNCEMENT.value}"
    # Never NULL: the opposite is asked for as well.
    edits = func.coalesce(outbox.c.shows, "") == slot
    return and_(edits, exists(announced))


def _ahead_in_lane(now: datetime) -> Select[Any]:
    """What goes first; a row that is only put off, and was never tried, keeps nobody waiting."""
    ahead = outbox.alias("ahead")
    put_off = and_(ahead.c.attempts == 0, func.coalesce(ahead.c.next_try, literal(now, UtcTime)) > now)
    unsent = and_(ahead.c.state == RowState.WAITING.value, ~put_off)
    first = or_(ahead.c.urgent & ~outbox.c.urgent, and_(ahead.c.urgent == outbox.c.urgent, ahead.c.id < outbox.c.id))
    before = or_(ahead.c.state == RowState.SENDING.value, and_(unsent, first))
    return select(ahead.c.id).where(ahead.c.lane == outbox.c.lane, ahead.c.id != outbox.c.id, before)
