"""Who works in the workspace is learned at Slack's pace, and missed where Slack does not tell."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.config import Settings
from bot.relay import Directory
from bot.slack import Slack
from bot.store import Work
from tests.relay.desk import Desk


@pytest.fixture
async def directory(desk: Desk) -> AsyncIterator[Directory]:
    token = desk.slack.stand.slack.app.token
    settings = Settings.read(slack_bot_token=token, slack_api_url=desk.slack.api_url, _env_file=None)
    async with Slack(settings) as slack:
        yield Directory(slack, desk.store, desk.clock)


def _names(work: Work) -> set[str]:
    return {name for person in work.people.known() for name in person.names}


async def test_everybody_is_known_by_name_also_who_never_came_near_an_incident(
    desk: Desk, directory: Directory
) -> None:
    await directory.learn_names()

    assert {"Hannah Whitfield", "hannah", "Gao Wen", "Ivo Petrov"} <= await desk.store.run(_names)


async def test_when_slack_says_later_it_is_asked_later(desk: Desk, directory: Directory) -> None:
    await desk.sandbox.fault("users.list", "429", retry_after=30)
    learning = asyncio.create_task(directory.learn_names())

    async with asyncio.timeout(20):
        while not learning.done():
            await desk.pass_time(timedelta(seconds=31))

    assert len(desk.calls("users.list")) == 2
    assert "Hannah Whitfield" in await desk.store.run(_names)


async def test_without_the_list_the_bot_goes_on(desk: Desk, directory: Directory) -> None:
    await desk.sandbox.fault("users.list", "error:missing_scope")

    await directory.learn_names()

    assert await desk.store.run(_names) == set()
