"""Rate limits: a tier per method and a pace per channel, on the sandbox's clock, answered as Slack answers."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.limits import BURST, Account, RateLimited, Tier
from sandbox.methods.table import METHODS
from sandbox.people import CannotError
from sandbox.process import Running
from sandbox.webapi import perform
from tests.sandbox.world import ADA, BEN, START, TOKEN, World, code_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "sandbox.md"
ROW = re.compile(r"^\| `(?P<method>[a-zA-Z.]+)` \| [^|]* \| (?P<tier>\w+) \|", re.MULTILINE)
NAMES = {Tier.ONE: "1", Tier.TWO: "2", Tier.THREE: "3", Tier.FOUR: "4", Tier.SPECIAL: "special"}
# One call for a method of each tier that a method here has.
CALLS: list[tuple[Tier, str, dict[str, Any]]] = [
    (Tier.TWO, "conversations.list", {}),
    (Tier.THREE, "conversations.history", {"channel": "$inc"}),
    (Tier.FOUR, "users.info", {"user": ADA}),
    (Tier.SPECIAL, "auth.test", {}),
]


@pytest.fixture
def limited(world: World) -> World:
    world.stand.limits.switch(on=True)
    return world


@pytest.fixture
async def client(running: Running) -> AsyncWebClient:
    await running.sandbox.post("/control/limits", {"on": True})
    return AsyncWebClient(TOKEN, base_url=running.api_url, retry_handlers=[])


def called_at(*seconds: float) -> Account:
    """Limits after calls of a method of tier two, so many seconds after the start."""
    limits = Account(on=True)
    for each in sorted(seconds):
        limits.call("some.method", Tier.TWO, START + timedelta(seconds=each))
    return limits


def wait_of(limits: Account, tier: Tier, seconds: float) -> int:
    """The seconds that a call has to wait so many seconds after the start; 0 when it is let through."""
    try:
        limits.call("some.method", tier, START + timedelta(seconds=seconds))
    except RateLimited as refusal:
        return refusal.retry_after
    return 0


def says(world: World, channel: str) -> str:
    """The code with which a message is answered, or nothing."""
    try:
        perform(world.stand, "chat.postMessage", {"channel": channel, "text": "x"}, TOKEN)
    except RateLimited as refusal:
        return refusal.code
    return ""


def passes(world: World, seconds: float) -> None:
    world.stand.slack.clock.advance(timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("tier", "calls"),
    [(Tier.ONE, 1), (Tier.TWO, 20), (Tier.THREE, 50), (Tier.FOUR, 100), (Tier.SPECIAL, 300)],
    ids=lambda value: value.name if isinstance(value, Tier) else str(value),
)
def test_a_tier_bears_its_calls_in_a_minute_and_not_one_more(tier: Tier, calls: int) -> None:
    limits = Account(on=True)

    borne = [wait_of(limits, tier, 0) for _ in range(calls)]
    one_more = wait_of(limits, tier, 0)

    assert borne == [0] * calls
    assert one_more == 60


@pytest.mark.parametrize(("tier", "method", "args"), CALLS, ids=[method for _, method, _ in CALLS])
def test_a_method_is_refused_after_the_calls_of_its_tier(
    limited: World, tier: Tier, method: str, args: dict[str, Any]
) -> None:
    given = {key: limited.names.get(str(value).removeprefix("$"), value) for key, value in args.items()}
    for _ in range(tier):
        perform(limited.stand, method, given, TOKEN)

    refused = code_of(limited, method, given)

    assert METHODS[method].tier is tier
    assert refused == "ratelimited"


@pytest.mark.parametrize(
    ("calls", "then", "wait"),
    [
        ([0, 10], 20, 40),
        ([0, 10], 59, 1),
        ([0, 10], 59.25, 1),
        ([0, 10], 58.75, 2),
        ([0, 10], 60, 0),
        ([0, 10, 60], 60, 10),
        ([0, 10, 60], 70, 0),
    ],
    ids=["oldest ends it", "last second", "part of a second", "rounded up", "a minute on", "next oldest", "slid on"],
)
def test_the_minute_slides_on_and_retry_after_ends_when_its_oldest_call_leaves_it(
    calls: list[float], then: float, wait: int
) -> None:
    limits = called_at(*[30.0] * 18, *calls)

    waited = wait_of(limits, Tier.TWO, then)

    assert waited == wait


def test_methods_are_counted_apart(limited: World) -> None:
    for _ in range(Tier.TWO):
        perform(limited.stand, "conversations.list", {}, TOKEN)

    refused = code_of(limited, "conversations.list", {})

    assert refused == "ratelimited"
    assert perform(limited.stand, "users.list", {}, TOKEN)["ok"]


def test_a_channel_bears_a_short_burst_and_then_one_message_a_second(limited: World) -> None:
    channel = limited.inc.id

    burst = [says(limited, channel) for _ in range(BURST + 1)]
    answers = []
    for seconds in (0.5, 0.5, 0, 1, 1, 0):
        passes(limited, seconds)
        answers.append(says(limited, channel))

    assert burst == [""] * BURST + ["ratelimited"]
    assert answers == ["ratelimited", "", "ratelimited", "", "", "ratelimited"]


def test_a_channel_that_was_quiet_bears_a_burst_again_and_not_a_longer_one(limited: World) -> None:
    for _ in range(BURST):
        says(limited, limited.inc.id)

    passes(limited, 3600)
    burst = [says(limited, limited.inc.id) for _ in range(BURST + 1)]

    assert burst == [""] * BURST + ["ratelimited"]


def test_the_pace_is_a_channels_own_under_whatever_name_it_is_called(limited: World) -> None:
    direct = limited.names["dm"]
    for _ in range(BURST):
        says(limited, ADA)

    by_its_id, by_its_person = says(limited, direct), says(limited, ADA)
    elsewhere = says(limited, limited.inc.id)

    assert [by_its_id, by_its_person, elsewhere] == ["ratelimited", "ratelimited", ""]


def test_edits_and_what_one_person_sees_have_their_tiers_alone(limited: World) -> None:
    channel, ts = limited.inc.id, limited.posted
    for _ in range(BURST + 1):
        says(limited, channel)

    edited = perform(limited.stand, "chat.update", {"channel": channel, "ts": ts, "text": "y"}, TOKEN)
    whispered = perform(limited.stand, "chat.postEphemeral", {"channel": channel, "user": ADA, "text": "y"}, TOKEN)

    assert edited["ok"]
    assert whispered["ok"]


async def test_a_limit_answers_429_and_is_over_after_the_seconds_that_it_names(
    running: Running, client: AsyncWebClient
) -> None:
    for _ in range(Tier.TWO):
        await client.conversations_list()
    await running.sandbox.advance(timedelta(seconds=12.5))

    with pytest.raises(SlackApiError) as refusal:
        await client.conversations_list()
    response = refusal.value.response
    await running.sandbox.advance(timedelta(seconds=int(response.headers["Retry-After"])))
    afterwards = await client.conversations_list()

    assert (response.status_code, response.headers["Retry-After"]) == (429, "48")
    assert response.data == {"ok": False, "error": "ratelimited"}
    assert afterwards["ok"]


async def test_limits_are_off_until_they_are_switched_on_and_forget_when_switched_off(running: Running) -> None:
    client = AsyncWebClient(TOKEN, base_url=running.api_url)
    unlimited = [(await client.chat_postMessage(channel=ADA, text="x"))["ok"] for _ in range(BURST + 1)]
    before = await running.sandbox.get("/control/limits")

    await running.sandbox.post("/control/limits", {"on": True})
    await client.chat_postMessage(channel=BEN, text="x")
    use = await running.sandbox.get("/control/limits")
    after = await running.sandbox.post("/control/limits", {"on": False})

    [owed] = use.pop("channels").values()
    assert all(unlimited)
    assert before == {"on": False, "methods": {}, "channels": {}, "refused": []}
    assert use == {"on": True, "methods": {"chat.postMessage": {"calls": 1, "of": 300}}, "refused": []}
    assert owed == 1.0
    assert after == {"on": False, "methods": {}, "channels": {}, "refused": []}


async def test_an_order_that_is_none_leaves_the_limits_as_they_are(running: Running) -> None:
    with pytest.raises(CannotError, match="on: "):
        await running.sandbox.post("/control/limits", {"on": "perhaps"})

    assert (await running.sandbox.get("/control/limits"))["on"] is False


def test_the_document_names_the_tier_of_each_method() -> None:
    rows = ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))

    named = {row["method"]: row["tier"] for row in rows}

    assert named == {name: NAMES[method.tier] for name, method in METHODS.items()}
