"""On the page: what other apps say, replies that are broadcast, and the canvases of a channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.process import Options, Running, run_sandbox
from tests.browser.conftest import open_window
from tests.browser.window import Window
from tests.sandbox.world import START

CONTENT = "# Response\n\nRoll back **first**.\n\n<img src=x onerror=alert(1)>"


@pytest.fixture
async def lived_in(tmp_path: Path, chromium: Path) -> AsyncIterator[tuple[Window, Running]]:
    options = Options(journal=tmp_path / "journal.jsonl", start=START, rate=0)
    async with run_sandbox(options) as running, open_window(running.url, chromium) as window:
        yield window, running


async def in_support(running: Running) -> tuple[AsyncWebClient, str]:
    """Alertbot, let into #support; and that channel."""
    alerts = AsyncWebClient("xoxb-alertbot", base_url=running.api_url)
    channel = running.stand.slack.channel_named("support")
    assert channel
    await alerts.conversations_join(channel=channel.id)
    return alerts, channel.id


@pytest.mark.browser
async def test_an_alert_bears_the_name_of_the_app_that_posted_it(lived_in: tuple[Window, Running]) -> None:
    window, running = lived_in
    await window.acts_as("Ada Moreno")
    await window.goes_to("support")

    async with aiohttp.ClientSession() as session:
        await (await session.post(running.webhook_url, json={"text": "CPU is hot <@U0ALERTBOT1>"})).text()
    alert = window.message("CPU is hot")

    await expect(alert).to_contain_text("Alertbot")
    await expect(alert).to_contain_text("@alertbot")
    await expect(alert).to_contain_text("APP")
    assert (window.complaints, window.strays) == ([], [])


@pytest.mark.browser
async def test_a_reply_that_is_broadcast_leads_from_the_channel_to_its_thread(
    lived_in: tuple[Window, Running],
) -> None:
    window, running = lived_in
    alerts, channel = await in_support(running)
    root = (await alerts.chat_postMessage(channel=channel, text="CPU is hot"))["ts"]
    await alerts.chat_postMessage(channel=channel, text="It is cool", thread_ts=root, reply_broadcast=True)
    await window.acts_as("Ada Moreno")
    await window.goes_to("support")

    await window.message("It is cool").get_by_role("button", name="a thread").click()

    await expect(window.thread).to_contain_text("CPU is hot")
    await expect(window.thread).to_contain_text("It is cool")
    assert window.complaints == []


@pytest.mark.browser
async def test_a_canvas_is_read_from_the_channels_header_and_follows_its_edits(
    lived_in: tuple[Window, Running],
) -> None:
    window, running = lived_in
    alerts, channel = await in_support(running)
    content = {"type": "markdown", "markdown": CONTENT}
    canvas = (await alerts.conversations_canvases_create(channel_id=channel, title="Plan", document_content=content))[
        "canvas_id"
    ]
    await window.acts_as("Ada Moreno")
    await window.goes_to("support")

    await window.page.get_by_role("button", name="Plan").click()
    await expect(window.dialog.get_by_role("heading", name="Response")).to_be_visible()
    await expect(window.dialog.locator("strong")).to_have_text("first")
    await expect(window.dialog.locator("img")).to_have_count(0)
    added = {"type": "markdown", "markdown": "Then tell customers."}
    await alerts.canvases_edit(canvas_id=canvas, changes=[{"operation": "insert_at_end", "document_content": added}])
    await expect(window.dialog).to_contain_text("Then tell customers.")
    await window.photographs("canvas")
    await window.page.keyboard.press("Escape")

    await expect(window.dialog).to_have_count(0)
    assert (window.complaints, window.strays) == ([], [])


ODD_TEXTS = ["<!date^1e300^{date}|then>", "<!subteam>", "<!date^|>", "<@>", "<!>"]
ODD_PARTS = [
    {"type": "date", "timestamp": 1e300},
    {"type": "date", "timestamp": 0},
    {"type": "link"},
    {"type": "emoji"},
]


@pytest.mark.browser
async def test_odd_references_and_rich_text_leave_the_messages_around_them_standing(
    lived_in: tuple[Window, Running],
) -> None:
    window, running = lived_in
    alerts, channel = await in_support(running)
    for text in ODD_TEXTS:
        await alerts.chat_postMessage(channel=channel, text=f"odd {text}")
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich", "style": None}, *ODD_PARTS]}
    await alerts.chat_postMessage(channel=channel, text="rich", blocks=[{"type": "rich_text", "elements": [section]}])
    await alerts.chat_postMessage(channel=channel, text="the last")
    await window.acts_as("Ada Moreno")
    await window.goes_to("support")

    await expect(window.message("the last")).to_be_visible()
    await expect(window.messages.locator("article", has_text="odd")).to_have_count(len(ODD_TEXTS))
    await expect(window.message("rich")).to_be_visible()
    assert (window.complaints, window.strays) == ([], [])


@pytest.mark.browser
async def test_what_cannot_be_drawn_is_said_and_takes_nothing_else_with_it(lived_in: tuple[Window, Running]) -> None:
    window, running = lived_in
    alerts, channel = await in_support(running)
    table = {"type": "table", "rows": [[{"type": "rich_text", "elements": 5}, {"type": "raw_text", "text": "beside"}]]}
    await alerts.chat_postMessage(channel=channel, text="table", blocks=[table])
    await window.acts_as("Ada Moreno")
    await window.goes_to("support")

    await expect(window.message("beside")).to_contain_text("This cannot be drawn here.")
    assert window.complaints != []
