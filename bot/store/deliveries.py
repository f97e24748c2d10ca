"""The relay's side of the outbox: rows are claimed, sent, and what became of them is written down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import structlog
from pydantic import ValidationError
from sqlalchemy import Connection, Row, and_, func, literal, or_, select, update

from bot.messages import MESSAGE, Message
from bot.store.readiness import SENDING, WAITING, RowState, announcement_stands, is_ready
from bot.store.routing import MERGED
from bot.store.schema import UtcTime, outbox

_log = structlog.get_logger(__name__)
_UNSENT: Final = or_(WAITING, SENDING)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is this process's to send.

    Attributes:
        id: Its place in the order of the outbox.
        key: What makes it unique; travels with a message so that it can be found again when the answer was lost.
        message: What to send.
        incident: Whose it is, where it belongs to one.
        attempts: How many there were, this one included.
        first_tried_at: When the first of them began.
        doubtful: An earlier attempt may have reached Slack, although no answer came back.
    """

    id: int
    key: str
    message: Message
    incident: int | None
    attempts: int
    first_tried_at: datetime
    doubtful: bool


class Deliveries:
    """The rows that one transaction claims or settles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, now: datetime, wall: datetime, leased_until: datetime, limit: int) -> tuple[Claimed, ...]:
        """Take up to `limit` rows that can be sent, urgent ones first.

        A lease counts real time (`wall`): it is about a process that may have died, not about the incident's clock.
        """
        ready = or_(is_ready(now), and_(SENDING, outbox.c.leased_until < wall))
        query = select(outbox).where(ready).order_by(outbox.c.urgent.desc(), outbox.c.id).limit(limit)
        rows = self._connection.execute(query.with_for_update(skip_locked=True)).all()
        claimed = tuple(one for row in rows if (one := self._read(row, now)) is not None)
        if rows and not claimed:
            return self.claim(now, wall, leased_until, limit)  # what these have held up
        if claimed:
            self._take([one.id for one in claimed], now, leased_until)
        return claimed

    def _read(self, row: Row[Any], now: datetime) -> Claimed | None:
        """Read a row; what another version of the program wrote may be unreadable, and must not hold up the rest."""
        try:
            return _claimed(row, now)
        except ValidationError:
            _log.exception("outbox.unreadable", row=row.id, call=row.call, incident=row.incident)
            self.failed(row.id, now, "unreadable")
            return None

    def done(self, row: int, at: datetime) -> None:
        """Note that Slack has it, or need not have it any more."""
        self._settle((row,), RowState.DONE, at, None)

    def failed(self, row: int, at: datetime, trouble: str) -> None:
        """Note that Slack will never take it."""
        self._settle((row,), RowState.FAILED, at, trouble)

    def again(self, row: int, at: datetime, trouble: str, *, doubtful: bool) -> None:
        """Put it back until `at`."""
        back = {"state": RowState.WAITING.value, "next_try": at, "trouble": trouble, "doubtful": doubtful}
        self._connection.execute(update(outbox).where(outbox.c.id == row).values(**back, leased_until=None))
        self._drop_twin(row, at)

    def abandon(self, incident: int, at: datetime, trouble: str) -> int:
        """Give up what waits for a channel that will never be; return how many."""
        waits = select(outbox.c.id).where(WAITING, outbox.c.incident == incident, outbox.c.needs_channel)
        waits = waits.where(~announcement_stands())
        rows = self._connection.execute(waits).scalars().all()
        self._settle(rows, RowState.ABANDONED, at, trouble)
        return len(rows)

    def release(self) -> int:
        """Put back what a process that is gone had claimed: right only where no other process can be sending."""
        back = update(outbox).where(SENDING).values(state=RowState.WAITING.value, leased_until=None)
        return self._connection.execute(back).rowcount

    def forget_before(self, moment: datetime) -> int:
        """Drop what was settled before `moment`; return how many."""
        return self._connection.execute(outbox.delete().where(~_UNSENT, outbox.c.settled_at < moment)).rowcount

    def _take(self, ids: Collection[int], now: datetime, leased_until: datetime) -> None:
        taken = {
            "state": RowState.SENDING.value,
            "attempts": outbox.c.attempts + 1,
            "first_tried_at": func.coalesce(outbox.c.first_tried_at, literal(now, UtcTime)),
            "leased_until": leased_until,
            # Until an answer says otherwise: should the process die now, nobody knows what Slack has seen.
            "doubtful": True,
        }
        self._connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(**taken))

    def _drop_twin(self, row: int, at: datetime) -> None:
        """Settle the next call with the same effect as this one: one of them is enough, and this one goes first."""
        mine = select(outbox.c.shows, outbox.c.call).where(outbox.c.id == row).subquery()
        later = select(outbox.c.id, outbox.c.call, mine.c.call).where(outbox.c.shows == mine.c.shows)
        query = later.where(WAITING, outbox.c.id > row).order_by(outbox.c.id).with_for_update(of=outbox)
        twin = self._connection.execute(query).first()
        if twin is None:
            return
        identity, call, wanted = twin
        if call == wanted and call in MERGED:
            self._settle((identity,), RowState.DONE, at, f"row {row} has the same effect")

    def _settle(self, rows: Collection[int], state: RowState, at: datetime, trouble: str | None) -> None:
        settled = {"state": state.value, "settled_at": at, "trouble": trouble, "leased_until": None}
        self._connection.execute(update(outbox).where(outbox.c.id.in_(rows)).values(**settled))


def _claimed(row: Row[Any], now: datetime) -> Claimed:
    return Claimed(
        id=row.id,
        key=row.key,
        message=MESSAGE.validate_json(row.message),
        incident=row.incident,
        attempts=row.attempts + 1,
        first_tried_at=row.first_tried_at or now,
        doubtful=row.doubtful,
    )
