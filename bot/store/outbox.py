"""What is still to be said to Slack, written in the transaction that decided it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, func, or_, select, update

from bot.messages import MESSAGE, Message
from bot.store.inserts import insert_if_new
from bot.store.readiness import SENDING, WAITING, RowState, is_ready, places_known
from bot.store.routing import Route, route
from bot.store.schema import outbox


class Outbox:
    """The outbox of one transaction; `touched` is called when there is something to wake the relay for."""

    def __init__(self, connection: Connection, touched: Callable[[], None]) -> None:
        self._connection = connection
        self._touched = touched

    def add(self, message: Message, *, urgent: bool = False, key: str | None = None) -> None:
        """Have a message sent.

        Args:
            message: What to send.
            urgent: It goes before what is not urgent, also in its channel.
            key: Nothing is added when an earlier message had the same; nor when one that will show the same waits.
        """
        path = route(message)
        self._touched()
        if path.shows and self._still_waits(path.shows, urgent=urgent):
            return
        row = _row(message, path)
        insert_if_new(self._connection, outbox, {**row, "key": key or uuid4().hex, "urgent": urgent})

    def depth(self, now: datetime) -> int:
        """Count the rows that could be sent now or are being sent."""
        ready = select(func.count()).select_from(outbox).where(or_(SENDING, is_ready(now)))
        return int(self._connection.execute(ready).scalar_one())

    def next_try(self) -> datetime | None:
        """Say when the first of the rows that wait for another attempt is tried again."""
        query = select(func.min(outbox.c.next_try)).where(WAITING, places_known())
        moment: datetime | None = self._connection.execute(query).scalar()
        return moment

    def _still_waits(self, shows: str, *, urgent: bool) -> bool:
        """Find a row that will show the same, and keep the relay from taking it before this transaction ends."""
        query = select(outbox.c.id, outbox.c.urgent).where(WAITING, outbox.c.shows == shows).with_for_update()
        row = self._connection.execute(query).first()
        if row is not None and urgent and not row.urgent:
            self._connection.execute(update(outbox).where(outbox.c.id == row.id).values(urgent=True))
        return row is not None


def _row(message: Message, path: Route) -> Mapping[str, object]:
    return {
        "message": MESSAGE.dump_json(message).decode(),
        "call": message.call,
        "incident": path.incident,
        "lane": path.lane,
        "needs_channel": path.needs_channel,
        "needs_slot": path.needs_slot,
        "shows": path.shows,
        "state": RowState.WAITING.value,
        "attempts": 0,
        "doubtful": False,
    }
