"""The sandbox's own API: what a person sees, does, and is refused; the clock; the log."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import CannotError
from sandbox.process import Running
from tests.sandbox.world import ADA, BEN, IVO, START

Json = dict[str, Any]


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient("xoxb-sandbox", base_url=running.api_url)


async def test_the_clock_stands_still_at_rate_zero_and_moves_when_told(running: Running) -> None:
    before = await running.sandbox.get("/clock")

    await running.sandbox.advance(timedelta(minutes=30))
    after = await running.sandbox.get("/clock")

    assert before == {"now": "2025-04-27T17:25:00.000000+00:00", "version": 1, "rate": 0}
    assert after == {"now": "2025-04-27T17:55:00.000000+00:00", "version": 2, "rate": 0}


async def test_who_waits_for_the_clock_is_woken_by_its_move(running: Running) -> None:
    waiting = asyncio.create_task(running.sandbox.get("/clock", after="1"))

    await running.sandbox.run_at(60)
    told = await waiting

    assert [told["version"], told["rate"]] == [2, 60]


@pytest.mark.parametrize(
    ("move", "words"),
    [
        ({"to": "2025-04-27T17:00:00+00:00"}, "the clock never goes back"),
        ({"to": "2025-04-27T19:00:00"}, "to: "),
        ({"advance": -1}, "advance: "),
        ({"rate": -1}, "a rate is 0 or more"),
        ({"speed": 1}, "speed: "),
        ({"to": "2200-01-01T00:00:00+00:00"}, "the clock goes as far as 2199-12-31"),
        ({"advance": 1e300}, "advance: "),
        ({"rate": 1e300}, "1000000 at most"),
    ],
    ids=["back", "no offset", "back by seconds", "negative rate", "unknown", "far", "far by seconds", "fast"],
)
async def test_a_move_that_cannot_be_is_refused_in_a_sentence(running: Running, move: Json, words: str) -> None:
    with pytest.raises(CannotError, match=words):
        await running.sandbox.post("/control/clock", move)

    assert await running.sandbox.now() == START


async def test_a_person_sees_public_channels_and_only_their_own_private_ones(running: Running) -> None:
    ada, ben = await running.sandbox.person("ML on-call"), await running.sandbox.person("Ben Okafor")

    await ada.creates("plans", private=True)

    assert (await ada.channels())["plans"]["is_private"] is True
    assert "plans" not in await ben.channels()
    with pytest.raises(CannotError, match="channel_not_found"):
        await ben.messages("#plans")


async def test_the_state_tells_the_page_all_that_it_shows(running: Running) -> None:
    state = await running.sandbox.get("/control/state")

    assert set(state) == {"team", "bot", "people", "groups", "bots", "commands", "shortcuts", "channels"}
    assert set(state["people"][0]) == {
        "id", "name", "real_name", "tz", "title", "color", "deleted", "is_owner", "away", "quiet",
    }  # fmt: skip
    assert set(state["channels"][0]) == {
        "id", "name", "topic", "purpose", "is_private", "is_archived", "is_im", "user", "member", "bookmarks",
        "pins", "last_ts", "unread", "read", "is_mpim", "people", "creator", "canvases",
    }  # fmt: skip
    assert {group["handle"] for group in state["groups"]} == {
        "legal", "trust-and-safety", "communications", "security", "ml-oncall",
    }  # fmt: skip


async def test_what_others_say_is_unread_until_the_channel_is_read(running: Running) -> None:
    ada, ben = await running.sandbox.person("ada"), await running.sandbox.person("ben")
    await ada.says("#support", "hello")

    before = (await ben.channels())["support"]["unread"]
    await ben.messages("#support")
    after = (await ben.channels())["support"]["unread"]

    assert [before, after] == [1, 0]


@pytest.mark.parametrize(
    ("deed", "body", "words"),
    [
        ("say", {"user": ADA, "channel": "#general", "text": " "}, "there is nothing to say"),
        ("say", {"user": IVO, "channel": "#general", "text": "x"}, "no active person"),
        ("say", {"user": ADA, "channel": "#none", "text": "x"}, "channel_not_found"),
        ("say", {"user": ADA, "channel": "#general", "text": "x", "thread_ts": "1.000001"}, "message_not_found"),
        ("edit", {"user": ADA, "channel": "#general", "ts": "1.000001", "text": "x"}, "message_not_found"),
        ("leave", {"user": ADA, "channel": "#general"}, "cant_leave_general"),
        ("press", {"user": ADA, "view_id": "V404", "block_id": "b", "action_id": "a"}, "there is no such view"),
        ("shortcut", {"user": ADA, "callback_id": "none"}, "there is no such shortcut"),
        ("channel", {"user": ADA, "name": "general"}, "name_taken"),
        ("faults", {"method": "*", "kind": "flood"}, "'flood' is no kind of fault: error:<code>"),
    ],
)
async def test_what_a_person_cannot_do_is_refused(running: Running, deed: str, body: Json, words: str) -> None:
    with pytest.raises(CannotError, match=words):
        await running.sandbox.post(f"/control/{deed}", body)


async def test_nobody_edits_or_deletes_what_another_said(running: Running) -> None:
    ada, ben = await running.sandbox.person("ada"), await running.sandbox.person("ben")
    ts = await ada.says("#general", "mine")

    with pytest.raises(CannotError, match="someone else's"):
        await ben.edits("#general", ts, "yours")
    with pytest.raises(CannotError, match="someone else's"):
        await ben.deletes("#general", ts)


async def test_an_archived_channel_takes_no_more_words(running: Running) -> None:
    ada = await running.sandbox.person("ada")
    channel = await ada.creates("done")

    await ada.archives(channel)

    with pytest.raises(CannotError, match="#done is archived"):
        await ada.says(channel, "too late")


async def test_a_file_is_read_by_who_sees_where_it_was_shared(running: Running) -> None:
    ada, ben = await running.sandbox.person("ada"), await running.sandbox.person("ben")
    channel = await ada.creates("plans", private=True)
    await ada.attaches(channel, "plan.md", "# Plan")

    file = (await ada.messages(channel))[-1].raw["files"][0]

    assert [file["name"], file["mimetype"], file["size"]] == ["plan.md", "text/markdown", 6]
    assert await ada.reads_file(file["id"]) == "# Plan"
    with pytest.raises(CannotError, match="there is no such file"):
        await ben.reads_file(file["id"])


async def test_an_upload_in_three_steps_stands_in_the_channel(running: Running, client: AsyncWebClient) -> None:
    channel = (await client.conversations_create(name="inc-1"))["channel"]["id"]
    await client.conversations_invite(channel=channel, users=ADA)
    ada = await running.sandbox.person("ada")

    await client.files_upload_v2(
        channel=channel, content="# Post-mortem", filename="postmortem.md", title="PM", initial_comment="Read & learn"
    )

    said = (await ada.messages(channel))[-1]
    assert [said.text, said.raw["subtype"], said.raw["files"][0]["title"]] == ["Read &amp; learn", "file_share", "PM"]
    assert await ada.reads_file(said.raw["files"][0]["id"]) == "# Post-mortem"


async def test_a_private_download_needs_the_bots_token(client: AsyncWebClient) -> None:
    uploaded = await client.files_upload_v2(content="secret", filename="s.txt")
    url = uploaded["file"]["url_private"]

    async with aiohttp.ClientSession() as session:
        async with session.get(url) as refused:
            pass
        async with session.get(url, headers={"Authorization": "Bearer xoxb-sandbox"}) as given:
            content = await given.text()

    assert [refused.status, content] == [403, "secret"]


async def test_an_upload_of_another_length_than_announced_is_refused(running: Running, client: AsyncWebClient) -> None:
    asked = await client.files_getUploadURLExternal(filename="a.txt", length=5)

    async with aiohttp.ClientSession() as session, session.post(asked["upload_url"], data=b"four") as answer:
        status = answer.status

    assert status == 400
    assert running.stand.slack.files[asked["file_id"]].uploaded is False


async def test_a_page_is_told_of_what_changed(running: Running) -> None:
    ada = await running.sandbox.person("ada")

    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{running.url}/control/events", params={"as": BEN}) as stream,
    ):
        await stream.content.readuntil(b"\n\n")
        ts = await ada.says("#general", "news")
        hint = (await stream.content.readuntil(b"\n\n")).decode()

    assert hint.startswith("event: change\ndata: ")
    assert json.loads(hint.partition("data: ")[2]) == {
        "kind": "message", "channel": "C0000000001", "ts": ts, "thread_ts": "",
    }  # fmt: skip


async def test_calls_stand_in_the_log_and_as_lines_in_the_journal(
    running: Running, client: AsyncWebClient, tmp_path: Path
) -> None:
    await client.auth_test()
    blocks = [{"type": "divider"}]
    refused = await running.sandbox.post(
        "/api/chat.postMessage",
        {"token": "xoxb-sandbox", "channel": "C404", "text": "x", "blocks": json.dumps(blocks)},
    )

    entries = await running.sandbox.log()
    lines = [json.loads(line) for line in (tmp_path / "journal.jsonl").read_text().splitlines()]

    assert [entry["what"] for entry in entries] == ["auth.test", "chat.postMessage"]
    assert [entry["error"] for entry in entries] == [None, "channel_not_found"]
    assert [set(line) for line in lines] == [{"method", "args", "response"}] * 2
    assert lines[1] == {
        "method": "chat.postMessage",
        "args": {"channel": "C404", "text": "x", "blocks": blocks},
        "response": refused,
    }
    assert [entry["n"] for entry in await running.sandbox.log(after=1)] == [2]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 400),
    ],
    ids=["a program", "another page", "no origin's page", "another name for loopback"],
)
async def test_pages_of_other_origins_can_do_nothing_here(
    running: Running, headers: dict[str, str], status: int
) -> None:
    order = {"user": ADA, "channel": "#general", "text": "hi"}

    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{running.url}/control/say", json=order) as answer,
    ):
        answered = answer.status

    assert answered == status


async def test_the_page_itself_is_no_other_origin(running: Running) -> None:
    order = {"user": ADA, "channel": "#general", "text": "hi"}

    async with (
        aiohttp.ClientSession(headers={"Origin": running.url}) as session,
        session.post(f"{running.url}/control/say", json=order) as answer,
    ):
        answered = answer.status

    assert answered == 200
