"""Commands, shortcuts, presses and response URLs: what the bot gets, and what its answers do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import CannotError, Person
from sandbox.process import Running
from tests.sandbox.blocks import Json, options, plain
from tests.sandbox.echo import Answer, EchoBot, at_rest
from tests.sandbox.world import ADA, BEN


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient("xoxb-sandbox", base_url=running.api_url)


@pytest.fixture
async def ada(running: Running) -> Person:
    return await running.sandbox.person("ada")


async def test_a_command_arrives_with_slacks_fields_and_escaped_references(ada: Person, bot: EchoBot) -> None:
    await ada.types("/echo <!channel> & @ben in #support", "#general")

    fields = bot.last
    assert fields["text"] == f"&lt;!channel&gt; &amp; <@{BEN}|ben> in <#C0000000002|support>"
    assert [fields["command"], fields["user_id"], fields["channel_name"]] == ["/echo", ADA, "general"]
    assert {"token", "team_id", "team_domain", "channel_id", "response_url", "trigger_id", "api_app_id"} <= set(fields)


async def test_a_command_that_does_not_ask_for_escaping_arrives_as_typed(ada: Person, bot: EchoBot) -> None:
    await ada.types("/raw <b> @ben", "#general")

    assert bot.last["text"] == "<b> @ben"


async def test_a_command_that_no_app_has_is_refused_by_slack(ada: Person) -> None:
    with pytest.raises(CannotError, match="/none is not a valid command"):
        await ada.types("/none")


@pytest.mark.parametrize(
    ("body", "ephemeral"),
    [
        ("just words", [True]),
        ({"text": "just words"}, [True]),
        ({"text": "just words", "response_type": "in_channel"}, [False]),
        ("", []),
    ],
    ids=["plain text", "JSON", "for everyone", "nothing"],
)
async def test_what_a_command_answers_stands_in_the_channel(
    running: Running, ada: Person, bot: EchoBot, body: Any, ephemeral: list[bool]
) -> None:
    bot.answers = [Answer(200, body)]
    ben = await running.sandbox.person("ben")

    await ada.types("/echo", "#general")

    seen = [said.ephemeral for said in await ada.messages("#general") if said.text == "just words"]
    assert seen == ephemeral
    assert await ben.sees("#general", "just words") is (ephemeral == [False])


async def posted(running: Running, client: AsyncWebClient, **more: Any) -> tuple[str, str]:
    """A message with a button, in a channel of the bot's with Ada."""
    channel = (await client.conversations_create(name="inc-9"))["channel"]["id"]
    await client.conversations_invite(channel=channel, users=ADA)
    button = {"type": "button", "action_id": "done", "value": "step-1", "text": plain("Done")}
    menu = {"type": "overflow", "action_id": "more", "options": options("Skip", "Undo")}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button, menu]}]
    sent = await client.chat_postMessage(channel=channel, text="Step", blocks=blocks, **more)
    await at_rest(running)
    return channel, sent["ts"]


async def test_a_press_arrives_with_message_place_and_value(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, ts = await posted(running, client)

    await ada.presses(channel, "Done")

    payload = bot.last
    action = payload["actions"][0]
    assert [action["action_id"], action["block_id"], action["value"]] == ["done", "row", "step-1"]
    assert payload["container"] == {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
    assert payload["message"]["text"] == "Step"
    assert {"response_url", "trigger_id", "state", "user", "team"} <= set(payload)


async def test_an_option_of_a_menu_is_picked_by_its_text(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, _ = await posted(running, client)

    await ada.presses(channel, "Undo")

    assert bot.last["actions"][0]["selected_option"]["value"] == "undo"


async def test_a_message_shortcut_carries_the_message(ada: Person, bot: EchoBot) -> None:
    ts = await ada.says("#general", "Look at this")

    await ada.picks("Keep this", "#general", ts)

    assert [bot.last["type"], bot.last["callback_id"], bot.last["message"]["text"]] == [
        "message_action", "keep", "Look at this",
    ]  # fmt: skip


async def test_a_global_shortcut_carries_a_trigger(ada: Person, bot: EchoBot) -> None:
    await ada.picks("Start")

    assert [bot.last["type"], bot.last["callback_id"]] == ["shortcut", "start"]
    assert bot.last["trigger_id"]


async def answer(url: str, body: Json) -> tuple[int, str]:
    """Post to a response_url."""
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as reply:
        return reply.status, await reply.text()


async def test_a_response_url_serves_five_times(ada: Person, bot: EchoBot) -> None:
    await ada.types("/echo", "#general")

    answers = [await answer(bot.last["response_url"], {"text": f"{n}"}) for n in range(6)]

    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]


async def test_a_response_url_serves_for_half_an_hour(running: Running, ada: Person, bot: EchoBot) -> None:
    await ada.types("/echo", "#general")
    url = bot.last["response_url"]

    await running.sandbox.advance(timedelta(minutes=30))
    in_time = await answer(url, {"text": "in time"})
    await running.sandbox.advance(timedelta(seconds=1))
    late = await answer(url, {"text": "late"})

    assert [in_time, late] == [(200, "ok"), (404, "expired_url")]


@pytest.mark.parametrize(
    ("body", "reply"),
    [
        ({"text": ""}, (400, "no_text")),
        ({"blocks": [{"type": "x"}]}, (400, "invalid_blocks")),
        ({}, (400, "no_text")),
    ],
    ids=["no words", "bad blocks", "nothing"],
)
async def test_a_response_url_refuses_in_plain_words(
    ada: Person, bot: EchoBot, body: Json, reply: tuple[int, str]
) -> None:
    await ada.types("/echo", "#general")

    assert await answer(bot.last["response_url"], body) == reply


async def test_an_unknown_response_url_is_not_found(running: Running) -> None:
    assert await answer(f"{running.url}/response/1/none", {"text": "x"}) == (404, "no_service")


async def test_a_press_can_be_answered_in_place_beside_or_by_taking_the_message_away(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, ts = await posted(running, client)
    await ada.presses(channel, "Done")
    url = bot.last["response_url"]

    await answer(url, {"text": "beside"})
    await answer(url, {"text": "in place", "replace_original": True})
    replaced = {said.ts: said.text for said in await ada.messages(channel)}
    await answer(url, {"delete_original": True})

    assert replaced[ts] == "in place"
    assert "beside" in replaced.values()
    assert ts not in {said.ts for said in await ada.messages(channel)}


async def test_a_press_on_an_ephemeral_message_comes_without_the_message(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, _ = await posted(running, client)
    blocks = [{"type": "actions", "elements": [{"type": "button", "action_id": "x", "text": plain("Only you")}]}]
    await client.chat_postEphemeral(channel=channel, user=ADA, text="psst", blocks=blocks)

    await ada.presses(channel, "Only you")

    assert bot.last["container"]["is_ephemeral"] is True
    assert "message" not in bot.last
