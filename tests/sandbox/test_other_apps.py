"""A second app in the workspace: it calls with its own token, and the bot hears of what it does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

import sandbox
from sandbox import manifest, rooms
from sandbox.limits import BURST, Tier
from sandbox.methods.table import METHODS
from sandbox.process import Running
from sandbox.webapi import perform
from tests.sandbox.echo import EchoBot, at_rest
from tests.sandbox.test_refusals import META
from tests.sandbox.world import ADA, MODAL, TOKEN, World, code_of, new_stand, prepared

ALERTBOT = "xoxb-alertbot"
USER, BOT_ID, APP_ID = "U0ALERTBOT1", "B0ALERTBOT1", "A0ALERTBOT1"


def in_channel(world: World) -> str:
    """Let Alertbot into the channel of the world's bot."""
    rooms.enter(world.stand.slack, world.inc, USER)
    return world.inc.id


async def event_of(bot: EchoBot, running: Running, text: str) -> dict[str, Any]:
    """The event of the message that reads so."""
    await at_rest(running)
    [event] = [event for event in bot.of_type("message") if event.get("text") == text]
    return event


async def open_channel(running: Running) -> str:
    """A channel of the bot's with Ada in it."""
    client = AsyncWebClient(TOKEN, base_url=running.api_url)
    channel = str((await client.conversations_create(name="inc-1"))["channel"]["id"])
    await client.conversations_invite(channel=channel, users=ADA)
    return channel


def test_each_token_is_told_who_it_belongs_to(world: World) -> None:
    ours, theirs = (perform(world.stand, "auth.test", {}, token) for token in (TOKEN, ALERTBOT))

    assert (theirs["user"], theirs["user_id"], theirs["bot_id"]) == ("alertbot", USER, BOT_ID)
    assert ours["user_id"] == world.stand.slack.bot


def test_each_app_is_a_member_where_it_was_let_in_and_nowhere_else(world: World) -> None:
    args = {"channel": world.inc.id, "text": "CPU is hot"}

    before = code_of(world, "chat.postMessage", args, ALERTBOT)
    perform(world.stand, "conversations.join", {"channel": world.inc.id}, ALERTBOT)
    after = perform(world.stand, "chat.postMessage", args, ALERTBOT)

    assert before == "not_in_channel"
    assert (after["message"]["user"], after["message"]["bot_id"]) == (USER, BOT_ID)
    assert after["message"]["bot_profile"]["name"] == "Alertbot"


@pytest.mark.parametrize(
    ("method", "code"), [("chat.update", "cant_update_message"), ("chat.delete", "cant_delete_message")]
)
def test_no_app_changes_what_another_app_said(world: World, method: str, code: str) -> None:
    channel = in_channel(world)
    theirs = perform(world.stand, "chat.postMessage", {"channel": channel, "text": "x"}, ALERTBOT)["ts"]

    refused = [
        code_of(world, method, {"channel": channel, "ts": world.posted, "text": "y"}, ALERTBOT),
        code_of(world, method, {"channel": channel, "ts": theirs, "text": "y"}),
    ]

    assert refused == [code, code]


def test_each_app_is_judged_by_its_own_manifest() -> None:
    world = prepared(new_stand(manifest.read({"display_information": {"name": "Poor"}})))

    refused = [
        code_of(world, "users.info", {"user": ADA}),
        code_of(world, "views.publish", {"user_id": ADA, "view": MODAL}, ALERTBOT),
    ]

    assert refused == ["missing_scope", "not_enabled"]
    assert perform(world.stand, "users.info", {"user": ADA}, ALERTBOT)["ok"]


def test_the_other_app_may_call_every_method(world: World) -> None:
    wanted = {scope for method in METHODS.values() for scope in method.scopes}

    assert wanted - world.stand.slack.others[0].scopes == set()


def test_what_is_sent_to_the_bot_serves_no_other_app(world: World) -> None:
    triggers = world.stand.slack.triggers
    opened = perform(world.stand, "views.open", {"view": MODAL, "trigger_id": triggers.issue(ADA)}, TOKEN)["view"]

    refused = [
        code_of(world, "views.open", {"view": MODAL, "trigger_id": triggers.issue(ADA)}, ALERTBOT),
        code_of(world, "views.update", {"view": MODAL, "view_id": opened["id"]}, ALERTBOT),
        code_of(world, "apps.connections.open", {}, ALERTBOT),
    ]

    assert refused == ["invalid_trigger_id", "not_found", "not_allowed_token_type"]


