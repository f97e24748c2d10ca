"""AI systems as people have put them on record in Slack, and the rehearsals of their rollbacks."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from bot.domain.lapsing import Watch
from bot.domain.systems import Rehearsal, System, key_of
from bot.store.inserts import upsert
from bot.store.schema import rehearsals, system_records, watches


class Systems:
    """The systems of one transaction; names are compared by `key_of`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, system: System, by: str, at: datetime) -> None:
        """Write a system's record; what it says of a rehearsal is kept apart, by `rehearsed`."""
        row = {"key": key_of(system.name), "record": system.model_dump_json(), "saved_by": by, "saved_at": at}
        upsert(self._connection, system_records, row)

    def get(self, name: str) -> System | None:
        """Read a system's record, without its rehearsals."""
        query = select(system_records.c.record).where(system_records.c.key == key_of(name))
        record = self._connection.execute(query).scalar()
        return None if record is None else System.model_validate_json(record)

    def all(self) -> tuple[System, ...]:
        """Read every record, by name, without rehearsals."""
        found = self._connection.execute(select(system_records.c.record).order_by(system_records.c.key)).scalars()
        return tuple(map(System.model_validate_json, found))

    def watch(self, name: str) -> Watch | None:
        """Recall when it was last looked whether a system could be rolled back; None when it never was."""
        row = self._connection.execute(select(watches).where(watches.c.key == key_of(name))).one_or_none()
        if row is None:
            return None
        return Watch(date.fromisoformat(row.looked_on), _day(row.lapsed_on), _day(row.told_on))

    def watched(self, name: str, watch: Watch) -> None:
        """Remember what came of a look."""
        days = {field: day and day.isoformat() for field, day in watch._asdict().items()}
        upsert(self._connection, watches, {"key": key_of(name), **days})

    def rehearsed(self, name: str, rehearsal: Rehearsal, at: datetime) -> None:
        """Write down that a rollback was tried."""
        row = {"key": key_of(name), "on": rehearsal.on.isoformat(), "at": at, "record": rehearsal.model_dump_json()}
        self._connection.execute(rehearsals.insert().values(**row))

    def rehearsals(self, name: str) -> tuple[Rehearsal, ...]:
        """Read when rollbacks of a system were tried, as written down in Slack, oldest first."""
        query = select(rehearsals.c.record).where(rehearsals.c.key == key_of(name))
        found = self._connection.execute(query.order_by(rehearsals.c.on, rehearsals.c.id)).scalars()
        return tuple(map(Rehearsal.model_validate_json, found))


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
