"""Faults on the way to the bot: events twice, in another order or late, and acknowledgements that get lost."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest

from sandbox.channels import Kind
from sandbox.people import CannotError
from sandbox.process import Running
from sandbox.shapes import Json
from tests.sandbox.echo import EchoBot, at_rest
from tests.sandbox.wire import wired
from tests.sandbox.world import ADA

RETRY = "x-slack-retry-num"


def room(running: Running) -> str:
    """A channel of Ada's in which the bot is a member."""
    slack = running.stand.slack
    return slack.add_channel("room", Kind.PUBLIC, ADA, [ADA, slack.bot]).id


async def detour(running: Running, kind: str, **more: object) -> Json:
    """Line one up."""
    return await running.sandbox.post("/control/detours", {"kind": kind, **more})


async def says(running: Running, *texts: str) -> None:
    """Ada says these in a fresh room, and all that can be delivered by now is."""
    ada, channel = await running.sandbox.person("ada"), room(running)
    for text in texts:
        await ada.says(channel, text)
    await at_rest(running)


def texts(bot: EchoBot) -> list[str]:
    """What the bot heard, in its order."""
    return [heard.payload["event"]["text"] for heard in bot.heard]


async def test_an_event_comes_twice_as_if_neither_were_a_repetition(running: Running, bot: EchoBot) -> None:
    await detour(running, "duplicate", count=2)

    await says(running, "one", "two", "three")

    ids = {heard.payload["event_id"] for heard in bot.heard}
    assert sorted(texts(bot)) == ["one", "one", "three", "two", "two"]
    assert len(ids) == 3
    assert [heard.headers.get(RETRY) for heard in bot.heard] == [None] * 5


async def test_events_come_in_reverse(running: Running, bot: EchoBot) -> None:
    await detour(running, "reorder", count=3)

    await says(running, "one", "two", "three", "four")

    assert sorted(texts(bot)) == ["four", "one", "three", "two"]
    assert [text for text in texts(bot) if text != "four"] == ["three", "two", "one"]


async def test_events_are_shuffled_by_a_seed(running: Running, bot: EchoBot) -> None:
    said = [str(number) for number in range(8)]

    for _ in range(2):
        await detour(running, "reorder", count=8, seed=4)
        await says(running, *said)
    once, again = texts(bot)[:8], texts(bot)[8:]

    assert once == again
    assert sorted(once) == said
    assert once not in (said, said[::-1])


async def test_events_are_not_kept_for_others_that_never_come(running: Running, bot: EchoBot) -> None:
    await detour(running, "reorder", count=5)

    await says(running, "one", "two")
    left = await running.sandbox.get("/control/detours")

    assert texts(bot) == ["two", "one"]
    assert [one["count"] for one in left["detours"]] == [3]


async def test_events_come_late_by_the_sandboxs_clock(running: Running, bot: EchoBot) -> None:
    await detour(running, "delay", seconds=90)

    await says(running, "late", "in time")
    at_once, idle = texts(bot), await running.sandbox.get("/control/idle")
    await running.sandbox.advance(timedelta(seconds=90))
    await at_rest(running)

    assert at_once == ["in time"]
    assert idle == {"idle": True, "under_way": 0, "next_delivery": "2025-04-27T17:26:30+00:00"}
    assert texts(bot) == ["in time", "late"]
    assert bot.heard[-1].headers.get(RETRY) is None


async def test_an_event_whose_acknowledgement_is_lost_comes_again_with_the_headers_that_say_so(
    running: Running, bot: EchoBot
) -> None:
    await detour(running, "lost_ack")

    await says(running, "hello")
    [first, second] = bot.heard
    errors = [entry["error"] for entry in await running.sandbox.log()]

    assert first.payload["event_id"] == second.payload["event_id"]
    assert [second.headers.get(RETRY), second.headers.get("x-slack-retry-reason")] == ["1", "http_timeout"]
    assert errors == ["http_timeout", None]


async def test_a_person_is_told_of_a_failure_where_slack_did_not_hear_that_the_bot_had_answered(
    running: Running, bot: EchoBot
) -> None:
    await detour(running, "lost_ack", what="interactions")
    ada = await running.sandbox.person("ada")

    lost, heard = await ada.types("/echo one"), await ada.types("/echo two")

    assert lost.notice == '/echo failed with the error "operation_timeout"'
    assert heard.ok
    assert [payload.payload["text"] for payload in bot.heard] == ["one", "two"]


@pytest.mark.parametrize("running", ["Socket Mode"], indirect=True)
async def test_over_socket_mode_events_take_the_same_detours(running: Running) -> None:
    ada, channel = await running.sandbox.person("ada"), room(running)

    async with wired(running) as [wire]:
        await detour(running, "duplicate")
        await detour(running, "lost_ack")
        await detour(running, "reorder", count=2)
        await ada.says(channel, "twice")
        heard = [await wire.answers() for _ in range(3)]
        await ada.says(channel, "one")
        await ada.says(channel, "two")
        heard += [await wire.answers() for _ in range(2)]
        await at_rest(running)

    events = [(envelope["payload"]["event"]["text"], envelope["retry_attempt"]) for envelope in heard]
    assert events == [("twice", 0), ("twice", 0), ("twice", 1), ("two", 0), ("one", 0)]
    assert heard[2]["retry_reason"] == "timeout"


async def test_detours_are_listed_and_taken_back_one_by_one_or_all(running: Running) -> None:
    await detour(running, "duplicate", count=3)
    await detour(running, "delay")
    listed = await detour(running, "lost_ack", what="interactions")

    first = listed["detours"][0]["number"]
    async with aiohttp.ClientSession(f"{running.url}/control/") as session:
        async with session.delete(f"detours/{first}") as answer:
            left = await answer.json()
        async with session.delete(f"detours/{first}") as answer:
            status = answer.status
        async with session.delete("detours") as answer:
            nothing = await answer.json()

    assert [one["kind"] for one in left["detours"]] == ["delay", "lost_ack"]
    assert status == 404
    assert nothing == {"detours": []}


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"kind": "scenic"}, "'scenic' is no kind of detour"),
        ({"kind": "lost_ack", "what": "letters"}, "'letters' is neither events nor interactions"),
        ({"kind": "duplicate", "what": "interactions"}, "Slack sends each interaction once"),
        ({"kind": "delay", "count": 0}, "count: "),
    ],
    ids=["no kind", "nothing that is sent", "an interaction twice", "none"],
)
async def test_a_detour_that_cannot_be_is_refused_in_a_sentence(running: Running, order: Json, words: str) -> None:
    with pytest.raises(CannotError, match=words):
        await running.sandbox.post("/control/detours", order)
