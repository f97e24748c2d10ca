"""What is still to be said to Slack, written in the transaction that decided it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, and_, case, func, null, or_, select, update

from bot.messages import MESSAGE, Message
from bot.store.inserts import insert_if_new
from bot.store.readiness import SENDING, WAITING, RowState, is_ready, places_known
from bot.store.routing import MERGED, Route, route
from bot.store.schema import outbox


class Outbox:
    """The outbox of one transaction; `touched` is called when there is something to wake the relay for."""

    def __init__(self, connection: Connection, touched: Callable[[], None]) -> None:
        self._connection = connection
        self._touched = touched

    def add(
        self, message: Message, *, urgent: bool = False, key: str | None = None, not_before: datetime | None = None
    ) -> None:
        """Have a message sent.

        Args:
            message: What to send.
            urgent: It goes before what is not urgent, also in its channel.
            key: Nothing is added when an earlier message had the same; nor when one that has the same effect waits.
            not_before: When it may leave; at once otherwise.
        """
        path = route(message)
        self._touched()
        if path.shows and self._is_foreseen(message, path.shows, urgent=urgent):
            return
        row = _row(message, path)
        insert_if_new(
            self._connection, outbox, {**row, "key": key or uuid4().hex, "urgent": urgent, "next_try": not_before}
        )

    def forget_uploads(self, number: int) -> None:
        """Forget the files of an incident, sent or not: they hold text that must not be kept."""
        ours = and_(outbox.c.incident == number, outbox.c.call == "upload", ~SENDING)
        self._connection.execute(outbox.delete().where(ours))

    def depth(self, now: datetime) -> int:
        """Count the rows that could be sent now or are being sent."""
        ready = select(func.count()).select_from(outbox).where(or_(SENDING, is_ready(now)))
        return int(self._connection.execute(ready).scalar_one())

    def next_try(self, after: datetime | None = None) -> datetime | None:
        """Say when the first of the rows that wait for another attempt is tried again.

        Args:
            after: Leave out those whose time has come by then: they wait for their lane.
        """
        query = select(func.min(outbox.c.next_try)).where(WAITING, places_known())
        if after is not None:
            query = query.where(outbox.c.next_try > after)
        moment: datetime | None = self._connection.execute(query).scalar()
        return moment

    def _is_foreseen(self, message: Message, shows: str, *, urgent: bool) -> bool:
        """Whether the last call that waits on this has the same effect; the relay cannot take it before this commits.

        An urgent call takes those before it along: it must not overtake the removal of what it shows anew.
        """
        same = and_(WAITING, outbox.c.shows == shows)
        query = select(outbox.c.call).where(same).order_by(outbox.c.id.desc()).with_for_update()
        calls = self._connection.execute(query).scalars().all()
        if calls and urgent:
            self._hurry(same)
        return bool(calls) and calls[0] == message.call and message.call in MERGED

    def _hurry(self, waiting: ColumnElement[bool]) -> None:
        """What was only not to leave yet leaves now; what Slack has put off stays put off."""
        untried = outbox.c.attempts == 0
        next_try = case((untried, null()), else_=outbox.c.next_try)
        self._connection.execute(update(outbox).where(waiting).values(urgent=True, next_try=next_try))


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
