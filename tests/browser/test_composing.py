"""Writing on the page: what completes a word, drafts that wait, lines, the last message edited."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browser.window import Window

TYPED = [
    ("/ai", "/ai-incident", "/ai-incident "),
    ("Ask @dev", "Devika Rao", "Ask @devika "),
    ("Ask @legal co", None, "Ask @legal co"),
    ("Ask @lega", "@legal", "Ask @legal "),
    ("Now @her", "@here", "Now @here "),
    ("See #sup", "support", "See #support "),
    ("Good :tad", ":tada:", "Good :tada: "),
]


def composer(window: Window) -> Locator:
    return window.page.get_by_label("Message", exact=True)


def suggestions(window: Window) -> Locator:
    return window.page.locator(".composer").get_by_role("listbox", name="Suggestions").get_by_role("option")


@pytest.mark.browser
async def test_words_are_completed_by_the_keyboard_and_become_what_they_name(quiet: Window) -> None:
    await quiet.acts_as("Ada Moreno")
    field = composer(quiet)

    for typed, offered, completed in TYPED:
        await field.fill("")
        await field.press_sequentially(typed)
        if offered:
            await expect(suggestions(quiet).first).to_contain_text(offered)
            await field.press("Tab")
        await expect(field).to_have_value(completed)
        await expect(suggestions(quiet)).to_have_count(0)

    await field.fill("Ask @dev")
    await field.press("Enter")
    await field.press_sequentially("and @communications in #support :tada:")
    await field.press("Enter")
    said = quiet.message("in #support")
    await expect(said.locator(".mention")).to_have_text(["@Devika Rao", "@communications", "#support"])
    await expect(said).to_contain_text("🎉")
    assert quiet.complaints == []


@pytest.mark.browser
async def test_suggestions_follow_the_arrows_tell_a_screen_reader_and_go_with_escape(quiet: Window) -> None:
    field = composer(quiet)
    await field.press_sequentially("@a")
    await expect(suggestions(quiet).nth(1)).to_be_visible()

    await field.press("ArrowDown")

    second = suggestions(quiet).nth(1)
    await expect(second).to_have_attribute("aria-selected", "true")
    await expect(field).to_have_attribute("aria-activedescendant", re.compile(await second.get_attribute("id") or "-"))
    await field.press("Escape")
    await expect(suggestions(quiet)).to_have_count(0)
    await expect(field).to_have_value("@a")
    assert quiet.complaints == []


@pytest.mark.browser
async def test_what_was_not_sent_waits_where_it_was_written_for_who_wrote_it(quiet: Window) -> None:
    await quiet.acts_as("Ada Moreno")
    await quiet.goes_to("support")
    await composer(quiet).fill("Half a thought")

    await quiet.goes_to("general")
    await expect(composer(quiet)).to_have_value("")
    await expect(quiet.page.get_by_role("button", name="#support, draft")).to_be_visible()
    await quiet.acts_as("Ben Okafor")
    await quiet.goes_to("support")
    await expect(composer(quiet)).to_have_value("")
    await quiet.acts_as("Ada Moreno")
    await expect(composer(quiet)).to_have_value("Half a thought")

    await quiet.page.reload()
    await expect(composer(quiet)).to_have_value("Half a thought")
    await composer(quiet).press("Enter")
    await expect(quiet.message("Half a thought")).to_be_visible()
    await quiet.goes_to("general")
    await expect(quiet.page.get_by_role("button", name="#support", exact=True)).to_be_visible()
    assert quiet.complaints == []


@pytest.mark.browser
async def test_shift_enter_makes_a_line_and_the_up_arrow_edits_the_last_message(quiet: Window) -> None:
    field = composer(quiet)
    await field.press_sequentially("First line")
    await field.press("Shift+Enter")
    await field.press_sequentially("second lime")
    await field.press("Enter")
    await expect(quiet.message("First line")).to_contain_text("First line\nsecond lime", use_inner_text=True)

    await field.press("ArrowUp")
    editor = quiet.page.get_by_role("alertdialog", name="Edit message").get_by_role("textbox")
    await expect(editor).to_have_value("First line\nsecond lime")
    await editor.fill("First line\nsecond line")
    await editor.press("Enter")

    await expect(quiet.message("second line")).to_contain_text("(edited)")
    await expect(field).to_be_focused()
    assert quiet.complaints == []


@pytest.mark.browser
async def test_an_emoji_is_found_by_its_name_for_a_message_and_for_a_reaction(quiet: Window) -> None:
    await quiet.page.get_by_role("button", name="Insert emoji").first.click()
    await quiet.page.get_by_label("Emoji name").fill("rocke")
    await quiet.page.get_by_label("Emoji name").press("Enter")
    await expect(composer(quiet)).to_have_value(":rocket: ")
    await composer(quiet).press("Enter")

    said = quiet.message("🚀")
    await said.hover()
    await said.get_by_role("button", name="Add reaction").click()
    await quiet.page.get_by_label("Emoji name").fill("seedl")
    await quiet.page.get_by_role("option", name="seedling").click()

    await expect(said.get_by_role("button", name="seedling, 1")).to_be_visible()
    assert quiet.complaints == []
