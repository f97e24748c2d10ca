"""Incoming webhooks: what a monitor may post to a channel, and the words with which it is refused."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.limits import BURST
from sandbox.people import CannotError
from sandbox.process import Running
from tests.sandbox.echo import EchoBot, at_rest
from tests.sandbox.test_refusals import ATTACHMENTS, LONG_BLOCKS
from tests.sandbox.world import ADA, TOKEN

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*hot*"}}


@pytest.fixture
async def monitor() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def posted(monitor: aiohttp.ClientSession, address: str, **body: Any) -> tuple[int, str]:
    """The status and the words with which a post is answered."""
    async with monitor.post(address, **body) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    "body",
    [{"json": {"text": "CPU is hot"}}, {"data": {"payload": json.dumps({"text": "CPU is hot"})}}],
    ids=["JSON", "a form"],
)
async def test_a_monitor_posts_to_the_channel_of_its_address(
    running: Running, bot: EchoBot, monitor: aiohttp.ClientSession, body: dict[str, Any]
) -> None:
    support = running.stand.slack.channel("#support", ADA)
    await AsyncWebClient(TOKEN, base_url=running.api_url).conversations_join(channel=support.id)

    answered = await posted(monitor, running.webhook_url, **body)
    await at_rest(running)
    event = bot.of_type("message")[-1]
    said = (await (await running.sandbox.person("ada")).messages("#support"))[-1]

    assert answered == (200, "ok")
    assert (event["subtype"], event["text"], event["channel"]) == ("bot_message", "CPU is hot", support.id)
    assert (event["bot_id"], event["app_id"]) == ("B0HOOK00001", "A0ALERTBOT1")
    assert "user" not in event
    assert said.raw["username"] == "Alertbot"


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"data": "no JSON"}, (400, "invalid_payload")),
        ({"data": {"other": "field"}}, (400, "invalid_payload")),
        ({"json": ["text"]}, (400, "invalid_payload")),
        ({"json": {"text": "x", "attachments": {}}}, (400, "invalid_payload")),
        ({"json": {"text": "x", "thread_ts": "1.000001"}}, (400, "invalid_payload")),
        ({"json": {}}, (400, "no_text")),
        ({"json": {"text": "", "blocks": []}}, (400, "no_text")),
        ({"json": {"text": "x", "blocks": {}}}, (400, "invalid_blocks_format")),
        ({"json": {"text": "x", "blocks": [{"type": "no"}]}}, (400, "invalid_blocks")),
        ({"json": {"text": "x", "blocks": LONG_BLOCKS}}, (400, "invalid_blocks")),
        ({"json": {"text": "x", "attachments": ATTACHMENTS}}, (400, "too_many_attachments")),
    ],
    ids=[
        "no JSON", "no payload", "a list", "attachments that are none", "no such thread", "nothing", "nothing in it",
        "blocks that are no list", "no such block", "blocks too long", "101 attachments",
    ],
)  # fmt: skip
async def test_a_post_that_slack_would_refuse_is_refused_in_plain_text(
    running: Running, monitor: aiohttp.ClientSession, body: dict[str, Any], answer: tuple[int, str]
) -> None:
    refused = await posted(monitor, running.webhook_url, **body)

    assert refused == answer


@pytest.mark.parametrize(
    ("part", "other", "answer"),
    [
        (4, "T404", (404, "no_team")),
        (5, "B404", (404, "no_service")),
        (6, "guessed", (403, "invalid_token")),
    ],
    ids=["another team", "another hook", "another secret"],
)
async def test_an_address_that_nobody_gave_out_is_refused(
    running: Running, monitor: aiohttp.ClientSession, part: int, other: str, answer: tuple[int, str]
) -> None:
    pieces = running.webhook_url.split("/")
    pieces[part] = other

    refused = await posted(monitor, "/".join(pieces), json={"text": "x"})

    assert refused == answer


async def test_a_webhook_of_an_archived_channel_is_gone(running: Running, monitor: aiohttp.ClientSession) -> None:
    running.stand.slack.channel("#support", ADA).archived = True

    refused = await posted(monitor, running.webhook_url, json={"text": "x"})

    assert refused == (410, "channel_is_archived")


async def test_a_webhook_bears_a_short_burst(running: Running, monitor: aiohttp.ClientSession) -> None:
    await running.sandbox.post("/control/limits", {"on": True})

    answers = [(await posted(monitor, running.webhook_url, json={"text": "x"}))[0] for _ in range(BURST + 1)]

    assert answers == [200] * BURST + [429]


async def test_a_webhook_can_be_added_to_any_channel_that_one_is_in(
    running: Running, monitor: aiohttp.ClientSession
) -> None:
    ada = await running.sandbox.person("ada")
    channel = await ada.creates("alerts", private=True)

    made = await running.sandbox.post("/control/webhook", {"user": ADA, "channel": channel})
    answered = await posted(monitor, made["url"], json={"blocks": [SECTION]})
    with pytest.raises(CannotError):
        await running.sandbox.post("/control/webhook", {"user": "U0000BEN02", "channel": channel})

    assert answered == (200, "ok")
    assert await ada.sees(channel, "hot")


async def test_a_monitor_answers_in_a_thread(running: Running, monitor: aiohttp.ClientSession) -> None:
    ada = await running.sandbox.person("ada")
    question = await ada.says("#support", "Is it hot?")

    await posted(monitor, running.webhook_url, json={"text": "Yes", "thread_ts": question})
    thread = await ada.messages("#support", question)

    assert [said.words for said in thread] == ["Is it hot?", "Yes"]
