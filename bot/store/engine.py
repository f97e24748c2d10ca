"""A database engine whose transactions begin as this store needs them."""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import BadSetting

PATIENCE: Final = 15.0
"""Seconds for which another process may hold SQLite's write lock (a migration, a backup) before a transaction fails."""

POSTGRES_WORKERS: Final = 6
"""Worker threads, and so connections, of one replica on PostgreSQL."""

CONNECT_TIMEOUT: Final = "5"
"""Seconds, unless the URL says otherwise: a server that swallows packets would hold every worker for minutes."""

HIDDEN: Final = True
"""Whether errors leave out the values of a statement: they are people's words, and errors are logged."""


def make_engine(url: str, patience: float = PATIENCE) -> Engine:
    """Build the engine for a SQLAlchemy URL; nothing is connected yet. `patience` is for SQLite's lock, in seconds.

    Raises:
        BadSetting: the URL cannot be read, names a database that is neither SQLite nor PostgreSQL, or a folder that
            cannot be made.
    """
    parsed = _parsed(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed, patience)
        case "postgresql":
            patient = parsed.set(query={"connect_timeout": CONNECT_TIMEOUT, **parsed.query})
            pool = {"pool_pre_ping": True, "pool_size": POSTGRES_WORKERS, "max_overflow": POSTGRES_WORKERS}
            return create_engine(patient, hide_parameters=HIDDEN, **pool)
        case other:
            raise BadSetting(name="DATABASE_URL", reason=f"{other} is not supported: use sqlite or postgresql")


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise BadSetting(name="DATABASE_URL", reason="this is not a database URL that can be used") from error
    return parsed


def _sqlite(url: URL, patience: float) -> Engine:
    if url.database and url.database != ":memory:":
        _make_folder(Path(url.database).parent)
    arguments = {"timeout": patience, "check_same_thread": False}
    engine = create_engine(url, hide_parameters=HIDDEN, connect_args=arguments)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(name="DATABASE_URL", reason=f"{folder} cannot be made: {error.strerror}") from error


def _prepare_sqlite(connection: SqliteConnection, _record: ConnectionPoolEntry) -> None:
    """Take transactions out of the driver's hands, and set what SQLite forgets with each connection."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at the start: what was read cannot then have changed before it is written.

    The driver's own transactions begin at the first write and lose updates of others without an error.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE")
