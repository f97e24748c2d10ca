"""What happened in an incident, in order."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from bot.domain.events import EVENT, Event, MessagePinned
from bot.store.inserts import insert_if_new
from bot.store.schema import pins, timeline


class Timeline:
    """The timelines of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, number: int, events: Iterable[Event]) -> None:
        """Put events on the timeline of incident `number`."""
        if rows := [_row(number, event) for event in events]:
            self._connection.execute(timeline.insert(), rows)

    def of(self, number: int) -> tuple[Event, ...]:
        """Read the timeline, by time and, at one time, in the order in which it was written."""
        query = select(timeline.c.payload).where(timeline.c.incident == number).order_by(timeline.c.at, timeline.c.id)
        return tuple(EVENT.validate_json(payload) for payload in self._connection.execute(query).scalars())

    def pin(self, number: int, event: MessagePinned) -> bool:
        """Put a message on the timeline; return False when it stands there already."""
        mark = {"incident": number, "channel": event.channel, "ts": event.ts, "by": event.pinned_by}
        insert_if_new(self._connection, pins, mark)
        return insert_if_new(self._connection, timeline, _row(number, event))

    def unpin(self, number: int, channel: str, ts: str, by: str) -> bool:
        """Take a message off the timeline once nobody wants it there; return False when it stays, or was not there."""
        is_marked = (pins.c.incident == number) & (pins.c.channel == channel) & (pins.c.ts == ts)
        self._connection.execute(pins.delete().where(is_marked, pins.c.by == by))
        if self._connection.execute(select(pins.c.by).where(is_marked).limit(1)).first() is not None:
            return False
        pinned = (timeline.c.pinned_channel == channel) & (timeline.c.pinned_ts == ts)
        gone = self._connection.execute(timeline.delete().where(timeline.c.incident == number, pinned))
        return gone.rowcount > 0

    def forget_message(self, number: int, channel: str, ts: str) -> None:
        """Take a message off the timeline, whoever wanted it there."""
        marked = (pins.c.incident == number) & (pins.c.channel == channel) & (pins.c.ts == ts)
        pinned = (timeline.c.pinned_channel == channel) & (timeline.c.pinned_ts == ts)
        self._connection.execute(pins.delete().where(marked))
        self._connection.execute(timeline.delete().where(timeline.c.incident == number, pinned))


def _row(number: int, event: Event) -> Mapping[str, object]:
    pinned = event if isinstance(event, MessagePinned) else None
    return {
        "incident": number,
        "at": event.at,
        "kind": event.kind,
        "pinned_channel": pinned and pinned.channel,
        "pinned_ts": pinned and pinned.ts,
        "payload": EVENT.dump_json(event).decode(),
    }
