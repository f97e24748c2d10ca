"""The page's controls beyond Slack: the clock moved to the next deadline."""

from datetime import datetime

import pytest
from playwright.async_api import expect

from tests.browser.window import Window
from tests.stories.town import Town


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
