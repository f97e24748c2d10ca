"""What hangs at the top of a channel, after an answer was lost: looked up, and done again only where it is missing."""

from datetime import timedelta

import pytest

from bot.domain.incident import Incident
from bot.messages import AddBookmark, SetTopic, Stand
from tests.relay.desk import Desk

CARD = Stand(incident=1, slot="card")
BOOKMARK = AddBookmark(incident=1, slot="card", title="Incident card")


@pytest.mark.parametrize("fault", ["lost_answer", "500"])
async def test_a_bookmark_hangs_there_once(desk: Desk, incident: Incident, fault: str) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(CARD)
    await desk.sandbox.fault("bookmarks.add", fault)

    await desk.send(BOOKMARK)
    await desk.pass_time(timedelta(seconds=2))

    assert [mark.title for mark in desk.slack.stand.slack.channels[channel].bookmarks] == ["Incident card"]


@pytest.mark.parametrize("fault", ["lost_answer", "500"])
async def test_a_topic_is_set_once(desk: Desk, incident: Incident, fault: str) -> None:
    channel = await desk.open_channel(incident)
    ada = await desk.sandbox.person("ada")
    await ada.joins(channel)
    await desk.sandbox.fault("conversations.setTopic", fault)

    await desk.send(SetTopic(incident=1))
    await desk.pass_time(timedelta(seconds=2))

    lines = [said for said in await ada.messages(channel) if said.raw["subtype"] == "channel_topic"]
    assert len(lines) == 1
    assert "topic: Refund answers are made up" in lines[0].words


async def test_where_the_bot_may_not_look_no_second_bookmark_is_added(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(CARD)
    await desk.sandbox.fault("bookmarks.add", "lost_answer")
    await desk.sandbox.fault("bookmarks.list", "error:missing_scope")

    await desk.send(BOOKMARK)
    await desk.pass_time(timedelta(seconds=2))

    assert len(desk.slack.stand.slack.channels[channel].bookmarks) == 1


async def test_where_the_bot_may_not_look_a_topic_is_set_all_the_same(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.sandbox.fault("conversations.setTopic", "500")
    await desk.sandbox.fault("conversations.info", "error:missing_scope")

    await desk.send(SetTopic(incident=1))
    await desk.pass_time(timedelta(seconds=2))

    assert desk.slack.stand.slack.channels[channel].topic.value == "topic: Refund answers are made up"
