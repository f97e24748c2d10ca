"""The page's controls beyond Slack: faults on demand, and the clock moved to the next deadline."""

from datetime import datetime

import pytest
from playwright.async_api import expect

from tests.browser.window import Window
from tests.stories.town import Town


async def line_up_a_refusal(window: Window) -> None:
    await window.page.get_by_role("button", name="Inspector").click()
    panel = window.page.get_by_role("complementary", name="Faults")
    await panel.get_by_label("Method").fill("views.open")
    await panel.get_by_label("Kind").select_option("Error code")
    await panel.get_by_label("Code").fill("internal_error")
    await panel.get_by_role("button", name="Line up").click()
    await expect(panel.get_by_role("listitem")).to_have_text("views.open error:internal_error, next call")
    await panel.get_by_label("Method").fill("bookmarks.add")
    await panel.get_by_label("Kind").select_option("429")
    await panel.get_by_label("Retry after").fill("30")
    await panel.get_by_label("Calls").fill("2")
    await panel.get_by_role("button", name="Line up").click()
    await expect(panel.get_by_role("listitem").last).to_have_text("bookmarks.add 429, retry after 30 s, next 2 calls")


async def run_into_it(window: Window) -> None:
    panel = window.page.get_by_role("complementary", name="Faults")
    await window.types("/ai-incident Answers are worse")
    await expect(window.page.locator(".entry.refused", has_text="views.open")).to_contain_text("internal_error")
    await expect(panel.get_by_role("listitem")).to_have_count(1)
    await window.photographs("faults")
    await panel.get_by_role("button", name="Clear all").click()
    await expect(panel.get_by_role("listitem")).to_have_count(0)
    await expect(panel).to_contain_text("Nothing goes wrong by itself")


@pytest.mark.browser
async def test_a_fault_is_lined_up_met_by_the_bot_and_cleared_in_the_panel(window: Window) -> None:
    await window.acts_as("Ada Moreno")

    await line_up_a_refusal(window)
    await run_into_it(window)

    assert window.complaints == []
    assert window.strays == []


@pytest.mark.browser
async def test_the_clock_goes_to_the_next_deadline_at_a_click(window: Window, town: Town) -> None:
    button = window.page.get_by_role("button", name="Next deadline")
    await button.click()
    await expect(window.page.locator("#notices")).to_contain_text("Nothing is due")
    await window.acts_as("Ada Moreno")
    await town.declared(await town.person("ada"))
    due = (await town.sandbox.get("/control/next"))["next"]

    async with window.page.expect_response("**/control/clock"):
        await button.click()

    assert await town.sandbox.now() == datetime.fromisoformat(due)
    assert window.complaints == []
