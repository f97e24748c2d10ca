"""Faults on demand: refusals, rate limits, broken connections, slow answers, and a share of calls left to chance."""

from __future__ import annotations

from contextlib import suppress

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import detours, faults
from sandbox.methods.table import METHODS
from sandbox.people import CannotError
from sandbox.process import Running
from sandbox.shapes import Json
from tests.sandbox.world import ADA, TOKEN


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient(TOKEN, base_url=running.api_url, retry_handlers=[])


async def removed(running: Running, path: str) -> Json:
    """The answer to a DELETE of the control API."""
    async with aiohttp.ClientSession() as session, session.delete(f"{running.url}/control/{path}") as answer:
        body: Json = await answer.json()
        return body


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


async def test_a_call_that_times_out_is_not_done_and_not_answered_until_the_app_gives_up(running: Running) -> None:
    await running.sandbox.fault("chat.postMessage", "timeout")
    ada = await running.sandbox.person("ada")
    patience = aiohttp.ClientTimeout(total=0.2)

    async with aiohttp.ClientSession(timeout=patience) as session:
        impatient = AsyncWebClient(TOKEN, base_url=running.api_url, retry_handlers=[], session=session)
        with pytest.raises(TimeoutError):
            await impatient.chat_postMessage(channel=ADA, text="is anybody there?")
    direct = running.stand.slack.direct(running.stand.slack.bot, ADA)
    [entry] = await running.sandbox.log()

    assert direct
    assert not await ada.sees(direct.id, "is anybody there?")
    assert (entry["what"], entry["error"], entry["request"]["text"]) == (
        "chat.postMessage",
        "timeout",
        "is anybody there?",
    )


async def test_the_inspector_tells_what_broke_and_what_was_done_all_the_same(
    running: Running, client: AsyncWebClient
) -> None:
    for kind in ("reset", "lost_answer"):
        await running.sandbox.fault("auth.test", kind)
        with pytest.raises(aiohttp.ClientError):
            await client.auth_test()

    entries = await running.sandbox.log()

    assert [(entry["error"], entry["response"].get("ok")) for entry in entries] == [
        ("reset", None),
        ("lost_answer", True),
    ]


async def test_a_latency_is_added_to_every_call_whatever_else_it_runs_into(
    running: Running, client: AsyncWebClient
) -> None:
    await running.sandbox.post("/control/faults/latency", {"ms": 100})
    await running.sandbox.fault("users.info", "slow", ms=100)
    await running.sandbox.fault("team.info", "500")

    await client.auth_test()
    await client.users_info(user=ADA)
    with pytest.raises(SlackApiError) as refusal:
        await client.team_info()
    taken = [entry["ms"] for entry in await running.sandbox.log()]

    assert taken[0] >= 100
    assert taken[1] >= 200
    assert taken[2] >= 100
    assert refusal.value.response.status_code == 500


async def lots(running: Running, method: str, calls: int = 40) -> list[str | None]:
    """What each of so many calls of a method ran into."""
    before = len(await running.sandbox.log())
    client = AsyncWebClient(TOKEN, base_url=running.api_url, retry_handlers=[])
    for _ in range(calls):
        with suppress(SlackApiError):
            await client.api_call(method)
    return [entry["error"] for entry in (await running.sandbox.log())[before:]]


async def test_chance_gives_a_share_of_the_calls_a_fault_and_the_same_again_by_the_same_seed(running: Running) -> None:
    order = {"share": 0.3, "seed": 7, "kinds": ["429", "error:fatal_error"]}

    await running.sandbox.post("/control/faults/random", order)
    once = await lots(running, "auth.test")
    met = (await running.sandbox.get("/control/faults"))["random"]["met"]
    await running.sandbox.post("/control/faults/random", order)
    between = await lots(running, "users.list")
    again = await lots(running, "auth.test")
    await running.sandbox.post("/control/faults/random", order | {"seed": 8})
    other = await lots(running, "auth.test")

    assert set(once) == {None, "ratelimited", "fatal_error"}
    assert 6 <= met <= 18
    assert met == sum(error is not None for error in once)
    assert once == again
    assert between != again
    assert other != once


async def test_chance_spares_the_methods_that_are_named_and_ends_with_a_share_of_nothing(running: Running) -> None:
    always = {"share": 1, "kinds": ["500"], "spare": ["auth.test"]}

    await running.sandbox.post("/control/faults/random", always)
    spared, hit = await lots(running, "auth.test", 2), await lots(running, "users.list", 2)
    ended = await running.sandbox.post("/control/faults/random", {"share": 0})

    assert (spared, hit) == ([None, None], ["internal_error", "internal_error"])
    assert ended["random"] is None
    assert await lots(running, "users.list", 1) == [None]


async def test_a_fault_that_was_lined_up_comes_before_chance(running: Running) -> None:
    await running.sandbox.post("/control/faults/random", {"share": 1, "kinds": ["500"]})
    await running.sandbox.fault("auth.test", "error:fatal_error")

    ran_into = await lots(running, "auth.test", 2)

    assert ran_into == ["fatal_error", "internal_error"]


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("faults/random", {"share": 0.5, "kinds": ["flood"]}, "'flood' is no kind of fault"),
        ("faults/random", {"share": 2}, "share: "),
        ("faults/random", {"share": 0.5, "kinds": []}, "kinds: "),
        ("faults/latency", {"ms": -1}, "ms: "),
        ("faults", {"method": "*", "kind": "error:"}, "'error:' is no kind of fault"),
    ],
    ids=["no kind", "more than all", "nothing to choose", "before the call", "no code"],
)
async def test_a_fault_that_cannot_be_is_refused_in_a_sentence(
    running: Running, path: str, body: Json, words: str
) -> None:
    with pytest.raises(CannotError, match=words):
        await running.sandbox.post(f"/control/{path}", body)


async def test_one_fault_is_taken_back_and_then_all_that_is_left(running: Running) -> None:
    for method in ("auth.test", "users.list", "users.info"):
        await running.sandbox.fault(method, "500")
    await running.sandbox.post("/control/faults/latency", {"ms": 5})
    await running.sandbox.post("/control/faults/random", {"share": 0.5})
    [_, second, _] = (await running.sandbox.get("/control/faults"))["faults"]

    without = await removed(running, f"faults/{second['number']}")
    gone_already = await removed(running, f"faults/{second['number']}")
    nothing = await removed(running, "faults")

    assert [fault["method"] for fault in without["faults"]] == ["auth.test", "users.info"]
    assert gone_already == {"error": f"there is no fault {second['number']}"}
    assert nothing == {"faults": [], "random": None, "latency": 0}


async def test_each_kind_is_explained_and_each_method_named(running: Running) -> None:
    told = await running.sandbox.get("/control/faults/kinds")

    assert set(told["calls"]) == {*faults.KINDS, "error"}
    assert set(told["detours"]) == set(detours.KINDS)
    assert all(words.endswith(".") for words in (*told["calls"].values(), *told["detours"].values()))
    assert told["methods"] == sorted(METHODS)


async def test_what_was_refused_at_a_limit_is_told_with_the_time_to_wait(
    running: Running, client: AsyncWebClient
) -> None:
    await running.sandbox.fault("users.list", "429", retry_after=30)

    with pytest.raises(SlackApiError):
        await client.users_list()
    limits = await running.sandbox.get("/control/limits")

    assert limits["refused"] == [
        {"method": "users.list", "at": "2025-04-27T17:25:00+00:00", "until": "2025-04-27T17:25:30+00:00"}
    ]
