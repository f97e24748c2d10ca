"""Other apps beside the bot: what they say in an incident's channel counts as anybody's words."""

from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.stories.looking import document
from tests.stories.town import Town

ALERT = "Error rate of the pricing model is 12 %"


async def monitor_posts(town: Town, user: str, channel: str, payload: dict[str, Any]) -> None:
    """A monitor posts through a webhook that somebody added to a channel."""
    made = await town.sandbox.post("/control/webhook", {"user": user, "channel": channel})
    async with aiohttp.ClientSession() as session, session.post(made["url"], json=payload) as answer:
        assert await answer.text() == "ok"
    await town.settle()


async def test_an_alert_that_a_monitor_posts_is_put_on_the_timeline_with_a_pushpin(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await monitor_posts(town, ada.id, channel, {"text": ALERT})
    alert = (await ada.messages(channel))[-1]

    await ada.reacts(channel, alert.ts, "pushpin")
    await town.settle()
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    text = await document(ada, channel)

    assert alert.words == ALERT
    assert ALERT in text


async def test_what_another_bot_says_in_the_channel_stands_in_its_transcript(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    alerts = AsyncWebClient("xoxb-alertbot", base_url=town.running.api_url)
    await alerts.conversations_join(channel=channel)
    ts = (await alerts.chat_postMessage(channel=channel, text=ALERT, username="Grafana"))["ts"]
    await town.settle()

    await ada.reacts(channel, str(ts), "pushpin")
    await town.settle()
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    text = await document(ada, channel)

    assert ALERT in text
