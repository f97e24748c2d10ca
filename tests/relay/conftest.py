"""A relay between a store in a file and the sandbox, on a clock that stands still until it is moved."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SandboxClock
from bot.config import Settings
from bot.domain.incident import Incident
from bot.domain.runbook import Checklist, Phase
from bot.domain.taxonomy import Severity
from bot.relay import Relay
from bot.slack import Slack
from bot.store import Store
from sandbox.process import Options, Running, run_sandbox
from tests.relay.desk import ADA, NOON, Desk, Titles


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
    async with run_sandbox(Options(start=NOON, rate=0)) as running, _slack(running) as slack:
        clock = await SandboxClock(f"{running.url}/clock").start()
        store = Store(f"sqlite:///{tmp_path / 'relay.db'}")
        store.migrate()
        identity = await slack.identify(clock)
        relay = Relay(
            store, slack, identity, clock, lambda _work: Titles(), announce_channel="#ai-incidents", jitter=lambda: 0.0
        )
        desk = Desk(running, store, clock, relay, identity)
        desk.start()
        yield desk
        await desk.stop()
        await clock.close()
        store.close()


def _slack(running: Running) -> Slack:
    return Slack(
        Settings.read(slack_bot_token=running.stand.slack.app.token, slack_api_url=running.api_url, _env_file=None)
    )
