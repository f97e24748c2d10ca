"""What has come in before, and what was answered: Slack delivers some things more than once."""

from datetime import datetime

from sqlalchemy import Connection, select

from bot.store.inserts import insert_if_new
from bot.store.schema import seen
from bot.store.trouble import Overtaken


class Seen:
    """The memory of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def result(self, key: str) -> str | None:
        """Recall what came of this before; None when it is new."""
        result = self._connection.execute(select(seen.c.result).where(seen.c.key == key)).scalar()
        return None if result is None else str(result)

    def remember(self, key: str, result: str, at: datetime) -> None:
        """Note what came of this, having found that it is new.

        Raises:
            Overtaken: it came a second time while the first was being worked on; run again, it gets the first result.
        """
        if not insert_if_new(self._connection, seen, {"key": key, "at": at, "result": result}):
            raise Overtaken

    def forget_before(self, moment: datetime) -> int:
        """Drop what is older than anything delivers again; return how many."""
        return self._connection.execute(seen.delete().where(seen.c.at < moment)).rowcount
