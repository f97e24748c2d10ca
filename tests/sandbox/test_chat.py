"""What an app says, in the ways that Slack offers: in a thread and its channel, with names read, under another name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.messages import Message
from sandbox.process import Options, Running, run_sandbox
from sandbox.webapi import perform
from tests.sandbox.echo import EchoBot, at_rest
from tests.sandbox.test_refusals import META
from tests.sandbox.world import MANIFEST, START, TOKEN, World, code_of

ALERTBOT = "xoxb-alertbot"


def posts(world: World, token: str = TOKEN, **args: Any) -> Message:
    """A message in the world's channel, as it is kept."""
    ts = perform(world.stand, "chat.postMessage", {"channel": world.inc.id, "text": "x", **args}, token)["ts"]
    return world.stand.slack.message(world.inc, ts)


def history(world: World) -> list[str]:
    """The timestamps of what stands in the channel itself."""
    found = perform(world.stand, "conversations.history", {"channel": world.inc.id}, TOKEN)["messages"]
    return [message["ts"] for message in found]


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ({"text": "@legal and @ada in #support"}, "@legal and @ada in #support"),
        (
            {"text": "@legal, @here and @ada in #support, <#C1|#general>", "link_names": True},
            "<!subteam^S0000LEGAL>, <!here> and @ada in <#{support}|support>, <#C1|#general>",
        ),
        ({"text": "@ada: <b> https://a.example/", "parse": "full"}, "<@U0000ADA01>: &lt;b&gt; <https://a.example/>"),
        ({"text": "@legal <!here>", "parse": "none"}, "@legal <!here>"),
    ],
    ids=["as it is", "link_names", "parse full", "parse none"],
)
def test_names_become_references_only_where_that_is_asked_for(world: World, args: dict[str, Any], text: str) -> None:
    said = posts(world, **args)

    assert said.text == text.replace("{support}", world.names["support"])


def test_a_reply_stands_in_its_channel_where_it_is_broadcast(world: World) -> None:
    quiet = posts(world, thread_ts=world.posted)
    loud = posts(world, thread_ts=world.posted, reply_broadcast=True)
    alone = posts(world, reply_broadcast=True)

    listed = history(world)
    shown = perform(world.stand, "conversations.history", {"channel": world.inc.id, "limit": 2}, TOKEN)["messages"][1]

    assert (loud.ts in listed, quiet.ts in listed) == (True, False)
    assert (shown["subtype"], shown["root"]["ts"]) == ("thread_broadcast", world.posted)
    assert alone.subtype == ""


def test_a_reply_is_broadcast_later_without_a_word_changed(world: World) -> None:
    reply = posts(world, thread_ts=world.posted)

    perform(world.stand, "chat.update", {"channel": world.inc.id, "ts": reply.ts, "reply_broadcast": True}, TOKEN)
    again = code_of(world, "chat.update", {"channel": world.inc.id, "ts": reply.ts, "reply_broadcast": True})

    assert reply.ts in history(world)
    assert (reply.text, reply.edited) == ("x", "")
    assert again == "cant_broadcast_message"


@pytest.mark.parametrize(
    ("args", "icons"),
    [
        ({"username": "Grafana"}, None),
        ({"username": "Grafana", "icon_emoji": ":fire:"}, {"emoji": ":fire:"}),
        ({"username": "Grafana", "icon_url": "https://a.example/i.png"}, {"image_64": "https://a.example/i.png"}),
    ],
    ids=["a name", "an emoji", "a picture"],
)
def test_another_name_is_borne_with_the_scope_and_not_noticed_without(
    world: World, args: dict[str, Any], icons: dict[str, str] | None
) -> None:
    perform(world.stand, "conversations.join", {"channel": world.inc.id}, ALERTBOT)

    free, bound = posts(world, ALERTBOT, **args).as_json(), posts(world, **args).as_json()

    assert (free["username"], free["subtype"], free.get("icons")) == ("Grafana", "bot_message", icons)
    assert {"username", "subtype", "icons"} & set(bound) == set()


def test_whoever_spoke_under_another_name_may_still_edit_it(world: World) -> None:
    perform(world.stand, "conversations.join", {"channel": world.inc.id}, ALERTBOT)
    said = posts(world, ALERTBOT, username="Grafana")

    perform(world.stand, "chat.update", {"channel": world.inc.id, "ts": said.ts, "text": "y"}, ALERTBOT)

    assert said.text == "y"


def test_a_thread_names_the_bot_where_no_user_spoke(world: World) -> None:
    perform(world.stand, "conversations.join", {"channel": world.inc.id}, ALERTBOT)
    said = posts(world, ALERTBOT, username="Grafana")
    posts(world, thread_ts=said.ts)

    replies = perform(world.stand, "conversations.replies", {"channel": world.inc.id, "ts": said.ts}, TOKEN)

    assert replies["messages"][1]["parent_user_id"] == "B0ALERTBOT1"


def test_an_app_speaks_of_itself_as_me(world: World) -> None:
    answer = perform(world.stand, "chat.meMessage", {"channel": world.inc.id, "text": "waves"}, TOKEN)

    said = world.stand.slack.message(world.inc, answer["ts"])

    assert (said.subtype, said.text) == ("me_message", "waves")


async def test_who_subscribed_to_metadata_hears_when_it_is_posted_changed_and_taken_away(
    bot: EchoBot, tmp_path: Path
) -> None:
    kinds = ["message_metadata_posted", "message_metadata_updated", "message_metadata_deleted"]
    watched = [{"app_id": "A0ALERTBOT1", "event_type": "e"}]
    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "metadata.message:read"]
    told = {"bot_events": kinds, "metadata_subscriptions": watched}
    whole = {"oauth_config": {"scopes": {"bot": scopes}}, "settings": {"event_subscriptions": told}}
    (tmp_path / "manifest.yml").write_text(yaml.safe_dump({**MANIFEST, **whole}), encoding="utf-8")

    async with run_sandbox(Options(tmp_path / "manifest.yml", bot_url=bot.url, start=START, rate=0)) as running:
        heard = await _metadata_story(running, bot)

    now = {**META, "event_payload": {"k": "w"}}
    assert [one["type"] for one in heard] == kinds
    assert [(one.get("metadata"), one.get("previous_metadata")) for one in heard] == [
        (META, None),
        (now, META),
        (None, now),
    ]
    assert {one["app_id"] for one in heard} == {"A0ALERTBOT1"}


async def _metadata_story(running: Running, bot: EchoBot) -> list[dict[str, Any]]:
    """Alertbot posts, edits and deletes what the bot watches, and something that it does not."""
    ours, alerts = (AsyncWebClient(token, base_url=running.api_url) for token in (TOKEN, ALERTBOT))
    channel = (await alerts.conversations_create(name="alerts"))["channel"]["id"]
    await ours.conversations_join(channel=channel)
    ts = (await alerts.chat_postMessage(channel=channel, text="x", metadata=META))["ts"]
    await alerts.chat_postMessage(channel=channel, text="x", metadata={**META, "event_type": "other"})
    await at_rest(running)
    now = {**META, "event_payload": {"k": "w"}}
    await alerts.chat_update(channel=channel, ts=ts, text="y", metadata=now)
    await at_rest(running)
    await alerts.chat_delete(channel=channel, ts=ts)
    await at_rest(running)
    return [heard.payload["event"] for heard in bot.heard if "metadata" in heard.payload["event"]["type"]]
