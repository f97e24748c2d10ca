"""What an app plans to say, and what it adds below the addresses that people write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import talk, timetable
from sandbox.process import Running
from sandbox.talk import Draft
from sandbox.webapi import perform
from tests.sandbox.echo import EchoBot, at_rest
from tests.sandbox.refusals_chat import SOON
from tests.sandbox.test_refusals_chat import ADDRESS, plans
from tests.sandbox.world import ADA, TOKEN, World


@pytest.fixture
async def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient(TOKEN, base_url=running.api_url)


async def test_what_is_planned_is_said_at_its_time_on_the_sandboxs_clock(
    running: Running, client: AsyncWebClient
) -> None:
    ada = await running.sandbox.person("ada")
    channel = (await client.conversations_open(users=ADA))["channel"]["id"]
    await client.chat_scheduleMessage(channel=channel, text="Standup", post_at=SOON)

    await running.sandbox.advance(timedelta(seconds=599))
    before = await ada.sees(channel, "Standup")
    due = (await running.sandbox.get("/control/idle"))["next_delivery"]
    await running.sandbox.advance(timedelta(seconds=1))
    await at_rest(running)

    assert (before, due) == (False, "2025-04-27T17:35:00+00:00")
    assert await ada.sees(channel, "Standup")
    assert (await client.chat_scheduledMessages_list())["scheduled_messages"] == []


async def test_a_sandbox_ends_with_something_still_planned(running: Running, client: AsyncWebClient) -> None:
    await client.chat_scheduleMessage(channel=ADA, text="Never", post_at=SOON)

    await running.stand.close()

    assert running.stand.slack.scheduled.planned


def test_an_app_finds_what_it_planned_itself_within_bounds(world: World) -> None:
    early, late = plans(world, SOON), plans(world, SOON + 60)

    def listed(token: str = TOKEN, **args: object) -> list[str]:
        found = perform(world.stand, "chat.scheduledMessages.list", args, token)["scheduled_messages"]
        return [one["id"] for one in found]

    assert listed() == [early, late]
    assert listed(channel=world.inc.id, oldest=SOON + 1) == [late]
    assert listed(latest=SOON) == [early]
    assert listed(channel=world.names["dm"]) == []
    assert listed("xoxb-alertbot") == []


def test_what_was_taken_back_is_not_said(world: World) -> None:
    planned = plans(world, SOON)
    one = world.stand.slack.scheduled.planned[planned]
    args = {"channel": world.inc.id, "scheduled_message_id": planned}

    perform(world.stand, "chat.deleteScheduledMessage", args, TOKEN)
    timetable.say(world.stand.slack, one)

    assert "x" not in [message.text for message in world.stand.slack.standing(world.inc)]


@pytest.mark.parametrize("obstacle", ["archived", "thrown out"])
def test_what_was_planned_where_the_bot_may_no_longer_speak_is_dropped(world: World, obstacle: str) -> None:
    one = world.stand.slack.scheduled.planned[plans(world, SOON)]
    world.inc.archived = obstacle == "archived"
    if obstacle == "thrown out":
        world.inc.members.remove(world.stand.slack.bot)

    timetable.say(world.stand.slack, one)

    assert "x" not in [message.text for message in world.stand.slack.standing(world.inc)]
    assert world.stand.slack.scheduled.planned == {}


def test_an_app_adds_a_card_below_the_address_that_somebody_wrote(world: World) -> None:
    slack = world.stand.slack
    said = talk.say(slack, world.inc, ADA, Draft(f"See <{ADDRESS}>"))
    unfurls = {ADDRESS: {"title": "Alert 1", "text": "CPU is hot"}}

    perform(world.stand, "chat.unfurl", {"channel": world.inc.id, "ts": said.ts, "unfurls": unfurls}, TOKEN)

    [card] = said.attachments
    assert (card["title"], card["from_url"], said.edited) == ("Alert 1", ADDRESS, "")


async def test_a_broadcast_is_told_as_such(running: Running, bot: EchoBot, client: AsyncWebClient) -> None:
    channel = (await client.conversations_create(name="inc-1"))["channel"]["id"]
    root = (await client.chat_postMessage(channel=channel, text="root"))["ts"]
    await client.chat_postMessage(channel=channel, text="loud", thread_ts=root, reply_broadcast=True)

    await at_rest(running)
    event = next(event for event in bot.of_type("message") if event.get("text") == "loud")

    assert (event["subtype"], event["thread_ts"], event["root"]["ts"]) == ("thread_broadcast", root, root)
