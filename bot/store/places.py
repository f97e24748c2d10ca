"""Where the things of an incident stand in Slack: symbolic places and the ids that they have got."""

from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select, update

from bot.ids import Slot
from bot.store.inserts import upsert
from bot.store.schema import incidents, places

_FORMER: Final = "former:"
"""Before the slots of a channel that was left; alone, it stands for the channel itself."""


class MessageRef(NamedTuple):
    """A message in Slack."""

    channel: str
    ts: str


class Places:
    """The places of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def channel_of(self, number: int) -> str | None:
        """Name the channel of an incident; None until Slack has made it."""
        channel = self._connection.execute(select(incidents.c.channel_id).where(incidents.c.number == number)).scalar()
        return None if channel is None else str(channel)

    def incident_in(self, channel: str) -> int | None:
        """Name the incident that this channel belongs to."""
        number = self._connection.execute(select(incidents.c.number).where(incidents.c.channel_id == channel)).scalar()
        return None if number is None else int(number)

    def channels(self) -> frozenset[str]:
        """Name the channels that belong to incidents."""
        known = select(incidents.c.channel_id).where(incidents.c.channel_id.is_not(None))
        return frozenset(map(str, self._connection.execute(known).scalars()))

    def message(self, number: int, slot: str) -> MessageRef | None:
        """Find the standing message of a slot; None when it does not stand."""
        query = select(places.c.channel, places.c.ts).where(places.c.incident == number, places.c.slot == slot)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else MessageRef(row.channel, row.ts)

    def remember_channel(self, number: int, channel: str) -> None:
        """Note which channel Slack made for an incident."""
        self._connection.execute(update(incidents).where(incidents.c.number == number).values(channel_id=channel))

    def remember(self, number: int, slot: str, ref: MessageRef) -> None:
        """Note where the message of a slot stands."""
        upsert(self._connection, places, {"incident": number, "slot": slot, "channel": ref.channel, "ts": ref.ts})

    def forget(self, number: int, slot: str) -> None:
        """Note that the message of a slot stands no longer."""
        self._connection.execute(places.delete().where(places.c.incident == number, places.c.slot == slot))

    def leave_channel(self, number: int) -> tuple[MessageRef, ...]:
        """Note that an incident goes on in a channel still to be made, and return what it leaves behind in this one.

        Only its announcement stays where it is.
        """
        channel = self.channel_of(number)
        self._connection.execute(update(incidents).where(incidents.c.number == number).values(channel_id=None))
        is_left = and_(places.c.incident == number, places.c.slot != Slot.ANNOUNCEMENT.value)
        left = self._connection.execute(select(places.c.channel, places.c.ts).where(is_left).order_by(places.c.ts))
        behind = tuple(MessageRef(row.channel, row.ts) for row in left)
        self._connection.execute(update(places).where(is_left).values(slot=literal(_FORMER) + places.c.slot))
        if channel is not None:
            self.remember(number, _FORMER, MessageRef(channel, ""))
        return behind

    def return_to_former(self, number: int) -> bool:
        """Note that an incident goes on where it was, with what stood there; False when it was nowhere before."""
        former = self.message(number, _FORMER)
        if former is None:
            return False
        self.forget(number, _FORMER)
        slot = func.substr(places.c.slot, len(_FORMER) + 1)
        self._connection.execute(update(places).where(_is_former(number)).values(slot=slot))
        self.remember_channel(number, former.channel)
        return True

    def forget_former(self, number: int) -> None:
        """Note that nothing leads back to where an incident was."""
        self._connection.execute(places.delete().where(_is_former(number)))


def _is_former(number: int) -> ColumnElement[bool]:
    return and_(places.c.incident == number, places.c.slot.startswith(_FORMER))
