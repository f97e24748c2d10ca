"""A browser on the page of a running sandbox, with the bot under it."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize, async_playwright, expect

from sandbox.process import Options, Running, run_sandbox
from tests.browser.window import Window
from tests.sandbox.echo import EchoBot, open_echo
from tests.stories.town import Plot, Town, open_town

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
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
async def town(tmp_path: Path, journal: Path) -> AsyncIterator[Town]:
    async with open_town(Plot(tmp_path, journal), POLICY) as town:
        yield town


@contextlib.asynccontextmanager
async def open_browser(chromium: Path) -> AsyncIterator[Browser]:
    """A browser, which has as many windows as are opened."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        await browser.close()


async def new_window(browser: Browser, url: str) -> Window:
    """A window on the page that shares nothing with other windows, watched from its first request on."""
    window = Window(await browser.new_page(viewport=SIZE))
    window.page.set_default_timeout(PATIENCE)
    window.watch()
    await window.page.goto(url)
    return window


@contextlib.asynccontextmanager
async def open_window(url: str, chromium: Path) -> AsyncIterator[Window]:
    """A browser with one window on the page."""
    async with open_browser(chromium) as browser:
        yield await new_window(browser, url)


@pytest.fixture
async def window(town: Town, chromium: Path) -> AsyncIterator[Window]:
    """A window on a workspace in which the bot lives."""
    async with open_window(town.running.url, chromium) as window:
        yield window


@pytest.fixture
async def windows(town: Town, chromium: Path) -> AsyncIterator[tuple[Window, Window]]:
    """Two windows on a workspace in which the bot lives: Ada Moreno's and Ben Okafor's."""
    async with open_browser(chromium) as browser:
        ada, ben = await new_window(browser, town.running.url), await new_window(browser, town.running.url)
        await ada.acts_as("Ada Moreno")
        await ben.acts_as("Ben Okafor")
        yield ada, ben


@pytest.fixture
async def echo() -> AsyncIterator[EchoBot]:
    """A bot that only listens, and answers as a test tells it to."""
    async with open_echo() as echo:
        yield echo


@pytest.fixture
async def running(echo: EchoBot) -> AsyncIterator[Running]:
    """A workspace whose bot only listens."""
    async with run_sandbox(Options(bot_url=echo.url, start=MONDAY, rate=0)) as running:
        yield running


@pytest.fixture
async def quiet(running: Running, chromium: Path) -> AsyncIterator[Window]:
    """A window on a workspace whose bot only listens."""
    async with open_window(running.url, chromium) as window:
        yield window
