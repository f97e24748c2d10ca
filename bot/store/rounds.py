"""What is done again and again: whoever takes a round does it, and no other replica."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.inserts import insert_if_new
from bot.store.schema import rounds


class Rounds:
    """The rounds of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, name: str, now: datetime, next_at: datetime) -> bool:
        """Say whether a round is due, and have it come again at `next_at`; the first one is due at once."""
        known = self._connection.execute(select(rounds.c.next_at).where(rounds.c.name == name)).scalar()
        if known is None:
            return insert_if_new(self._connection, rounds, {"name": name, "next_at": next_at})
        taken = update(rounds).where(rounds.c.name == name, rounds.c.next_at <= now).values(next_at=next_at)
        return known <= now and self._connection.execute(taken).rowcount > 0
