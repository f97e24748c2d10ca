"""Inserts that meet a row that is already there: the two databases write them alike but import them apart."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def _insert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_if_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Add a row unless one with the same key is there; return whether it was added."""
    statement = _insert(connection, table).values(**row).on_conflict_do_nothing()
    # Counted by what comes back: the two drivers do not agree on the row count of an insert.
    return connection.execute(statement.returning(*table.primary_key)).first() is not None


def upsert(connection: Connection, table: Table, row: Mapping[str, object], *, keep: Collection[str] = ()) -> None:
    """Add a row, or overwrite the one with the same primary key except for the columns in `keep`."""
    statement = _insert(connection, table).values(**row)
    key = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in row if name not in {*key, *keep}}
    if changed:
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed))
    else:
        connection.execute(statement.on_conflict_do_nothing())
