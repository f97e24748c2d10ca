"""Post-mortems as they were compiled, each edition kept."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.inserts import upsert
from bot.store.schema import documents


class Documents:
    """The documents of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, number: int, edition: int, content: str, at: datetime) -> None:
        """Keep one edition of an incident's post-mortem (Markdown)."""
        row = {"incident": number, "edition": edition, "content": content, "compiled_at": at}
        upsert(self._connection, documents, row)

    def shared(self, number: int, edition: int, permalink: str) -> None:
        """Note where the file of an edition was shared."""
        edited = update(documents).where(documents.c.incident == number, documents.c.edition == edition)
        self._connection.execute(edited.values(permalink=permalink))

    def link(self, number: int) -> str | None:
        """Return the address of the newest edition that was shared; None when none was."""
        shared = select(documents.c.permalink).where(documents.c.incident == number, documents.c.permalink.is_not(None))
        permalink = self._connection.execute(shared.order_by(documents.c.edition.desc()).limit(1)).scalar()
        return None if permalink is None else str(permalink)

    def latest(self, number: int) -> str | None:
        """Return the newest edition; None when none was compiled."""
        newest = select(documents.c.content).where(documents.c.incident == number)
        content = self._connection.execute(newest.order_by(documents.c.edition.desc()).limit(1)).scalar()
        return None if content is None else str(content)

    def withdraw(self, number: int) -> None:
        """Forget every edition: one of them quotes what must not be kept."""
        self._connection.execute(documents.delete().where(documents.c.incident == number))