def test_an_upload_is_completed_by_the_app_that_began_it(world: World) -> None:
    begun = perform(world.stand, "files.getUploadURLExternal", {"filename": "a.md", "length": 2}, TOKEN)
    world.stand.slack.files[begun["file_id"]].uploaded = True

    refused = code_of(world, "files.completeUploadExternal", {"files": [{"id": begun["file_id"]}]}, ALERTBOT)

    assert refused == "file_not_found"


def test_apps_do_not_use_up_each_others_limits(world: World) -> None:
    world.stand.limits.switch(on=True)
    channel = in_channel(world)
    for _ in range(Tier.TWO):
        perform(world.stand, "conversations.list", {}, ALERTBOT)
    for _ in range(BURST):
        perform(world.stand, "chat.postMessage", {"channel": channel, "text": "x"}, ALERTBOT)

    theirs = code_of(world, "conversations.list", {}, ALERTBOT)
    paced = code_of(world, "chat.postMessage", {"channel": channel, "text": "x"}, ALERTBOT)

    assert [theirs, paced] == ["ratelimited", "ratelimited"]
    assert perform(world.stand, "conversations.list", {}, TOKEN)["ok"]
    assert perform(world.stand, "chat.postMessage", {"channel": channel, "text": "x"}, TOKEN)["ok"]


def test_methods_speak_as_the_app_that_calls() -> None:
    methods = Path(sandbox.__file__).parent / "methods"
    sources = {path.name: path.read_text(encoding="utf-8") for path in methods.glob("*.py")}

    as_the_first_app = {name for name, source in sources.items() if re.search(r"slack\.bot\b", source)}

    assert as_the_first_app == set()


async def test_the_bot_hears_what_another_app_says_with_that_apps_ids(running: Running, bot: EchoBot) -> None:
    channel, alerts = await open_channel(running), AsyncWebClient(ALERTBOT, base_url=running.api_url)
    await alerts.conversations_join(channel=channel)
    await alerts.chat_postMessage(channel=channel, text="CPU is hot", metadata=META)

    event = await event_of(bot, running, "CPU is hot")

    assert (event["user"], event["bot_id"], event["app_id"]) == (USER, BOT_ID, APP_ID)
    assert "subtype" not in event


async def test_what_is_said_under_another_name_is_a_bot_message_without_a_user(running: Running, bot: EchoBot) -> None:
    channel, alerts = await open_channel(running), AsyncWebClient(ALERTBOT, base_url=running.api_url)
    await alerts.conversations_join(channel=channel)
    await alerts.chat_postMessage(channel=channel, text="CPU is hot", username="Grafana", icon_emoji="fire")

    event = await event_of(bot, running, "CPU is hot")

    assert (event["subtype"], event["username"], event["bot_id"]) == ("bot_message", "Grafana", BOT_ID)
    assert event["icons"] == {"emoji": ":fire:"}
    assert "user" not in event


async def test_the_journal_is_about_the_bot_and_the_inspector_about_both(running: Running, tmp_path: Path) -> None:
    await AsyncWebClient(TOKEN, base_url=running.api_url).auth_test()
    await AsyncWebClient(ALERTBOT, base_url=running.api_url).conversations_list()
    with pytest.raises(SlackApiError):
        await AsyncWebClient(ALERTBOT, base_url=running.api_url).chat_postMessage(channel="C404", text="x")

    entries = [(one["direction"], one["what"], one["error"]) for one in await running.sandbox.log()]
    written = [json.loads(line)["method"] for line in (tmp_path / "journal.jsonl").read_text().splitlines()]

    assert written == ["auth.test"]
    assert entries == [
        ("bot->slack", "auth.test", None),
        ("app->slack", "conversations.list by Alertbot", None),
        ("app->slack", "chat.postMessage by Alertbot", "channel_not_found"),
    ]


async def test_an_answer_names_the_scopes_of_the_token_that_called(running: Running) -> None:
    alerts = AsyncWebClient(ALERTBOT, base_url=running.api_url)

    answer = await alerts.auth_test()

    assert "incoming-webhook" in answer.headers["x-oauth-scopes"].split(",")


async def test_a_file_is_downloaded_with_any_token_that_may_read_files(running: Running) -> None:
    alerts = AsyncWebClient(ALERTBOT, base_url=running.api_url)
    channel = await open_channel(running)
    await alerts.conversations_join(channel=channel)
    shared = await alerts.files_upload_v2(channel=channel, filename="a.txt", content="hot")
    address = shared["file"]["url_private"]

    async with aiohttp.ClientSession() as session:
        async with session.get(address, headers={"Authorization": f"Bearer {TOKEN}"}) as known:
            content = await known.text()
        async with session.get(address, headers={"Authorization": "Bearer xoxb-other"}) as strange:
            refused = strange.status

    assert (content, refused) == ("hot", 403)
