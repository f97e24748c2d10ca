"""Reading the model registry of a real MLflow, in an environment of its own."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.domain.systems import Registry
from bot.errors import RegistryFailed
from bot.integrations.mlflow import Mlflow
from sandbox.serving import free_port

pytestmark = [pytest.mark.mlflow, pytest.mark.timeout(300)]
START_SECONDS = 240
PATIENT = 60.0
"""Seconds: a machine that runs everything else as well is no measure."""


@pytest.fixture(scope="module")
def server(mlflow: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server listens; it may still be starting."""
    folder, port = tmp_path_factory.mktemp("mlflow"), free_port()
    command = (mlflow, "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1")
    more = ("--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", str(folder))
    env = {**os.environ, "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false", "MLFLOW_DISABLE_TELEMETRY": "true"}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen((*command, *more), env=env, stdout=log, stderr=log, start_new_session=True)
        yield f"http://127.0.0.1:{port}"
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


@pytest.fixture
async def api(server: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"{server}/") as session:
        async with asyncio.timeout(START_SECONDS):
            while not await _answers(session):  # noqa: ASYNC110  # another program: it can only be asked
                await asyncio.sleep(0.5)
        yield session


async def _answers(session: aiohttp.ClientSession) -> bool:
    try:
        async with session.get("health") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


async def ask(api: aiohttp.ClientSession, method: str, **said: Any) -> None:
    async with api.post(f"api/2.0/mlflow/{method}", json=said) as answer:
        assert answer.status == 200, await answer.text()


async def test_what_a_real_registry_says_is_understood(api: aiohttp.ClientSession, server: str) -> None:
    name = "the customers' support"
    champion = Registry(model=name, alias="champion")
    await ask(api, "registered-models/create", name=name)
    async with Mlflow(server, "a token that it ignores", PATIENT) as mlflow:
        empty = await mlflow.registered(champion)
        for number in (1, 2, 3):
            await ask(api, "model-versions/create", name=name, source=f"s3://models/{number}")
        await ask(api, "registered-models/alias", name=name, alias="champion", version="3")
        full = await mlflow.registered(champion)
        before = await mlflow.version_of(champion)
        await ask(api, "registered-models/alias", name=name, alias="champion", version="2")

        moved = await mlflow.version_of(champion)

        assert (empty.points_to, empty.versions) == (None, ())
        assert (full.points_to, [version.number for version in full.previous]) == ("3", ["2", "1"])
        assert (before, moved) == ("3", "2")
        assert await mlflow.version_of(Registry(model=name, alias="other")) is None


@pytest.mark.usefixtures("api")
async def test_a_real_registry_does_not_know_every_model(server: str) -> None:
    async with Mlflow(server, within=PATIENT) as mlflow:
        for asked in (mlflow.registered, mlflow.version_of):
            with pytest.raises(RegistryFailed) as failed:
                await asked(Registry(model="nobody's"))

            assert failed.value.values["problem"] == "not_found"
