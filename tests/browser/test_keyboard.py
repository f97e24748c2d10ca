"""The page without a mouse: its keys, the sheet that lists them, and where the focus goes."""

import pytest
from playwright.async_api import expect

from sandbox.process import Running
from tests.browser.furniture import furnish
from tests.browser.window import Window


@pytest.mark.browser
async def test_control_k_leads_to_a_channel_by_a_few_letters(quiet: Window) -> None:
    field = quiet.page.get_by_label("Message", exact=True)
    await field.focus()

    await quiet.page.keyboard.press("Control+k")
    switcher = quiet.page.get_by_role("dialog", name="Go to")
    await expect(switcher.get_by_role("option")).to_have_count(4)
    await quiet.page.keyboard.press("Escape")
    await expect(field).to_be_focused()
    await quiet.page.keyboard.press("Control+k")
    await quiet.page.keyboard.type("#supp")
    await expect(switcher.get_by_role("option")).to_have_text(["#supportCustomers' questions"])
    await quiet.page.keyboard.press("Enter")

    await expect(quiet.page.get_by_role("heading", name="# support")).to_be_visible()
    await expect(switcher).to_have_count(0)
    assert quiet.complaints == []


@pytest.mark.browser
async def test_a_question_mark_lists_the_keys_but_is_a_question_mark_where_one_writes(quiet: Window) -> None:
    field = quiet.page.get_by_label("Message", exact=True)
    await field.press("?")
    await expect(field).to_have_value("?")
    opener = quiet.page.get_by_role("button", name="Theme")
    await opener.focus()

    await quiet.page.keyboard.press("?")
    sheet = quiet.page.get_by_role("dialog", name="Keys")
    await expect(sheet).to_contain_text("Go to a channel or a conversation")
    await quiet.photographs("keys")
    await quiet.page.keyboard.press("Escape")

    await expect(sheet).to_have_count(0)
    await expect(opener).to_be_focused()
    assert quiet.complaints == []


@pytest.mark.browser
async def test_arrows_walk_the_channels_and_escape_closes_a_thread(quiet: Window, running: Running) -> None:
    await quiet.goes_to("ai-incidents")
    await furnish(running)
    heading = quiet.page.locator("#channel-header").get_by_role("heading")

    await quiet.page.keyboard.press("Alt+ArrowDown")
    await expect(heading).to_have_text("# general")
    await quiet.page.keyboard.press("Alt+ArrowUp")
    await expect(heading).to_have_text("# ai-incidents")
    await quiet.page.keyboard.press("Alt+Shift+ArrowDown")
    await expect(heading).to_have_text("# support")
    await quiet.page.get_by_role("button", name="2 replies").click()
    await expect(quiet.thread).to_be_visible()
    await quiet.page.keyboard.press("Escape")

    await expect(quiet.thread).to_be_hidden()
    assert quiet.complaints == []


@pytest.mark.browser
async def test_who_reads_at_the_end_of_a_list_stays_there_when_a_thread_takes_its_room(
    quiet: Window, running: Running
) -> None:
    ada = await running.sandbox.person("ada")
    for number in range(20):
        await ada.says("#support", f"{number}: " + "many words that take more lines in less room " * 5)
    await quiet.goes_to("support")
    last = quiet.message("19: many")
    await last.hover()

    await last.get_by_role("button", name="Reply in thread").click()

    await expect(quiet.thread).to_contain_text("19: many")
    await expect(last).to_be_in_viewport(ratio=1)
    assert quiet.complaints == []


@pytest.mark.browser
async def test_a_second_window_is_another_person(quiet: Window) -> None:
    await quiet.acts_as("Ada Moreno")
    await quiet.goes_to("support")
    await quiet.page.get_by_role("button", name="Open a second window as…").click()

    async with quiet.page.context.expect_page() as opening:
        await quiet.page.get_by_role("menuitem", name="Ben Okafor").click()
    other = Window(await opening.value)
    await other.goes_to("support")
    await other.types("Hello from the other side")

    await expect(quiet.message("Hello from the other side")).to_contain_text("Ben Okafor")
    await expect(quiet.page.get_by_role("button", name="Act as Ada Moreno")).to_have_attribute("aria-pressed", "true")
    assert quiet.complaints == []
