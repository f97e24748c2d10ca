"""What goes wrong on demand: asked for in the panel, met by the bot, and seen by the people in the channel."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browser.window import Window
from tests.stories.town import Town

TITLE = "Answers invent refund rules"
COMMAND = f"/ai-incident p1 {TITLE}"


def part(window: Window, name: str) -> Locator:
    """A part of the faults panel."""
    return window.page.get_by_role("complementary", name="Faults").get_by_role("group", name=name, exact=True)


def waiting(window: Window) -> Locator:
    """The rows of what waits to go wrong."""
    return window.page.get_by_role("list", name="Faults that wait").get_by_role("listitem")


async def open_panel(window: Window) -> None:
    await window.acts_as("Ada Moreno")
    await window.page.get_by_role("button", name="Inspector").click()


async def close_panel(window: Window) -> None:
    """Give the channel its place back."""
    await window.page.get_by_role("button", name="Close inspector").click()


async def line_up(window: Window, method: str, kind: str, **details: str) -> None:
    """Ask for a fault of the next call of a method; the details go by the labels of their fields."""
    asked = part(window, "Next calls")
    await asked.get_by_label("Method").fill(method)
    await asked.get_by_label("Kind").select_option(kind)
    for label, value in details.items():
        await asked.get_by_label(label.replace("_", " ")).fill(value)
    before = await waiting(window).count()
    await asked.get_by_role("button", name="Line up").click()
    await expect(waiting(window)).to_have_count(before + 1)


@pytest.mark.browser
async def test_a_fault_is_lined_up_met_by_the_bot_and_cleared_in_the_panel(window: Window) -> None:
    await open_panel(window)

    await line_up(window, "views.open", "Error code", Code="internal_error")
    await line_up(window, "bookmarks.add", "429", Retry_after="30", Calls="2")
    await expect(waiting(window).first).to_contain_text("views.open error:internal_error, next call")
    await expect(waiting(window).last).to_contain_text("bookmarks.add 429, retry after 30 s, next 2 calls")
    await window.types("/ai-incident Answers are worse")
    await expect(window.page.locator(".entry.refused", has_text="views.open")).to_contain_text("internal_error")
    await expect(waiting(window)).to_have_count(1)
    await window.photographs("faults")
    await window.page.get_by_role("button", name="Clear all").click()

    await expect(waiting(window)).to_have_count(0)
    await expect(window.page.get_by_role("complementary", name="Faults")).to_contain_text(
        "Nothing goes wrong by itself"
    )
    assert window.complaints == []
    assert window.strays == []


@pytest.mark.browser
async def test_every_kind_of_disturbance_is_asked_for_explained_and_taken_back_in_the_panel(
    window: Window, town: Town
) -> None:
    await open_panel(window)

    await part(window, "Next calls").get_by_label("Kind").select_option("Time-out")
    await expect(part(window, "Next calls")).to_contain_text("until the bot gives up")
    deliveries = part(window, "Next deliveries")
    await deliveries.get_by_label("Kind").select_option("Reordered")
    await deliveries.get_by_label("Seed").fill("4")
    await deliveries.get_by_label("Count").fill("3")
    await deliveries.get_by_role("button", name="Line up").click()
    await expect(waiting(window)).to_contain_text("events reorder, seed 4, next 3 events")
    await part(window, "Every call").get_by_label("Latency in milliseconds").fill("40")
    await part(window, "Every call").get_by_label("Latency in milliseconds").press("Enter")
    chance = part(window, "By chance")
    await chance.get_by_label("Share").fill("15")
    await chance.get_by_label("Seed").fill("7")
    await chance.get_by_label("Reset").uncheck()
    await chance.get_by_role("button", name="Leave to chance").click()
    await expect(chance).to_contain_text("15 % of all calls, seed 7: 0 met so far.")
    await part(window, "Rate limits").get_by_label("Limit calls as Slack does").check()
    await expect(part(window, "Socket Mode")).to_contain_text("The bot is told over HTTP here")
    await expect(part(window, "Socket Mode").get_by_role("button", name="Drop")).to_be_disabled()
    await window.photographs("faults-panel")
    asked = await town.sandbox.get("/control/faults")
    limited = (await town.sandbox.get("/control/limits"))["on"]
    await waiting(window).get_by_role("button", name="Take back").click()
    await expect(waiting(window)).to_have_count(0)
    await window.page.get_by_role("button", name="Clear all").click()
    await expect(chance).to_contain_text("Nothing is left to chance.")

    assert (asked["latency"], asked["random"]["share"], asked["random"]["seed"], limited) == (40, 0.15, 7, True)
    assert asked["random"]["kinds"] == ["429", "500", "lost_answer", "slow"]
    assert await town.sandbox.get("/control/faults") == {"faults": [], "random": None, "latency": 0}
    assert window.complaints == []
    assert window.strays == []


@pytest.mark.browser
async def test_who_types_a_command_is_told_what_went_wrong_with_its_form(window: Window) -> None:
    await open_panel(window)
    await line_up(window, "views.open", "Error code", Code="internal_error")
    await line_up(window, "views.open", "Slow answer", Milliseconds="3300")
    await close_panel(window)

    await window.types("/ai-incident")
    refused = window.message("Slack did not allow this (internal_error)")
    await expect(refused).to_contain_text("Only visible to you")
    await window.types("/ai-incident")

    # Slack's own words, when the app has not answered in three seconds.
    await expect(window.page.locator("body")).to_contain_text('/ai-incident failed with the error "operation_timeout"')
    await expect(window.dialog).to_be_hidden()
    await window.photographs("fault-command")
    assert window.complaints == []
    assert window.strays == []


@pytest.mark.browser
async def test_an_incident_goes_on_where_pin_and_topic_are_forbidden_and_the_channel_says_so(window: Window) -> None:
    await open_panel(window)
    await line_up(window, "pins.add", "Error code", Code="restricted_action")
    await line_up(window, "conversations.setTopic", "Error code", Code="user_is_restricted")
    await close_panel(window)

    await window.types(COMMAND)
    await window.goes_to("inc-1")

    await expect(window.message("I could not pin")).to_contain_text("A workspace setting forbids it")
    await expect(window.message("I could not set the topic")).to_contain_text("Only visible to you")
    await expect(window.messages).to_contain_text(TITLE)
    await window.presses("Take command", TITLE)
    await expect(window.message(TITLE)).to_contain_text("@Ada Moreno")
    await window.photographs("fault-core-flow")
    assert window.complaints == []
    assert window.strays == []


@pytest.mark.browser
async def test_what_a_rate_limit_keeps_waiting_is_told_and_comes_when_the_clock_is_moved_on(window: Window) -> None:
    await open_panel(window)
    await line_up(window, "chat.postMessage", "429", Retry_after="30", Calls="2")

    await window.types(COMMAND)
    told = window.page.locator("#waiting")
    await expect(told).to_contain_text("The clock stands still: chat.postMessage was refused at a rate limit until")
    await expect(part(window, "Rate limits").get_by_role("list", name="Refused lately")).to_contain_text(
        re.compile(r"chat\.postMessage at \d\d:\d\d:\d\d, again from")
    )
    await window.photographs("fault-waiting")
    await close_panel(window)
    await window.goes_to("inc-1")
    await told.get_by_role("button", name="Move the clock on").click()

    await expect(told).to_be_hidden()
    await expect(window.messages).to_contain_text(TITLE)
    assert window.complaints == []
    assert window.strays == []
