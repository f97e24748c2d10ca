"""Whose Home was opened and when, so that it can be kept true for a while; and whose turn comes when."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select, update

from bot.store.inserts import upsert
from bot.store.schema import homes

APART: Final = timedelta(seconds=0.6)
"""Slack takes about a hundred views.publish a minute."""


class Homes:
    """The opened Homes of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def opened(self, person: str, at: datetime) -> None:
        """Note that somebody looks at their Home."""
        upsert(self._connection, homes, {"person": person, "opened_at": at})

    def opened_since(self, moment: datetime) -> tuple[str, ...]:
        """Name those who have opened their Home since."""
        query = select(homes.c.person).where(homes.c.opened_at >= moment).order_by(homes.c.person)
        return tuple(self._connection.execute(query).scalars())

    def next_turn(self, person: str, now: datetime) -> datetime:
        """Say when somebody's Home is to be published again: one after the other, and each once at a time.

        Whose turn is still to come keeps it: what changes until then is shown with it.
        """
        mine: datetime | None = self._connection.execute(
            select(homes.c.turn_at).where(homes.c.person == person)
        ).scalar()
        if mine is not None and mine > now:
            return mine
        last: datetime | None = self._connection.execute(select(func.max(homes.c.turn_at))).scalar()
        turn = now if last is None else max(now, last + APART)
        self._connection.execute(update(homes).where(homes.c.person == person).values(turn_at=turn))
        return turn

    def forget(self, person: str) -> None:
        """Note that somebody's Home cannot be shown, until they open it again."""
        self._connection.execute(homes.delete().where(homes.c.person == person))

    def forget_before(self, moment: datetime) -> int:
        """Drop those that nobody has opened since; return how many."""
        return self._connection.execute(homes.delete().where(homes.c.opened_at < moment)).rowcount
