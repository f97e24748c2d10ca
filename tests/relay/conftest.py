"""A relay between a store and the sandbox, on a clock that stands still until it is moved."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import SandboxClock
from bot.config import Settings
from bot.domain.checklist import Checklist
from bot.domain.incident import Incident
from bot.domain.runbook import Phase
from bot.domain.taxonomy import Severity
from bot.relay import Relay
from bot.slack import Slack
from bot.store import Store
from sandbox.process import Options, Running, run_sandbox
from tests.relay.desk import ADA, NOON, Desk, Titles
from tests.store.server import NewDatabase, running_postgres


@pytest.fixture
def incident() -> Incident:
    return Incident(
        number=1,
        title="Refund answers are made up",
        system="support assistant",
        reporter=ADA,
        declared_at=NOON,
        severity=Severity.P1,
        checklist=Checklist(runbook="unclassified", phase=Phase.EVIDENCE, items=()),
    )


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'relay.db'}")
    async with _desk(store) as desk:
        yield desk


@pytest.fixture(scope="session")
def postgres() -> Iterator[NewDatabase]:
    with running_postgres() as new_database:
        yield new_database


@pytest.fixture
async def shared_desk(postgres: NewDatabase) -> AsyncIterator[Desk]:
    """A desk whose database other relays may share."""
    async with _desk(Store(postgres())) as desk:
        yield desk


@asynccontextmanager
async def _desk(store: Store) -> AsyncIterator[Desk]:
    store.migrate()
    async with run_sandbox(Options(start=NOON, rate=0)) as running, _slack(running) as slack:
        clock = await SandboxClock(f"{running.url}/clock").start()
        identity = await slack.identify(clock)

        def new_relay() -> Relay:
            names = {"announce_channel": "#ai-incidents"}
            return Relay(store, slack, identity, clock, lambda _work: Titles(), jitter=lambda: 0.0, **names)

        desk = Desk(running, store, clock, new_relay, identity)
        desk.start()
        yield desk
        await desk.stop()
        await clock.close()
        store.close()


def _slack(running: Running) -> Slack:
    token = running.stand.slack.app.token
    return Slack(Settings.read(slack_bot_token=token, slack_api_url=running.api_url, _env_file=None))
