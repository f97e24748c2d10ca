"""A browser on the page of a running sandbox, with the bot under it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import ViewportSize, async_playwright, expect

from tests.browser.window import Window
from tests.stories.town import Town, open_town

DEVIKA = "U0000DEV04"
POLICY = {"escalation": {"P0": [DEVIKA]}}
QUIET = (
    "--no-sandbox",  # root in a container may not have one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZE = ViewportSize(width=1280, height=860)
PATIENCE = 10_000


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(tmp_path, POLICY) as town:
        yield town


@pytest.fixture
async def window(town: Town, chromium: Path) -> AsyncIterator[Window]:
    """A window on the page, watched from its first request on."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        window = Window(await browser.new_page(viewport=SIZE))
        window.page.set_default_timeout(PATIENCE)
        window.watch()
        await window.page.goto(town.running.url)
        yield window
        await browser.close()
