"""What disturbs Socket Mode's connections from the page, and what the page says when others can open it too."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from sandbox.process import Options, run_sandbox
from tests.browser.conftest import open_window
from tests.sandbox.wire import wired

ELSEWHERE = "127.0.0.2"


@pytest.mark.browser
async def test_the_connections_of_socket_mode_are_seen_warned_refreshed_and_broken_from_the_panel(
    chromium: Path,
) -> None:
    async with (
        run_sandbox(Options(socket_mode=True, rate=0)) as running,
        open_window(running.url, chromium) as window,
    ):
        await window.page.get_by_role("button", name="Inspector").click()
        panel = window.page.get_by_role("group", name="Socket Mode")
        await expect(panel).to_contain_text("0 connections stand, 0 opened in all.")
        async with wired(running) as [wire]:
            await expect(panel).to_contain_text("1 connection stands, 1 opened in all.")
            said = []
            for disturbance in ("Warn", "Refresh"):
                await panel.get_by_role("button", name=disturbance).click()
                said.append((await wire.hears())["reason"])
            await panel.get_by_role("button", name="Drop").click()
            ended = await wire.ended()
        await expect(panel).to_contain_text("0 connections stand, 1 opened in all.")

    assert said == ["warning", "refresh_requested"]
    assert ended
    assert window.complaints == []


@pytest.mark.browser
async def test_a_page_that_is_open_to_the_network_says_so_in_its_banner(chromium: Path) -> None:
    async with (
        run_sandbox(Options(host=ELSEWHERE, rate=0)) as running,
        open_window(running.invitation, chromium) as window,
    ):
        banner = window.page.locator("#banner")
        await expect(banner).to_contain_text("Open to the network: whoever has its address and key can act as anybody")
        address = window.page.url
        await window.types("hello from elsewhere")
        await expect(window.message("hello from elsewhere")).to_be_visible()
        await window.photographs("open-to-the-network")
        async with open_window(running.url, chromium) as at_home:
            await expect(at_home.page.locator("#banner")).to_contain_text("Open to the network")
            strays = at_home.strays

    assert "key=" not in address
    assert window.complaints == []
    assert strays == []
    assert {stray.split(":")[1].strip("/") for stray in window.strays} == {ELSEWHERE}
