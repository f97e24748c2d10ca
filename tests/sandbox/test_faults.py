"""Faults on demand: refusals, rate limits, broken connections and slow answers."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.process import Running
from tests.sandbox.world import ADA, TOKEN


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient(TOKEN, base_url=running.api_url, retry_handlers=[])


async def test_a_fault_answers_with_its_code_as_often_as_told(running: Running, client: AsyncWebClient) -> None:
    await running.sandbox.fault("chat.postMessage", "error:fatal_error", 2)

    codes = []
    for _ in range(2):
        with pytest.raises(SlackApiError) as refusal:
            await client.chat_postMessage(channel=ADA, text="x")
        codes.append(refusal.value.response["error"])
    third = await client.chat_postMessage(channel=ADA, text="x")

    assert codes == ["fatal_error", "fatal_error"]
    assert third["ok"]


async def test_a_rate_limit_names_the_seconds_to_wait(running: Running, client: AsyncWebClient) -> None:
    await running.sandbox.fault("*", "429", retry_after=7)

    with pytest.raises(SlackApiError) as refusal:
        await client.auth_test()

    response = refusal.value.response
    assert [response.status_code, response.headers["Retry-After"], response["error"]] == [429, "7", "ratelimited"]


async def test_a_server_error_is_one(running: Running, client: AsyncWebClient) -> None:
    await running.sandbox.fault("auth.test", "500")

    with pytest.raises(SlackApiError) as refusal:
        await client.auth_test()

    assert refusal.value.response.status_code == 500


@pytest.mark.parametrize(("kind", "kept"), [("reset", False), ("lost_answer", True)])
async def test_a_broken_connection_may_hide_that_the_call_was_done(
    running: Running, client: AsyncWebClient, *, kind: str, kept: bool
) -> None:
    await running.sandbox.fault("chat.postMessage", kind)
    ada = await running.sandbox.person("ada")

    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=ADA, text="did it arrive?")

    direct = running.stand.slack.direct(running.stand.slack.bot, ADA)
    assert direct
    assert await ada.sees(direct.id, "did it arrive?") is kept


async def test_a_slow_call_is_answered_late(running: Running, client: AsyncWebClient) -> None:
    await running.sandbox.fault("auth.test", "slow", ms=200)

    await client.auth_test()

    assert (await running.sandbox.log())[-1]["ms"] >= 200


async def test_faults_that_wait_can_be_listed_and_cleared(running: Running, client: AsyncWebClient) -> None:
    await running.sandbox.fault("auth.test", "500", 3)

    listed = await running.sandbox.get("/control/faults")
    async with aiohttp.ClientSession() as session, session.delete(f"{running.url}/control/faults"):
        pass

    assert [fault["count"] for fault in listed["faults"]] == [3]
    assert (await client.auth_test())["ok"]
