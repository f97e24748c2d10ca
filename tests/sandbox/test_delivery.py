"""What reaches the bot: signed, once for a command, again for an event that failed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox.process import Running
from tests.sandbox.echo import Answer, EchoBot, at_rest
from tests.sandbox.world import ADA, EVENTS


async def joined(running: Running) -> str:
    """A channel of Ada's in which the bot is a member, with everything delivered and forgotten."""
    ada = await running.sandbox.person(ADA)
    channel = await ada.creates("room")
    running.stand.slack.channels[channel].members.append(running.stand.slack.bot)
    await at_rest(running)
    return channel


async def test_a_request_bears_a_signature_that_slacks_own_library_accepts(running: Running, bot: EchoBot) -> None:
    ada = await running.sandbox.person("ada")

    await ada.types("/echo hello")

    verifier = SignatureVerifier(running.stand.slack.app.signing_secret)
    assert verifier.is_valid_request(bot.heard[0].body, bot.heard[0].headers)


async def test_an_event_that_fails_comes_again_at_once_then_after_one_and_five_minutes(
    running: Running, bot: EchoBot
) -> None:
    channel = await joined(running)
    ada, first = await running.sandbox.person("ada"), len(bot.heard)
    bot.answers = [Answer(500), Answer(404), Answer(500), Answer(503)]

    await ada.says(channel, "hello")
    await at_rest(running)
    at_once = len(bot.heard) - first
    await running.sandbox.advance(timedelta(minutes=1))
    await at_rest(running)
    after_a_minute = len(bot.heard) - first
    await running.sandbox.advance(timedelta(minutes=5))
    await at_rest(running)
    tries = bot.heard[first:]

    assert [at_once, after_a_minute, len(tries)] == [2, 3, 4]
    assert len({heard.payload["event_id"] for heard in tries}) == 1
    assert [heard.headers.get("x-slack-retry-num") for heard in tries] == [None, "1", "2", "3"]
    assert [heard.headers.get("x-slack-retry-reason") for heard in tries] == [None, *["http_error"] * 3]


