"""The page's Home tab, looked-up menus and global shortcuts: of a small app that has all three, and of the bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import open_window
from tests.browser.small_app import SmallApp, small_app
from tests.browser.window import Window
from tests.sandbox.world import ADA, BEN
from tests.stories.town import Town


@pytest.fixture
async def lived_in(tmp_path: Path, chromium: Path) -> AsyncIterator[tuple[Window, SmallApp]]:
    async with small_app(tmp_path) as (running, app), open_window(running.url, chromium) as window:
        yield window, app


def home(window: Window) -> Locator:
    """The Home tab."""
    return window.page.get_by_role("region", name="Home", exact=True)


async def opens_home(window: Window, app: str = "echo") -> None:
    """Click the app in the bar on the left."""
    await window.page.locator("nav#sidebar").get_by_role("button", name=app, exact=True).click()
    await expect(home(window)).to_be_visible()


async def looks_up(within: Locator, typed: str) -> None:
    """Type into the menu that the app looks up."""
    await within.get_by_role("combobox").press_sequentially(typed)


@pytest.mark.browser
async def test_a_home_is_opened_pressed_and_kept_apart_for_each_person(lived_in: tuple[Window, SmallApp]) -> None:
    window, app = lived_in
    await window.acts_as("Ada Moreno")

    await opens_home(window)
    await expect(home(window)).to_contain_text("Opened 1 times")
    await looks_up(home(window), "re")
    await home(window).get_by_role("option", name="Refunds").click()
    await expect(home(window)).to_contain_text("Watched: Refunds")
    await expect(home(window).get_by_role("combobox")).to_have_value("Refunds")
    await window.acts_as("Ben Okafor")
    await expect(home(window)).to_contain_text("Opened 1 times")
    await expect(home(window)).to_contain_text("Watched: nothing")
    await window.page.reload()
    await expect(home(window)).to_contain_text("Opened 2 times")

    assert app.visits == {ADA: 1, BEN: 2}
    assert (window.complaints, window.strays) == ([], [])


@pytest.mark.browser
async def test_home_and_messages_are_tabs_above_the_conversation_with_the_app(
    lived_in: tuple[Window, SmallApp],
) -> None:
    window, app = lived_in
    tabs = window.page.get_by_label("App tabs")
    await window.acts_as("Ada Moreno")
    await opens_home(window)

    await tabs.get_by_role("button", name="Messages").click()
    await expect(window.messages).to_be_visible()
    await window.types("Hello")
    await expect(window.message("Hello")).to_be_visible()
    await tabs.get_by_role("button", name="Home").click()
    await expect(home(window)).to_contain_text("Opened 2 times")
    await expect(window.messages).to_be_hidden()
    await window.goes_to("general")
    await expect(window.messages).to_be_visible()
    await expect(tabs).to_have_count(0)

    assert app.visits == {ADA: 2}
    assert window.complaints == []


@pytest.mark.browser
async def test_a_form_of_a_global_shortcut_has_several_options_that_were_looked_up(
    lived_in: tuple[Window, SmallApp],
) -> None:
    window, app = lived_in
    await window.acts_as("Ada Moreno")
    composer = window.page.get_by_label("Message", exact=True)

    await composer.fill("/st")
    await window.page.get_by_role("option", name="Start").click()
    await expect(window.dialog).to_be_visible()
    await looks_up(window.dialog, "zzz")
    await expect(window.dialog.get_by_text("No result")).to_be_visible()
    await window.dialog.get_by_role("combobox").fill("?")
    await expect(window.dialog.get_by_text("The options could not be loaded")).to_be_visible()
    await window.dialog.get_by_role("combobox").fill("pric")
    await window.dialog.get_by_role("option", name="Pricing").click()
    await window.dialog.get_by_role("combobox").fill("r")
    await expect(window.dialog.get_by_role("option")).to_have_text(["Pricing", "Refunds", "Ranking"])
    for key in ("ArrowUp", "Enter"):
        await window.dialog.get_by_role("combobox").press(key)
    await window.submits("Send")
    await expect(window.dialog).to_have_count(0)

    await expect(composer).to_have_value("")
    assert app.sent == [["pricing", "ranking"]]
    assert window.complaints == []


@pytest.mark.browser
async def test_a_button_of_the_home_opens_a_form_and_the_menu_says_how_much_to_type(
    lived_in: tuple[Window, SmallApp],
) -> None:
    window, _ = lived_in
    await window.acts_as("Ada Moreno")
    await opens_home(window)

    await home(window).get_by_role("button", name="Report").click()
    await window.dialog.get_by_role("combobox").click()

    await expect(window.dialog.get_by_text("Type 1 character or more")).to_be_visible()
    assert window.complaints == []


@pytest.mark.browser
async def test_the_home_of_the_bot_leads_to_a_form_and_shows_the_incident_that_comes_of_it(
    town: Town, window: Window
) -> None:
    await window.acts_as("Ada Moreno")
    await opens_home(window, "ai-incident")
    await expect(home(window)).to_contain_text("No open incidents.")

    await home(window).get_by_role("button", name="Declare an incident").click()
    await expect(window.dialog.get_by_role("heading", name="AI incident")).to_be_visible()
    await window.dialog.get_by_role("button", name="Cancel").click()
    await town.declared(await town.person("ben"))

    await expect(home(window)).to_contain_text("Open incidents: 1")
    await expect(home(window)).to_contain_text("Answers invent refund rules")
    await window.photographs("home")
    assert window.complaints == []
