"""Two people at once, each in a window of their own: what one does, the other sees without asking."""

import pytest
from playwright.async_api import expect

from tests.browser.window import Window

CARD = "Declared by"
TITLE = "Answers invent refund rules"


async def meet(ada: Window, ben: Window) -> None:
    """Ada declares an incident; both come to its channel."""
    await ada.types(f"/ai-incident p1 {TITLE}")
    await ada.goes_to("inc-1")
    await ben.goes_to("inc-1")
    await ben.page.get_by_role("button", name="Join channel").click()


async def talk(ada: Window, ben: Window) -> None:
    await ada.types("Who sees wrong answers?")
    await expect(ben.message("Who sees wrong answers?")).to_contain_text("Ada Moreno")
    await ben.types("Everybody who asks about refunds")
    await expect(ada.message("Everybody who asks about refunds")).to_contain_text("Ben Okafor")
    said = ada.message("Everybody who asks about refunds")
    await said.hover()
    await said.get_by_role("button", name="React with pushpin").click()
    await expect(ben.message("Everybody who asks").get_by_role("button", name="pushpin, 1")).to_be_visible()


async def share_the_work(ada: Window, ben: Window) -> None:
    await ben.presses("Take command", CARD)
    await expect(ada.message(CARD)).to_contain_text("Incident commander: @Ben Okafor")
    await expect(ada.message(CARD).get_by_role("button", name="Take command")).to_have_count(0)
    await ada.presses("I'm helping", CARD)
    await expect(ben.message(CARD)).to_contain_text("Helping: @Ada Moreno")


@pytest.mark.browser
async def test_two_people_in_two_windows_see_at_once_what_the_other_says_and_presses(
    windows: tuple[Window, Window],
) -> None:
    ada, ben = windows

    await meet(ada, ben)
    await talk(ada, ben)
    await share_the_work(ada, ben)
    await ben.photographs("two-windows")

    await expect(ada.page.get_by_role("button", name="Act as Ada Moreno")).to_have_attribute("aria-pressed", "true")
    await expect(ben.page.get_by_role("button", name="Act as Ben Okafor")).to_have_attribute("aria-pressed", "true")
    assert ada.complaints + ben.complaints == []
    assert ada.strays + ben.strays == []


@pytest.mark.browser
async def test_what_is_answered_to_one_person_alone_stays_in_their_window(windows: tuple[Window, Window]) -> None:
    ada, ben = windows
    await meet(ada, ben)

    await ada.types("/ai-incident timeline")
    await expect(ada.message("Timeline of incident 1")).to_contain_text("Only visible to you")
    await ben.types("Nothing of that is here")
    await expect(ada.message("Nothing of that is here")).to_be_visible()

    await expect(ben.messages.locator("article", has_text="Timeline of incident 1")).to_have_count(0)