async def test_a_bot_that_wants_no_retry_gets_none(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    ada, first = await running.sandbox.person("ada"), len(bot.heard)
    bot.answers = [Answer(500, headers={"X-Slack-No-Retry": "1"})]

    await ada.says(channel, "hello")
    await at_rest(running)

    assert len(bot.heard) - first == 1


async def test_the_next_try_of_an_event_is_told_to_who_lets_time_pass(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    ada = await running.sandbox.person("ada")
    bot.answers = [Answer(500), Answer(500)]

    await ada.says(channel, "hello")
    await at_rest(running)
    idle = await running.sandbox.get("/control/idle")

    assert idle == {"idle": True, "under_way": 0, "next_delivery": "2025-04-27T17:26:00+00:00"}


@pytest.mark.parametrize(
    ("answer", "error"),
    [(Answer(500), "http_service_error"), (Answer(200, seconds=3.3), "operation_timeout")],
    ids=["an error", "too late"],
)
async def test_a_command_that_fails_is_not_sent_again_and_the_person_is_told(
    running: Running, bot: EchoBot, answer: Answer, error: str
) -> None:
    ada = await running.sandbox.person("ada")
    bot.answers = [answer]

    outcome = await ada.types("/echo hello")

    assert outcome.notice == f'/echo failed with the error "{error}"'
    assert len(bot.heard) == 1


async def test_a_bot_that_is_away_is_told_from_one_that_fails(running: Running) -> None:
    running.stand.delivery.url = "http://127.0.0.1:9/slack/events"
    ada = await running.sandbox.person("ada")

    outcome = await ada.types("/echo hello")

    assert outcome.notice == '/echo failed with the error "dispatch_failed"'


async def test_events_are_sent_only_from_where_the_bot_is_a_member(running: Running, bot: EchoBot) -> None:
    ada = await running.sandbox.person("ada")

    await ada.says("#support", "nobody listens")
    await at_rest(running)

    assert bot.heard == []


async def test_events_that_the_manifest_does_not_name_are_not_sent(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    ben, first = await running.sandbox.person("ben"), len(bot.heard)
    await ben.joins(channel)

    await ben.leaves(channel)
    await at_rest(running)

    assert "member_left_channel" not in EVENTS
    kinds = [heard.payload["event"]["type"] for heard in bot.heard[first:]]
    assert sorted(kinds) == ["member_joined_channel", "message", "message"]


async def test_the_life_of_a_message_is_told_event_by_event(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    ada = await running.sandbox.person("ada")
    bot.heard.clear()

    ts = await ada.says(channel, "frist <b>")
    await ada.says(channel, "a reply", thread_ts=ts)
    await ada.edits(channel, ts, "first")
    await ada.reacts(channel, ts, "pushpin")
    await ada.unreacts(channel, ts, "pushpin")
    other = await ada.says(channel, "oops")
    await ada.deletes(channel, other)
    await at_rest(running)
    told = {(e["type"], e.get("subtype"), e.get("thread_ts")): e for e in [h.payload["event"] for h in bot.heard]}

    assert set(told) == {
        ("message", None, None), ("message", None, ts), ("message", "message_changed", None),
        ("reaction_added", None, None), ("reaction_removed", None, None), ("message", "message_deleted", None),
    }  # fmt: skip
    changed, deleted = told["message", "message_changed", None], told["message", "message_deleted", None]
    assert changed["previous_message"]["text"] == "frist &lt;b&gt;"
    assert changed["message"] == changed["message"] | {"text": "first", "ts": ts, "user": ADA}
    assert changed["message"]["edited"]["user"] == ADA
    assert deleted["deleted_ts"] == other
    assert deleted["previous_message"]["text"] == "oops"
    assert told["reaction_added", None, None]["item"] == {"type": "message", "channel": channel, "ts": ts}


async def test_a_deleted_message_with_replies_leaves_a_tombstone(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    ada = await running.sandbox.person("ada")
    ts = await ada.says(channel, "a question")
    await ada.says(channel, "an answer", thread_ts=ts)

    await ada.deletes(channel, ts)
    await at_rest(running)

    changed = [e for e in bot.of_type("message") if e.get("subtype") == "message_changed"]
    assert [e["message"]["subtype"] for e in changed] == ["tombstone"]
    assert [said.raw["deleted"] for said in await ada.messages(channel, ts)] == [True, False]


async def test_an_event_is_wrapped_as_slack_wraps_it(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    ada = await running.sandbox.person("ada")
    bot.heard.clear()

    ts = await ada.says(channel, "hello")
    await at_rest(running)

    envelope = bot.last
    place = {"channel": channel, "channel_type": "channel", "ts": ts, "user": ADA}
    assert envelope["event"] == envelope["event"] | place
    assert envelope["event_time"] == 1745774700
    assert envelope["authorizations"][0]["user_id"] == running.stand.slack.bot
    assert {"token", "team_id", "api_app_id", "event_id", "type"} <= set(envelope)


async def test_the_bots_own_messages_come_back_with_its_ids(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    bot.heard.clear()

    answer = await running.sandbox.post(
        "/api/chat.postMessage", {"token": "xoxb-sandbox", "channel": channel, "text": "hi"}
    )
    await at_rest(running)

    assert answer["ok"]
    event, app = bot.last["event"], running.stand.slack.app
    assert [event["bot_id"], event["user"]] == [app.bot_id, app.bot_user_id]


async def test_joining_is_an_event_and_a_line_in_the_channel(running: Running, bot: EchoBot) -> None:
    channel = await joined(running)
    bot.heard.clear()
    ben = await running.sandbox.person("ben")

    await ben.joins(channel)
    await at_rest(running)

    events = {heard.payload["event"].get("subtype", heard.payload["event"]["type"]) for heard in bot.heard}
    assert events == {"member_joined_channel", "channel_join"}
