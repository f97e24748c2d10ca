import asyncio
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.domain.incident import Incident, Status
from bot.domain.transcript import Entry, Person
from bot.errors import BadSetting, NothingToShow
from bot.messages import LookUp
from bot.store import Ingest, Store, StoreUnavailable, Work
from bot.store.engine import make_engine
from bot.store.migrating import config_for
from bot.store.schema import METADATA
from tests.store.samples import NOON, an_incident


@pytest.mark.usefixtures("store")
def test_the_migrations_lead_to_the_tables_that_the_code_knows(empty_url: str) -> None:
    engine = make_engine(empty_url)
    with engine.begin() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()

    assert differences == []


def test_a_database_of_an_earlier_version_learns_when_its_incidents_were_resolved(empty_url: str) -> None:
    resolved = an_incident(2, status=Status.RESOLVED, resolved_at=NOON)
    engine = make_engine(empty_url)
    with engine.begin() as connection:
        command.upgrade(config_for(connection), "0003")
        connection.execute(OLD_ROW, [_old_row(an_incident(1)), _old_row(resolved)])
        command.upgrade(config_for(connection), "head")
    engine.dispose()

    store = Store(empty_url)
    with store.transaction() as work:
        assert work.incidents.resolved_since(NOON, 10) == (resolved,)
    store.close()


OLD_ROW = text(
    "INSERT INTO incidents (number, state, status, severity, system, declared_at)"
    " VALUES (:number, :state, :status, 'P0', 'support assistant', '2025-04-27 12:00:00.000000')"
)


def _old_row(incident: Incident) -> dict[str, object]:
    return {"number": incident.number, "state": incident.model_dump_json(), "status": incident.status.value}


def test_migrating_twice_changes_nothing(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())

    store.migrate()

    store.check()
    with store.transaction() as work:
        assert work.incidents.find(1) == an_incident()


def test_an_empty_database_is_told_from_a_migrated_one(empty_url: str) -> None:
    store = Store(empty_url)

    with pytest.raises(BadSetting, match="run `ai-incident migrate`"):
        store.check()
    store.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("mysql+pymysql://u@h/db", "cannot be used|not supported", id="another database"),
        pytest.param("nonsense", "not a database URL", id="no URL at all"),
    ],
)
def test_a_database_that_cannot_be_is_refused_by_name(url: str, reason: str) -> None:
    with pytest.raises(BadSetting, match=reason) as refusal:
        Store(url)

    assert refusal.value.values["name"] == "DATABASE_URL"


def test_a_server_that_does_not_answer_is_refused_by_name() -> None:
    store = Store("postgresql+psycopg://nobody@127.0.0.1:9/none")

    with pytest.raises(BadSetting, match="DATABASE_URL: the database cannot be used"):
        store.check()
    store.close()


def test_a_file_in_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/var/deep/bot.db")
    store.migrate()

    store.check()
    store.close()


def test_what_raises_leaves_nothing_behind_and_wakes_nobody(store: Store) -> None:
    woken: list[str] = []
    store.on_outbox = lambda: woken.append("woken")

    with pytest.raises(NothingToShow):
        _write_and_fail(store)

    with store.transaction() as work:
        assert work.outbox.depth(NOON) == 0
    assert woken == []


async def test_the_relay_is_woken_after_the_commit_that_has_something_for_it(store: Store) -> None:
    depths: list[int] = []

    def look() -> None:
        with store.transaction() as work:
            depths.append(work.outbox.depth(NOON))

    store.on_outbox = look
    await store.run(lambda work: work.people.save(Person(id="U1")))
    await store.run(lambda work: work.outbox.add(LookUp(user="U1")))

    assert depths == [1]


async def test_a_request_that_was_overtaken_gets_the_result_of_the_first(store: Store) -> None:
    def declare(work: Work) -> str:
        earlier = work.seen.result("view:V1")
        if earlier is not None:
            return earlier
        number = work.incidents.next_number()
        work.incidents.add(an_incident(number))
        work.seen.remember("view:V1", str(number), NOON)
        return str(number)

    results = await asyncio.gather(*(store.run(declare) for _ in range(6)))

    assert set(results) == {"1"}
    with store.transaction() as work:
        assert len(work.incidents.running()) == 1


async def test_what_arrives_together_is_stored_together(store: Store) -> None:
    await store.run(lambda work: work.incidents.add(an_incident()))
    ingest = Ingest(store)
    transactions: set[int] = set()

    def record(work: Work, number: int) -> int:
        transactions.add(id(work))
        work.transcript.record(1, Entry(channel="C1", ts=f"{number}.0", user="U1", text="hello", at=NOON))
        return number

    answers = await asyncio.gather(*(ingest.put(lambda work, n=n: record(work, n)) for n in range(100)))

    assert answers == list(range(100))
    assert len(transactions) <= 3
    assert len(await store.run(lambda work: work.transcript.of(1))) == 100


async def test_what_fails_among_others_fails_alone(store: Store) -> None:
    ingest = Ingest(store)

    outcomes = await asyncio.gather(
        ingest.put(lambda work: work.people.save(Person(id="U1"))),
        ingest.put(lambda work: work.incidents.get(9)),
        ingest.put(lambda work: work.people.save(Person(id="U2"))),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [type(None), NothingToShow, type(None)]
    assert len(await store.run(lambda work: work.people.of(("U1", "U2")))) == 2


async def test_a_lock_that_is_never_given_back_is_told_as_unavailable(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'locked.db'}"
    store, other = Store(url), Store(url, patience=0)
    store.migrate()

    with store.transaction(), pytest.raises(StoreUnavailable):
        _open_and_close(other)
    store.close()
    other.close()


def _write_and_fail(store: Store) -> None:
    with store.transaction() as work:
        work.outbox.add(LookUp(user="U1"))
        work.incidents.get(9)


def _open_and_close(store: Store) -> None:
    with store.transaction():
        pass
