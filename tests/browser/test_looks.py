"""How the page looks: contrast in light and dark, a narrow window, marks of what is new, notices that stay."""

import re

import pytest
from playwright.async_api import ViewportSize, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.process import Running
from tests.browser.forms import form, inputs, opens
from tests.browser.furniture import furnish
from tests.browser.looks import faint, sticking_out, takes_theme
from tests.browser.window import Window
from tests.sandbox.blocks import field
from tests.sandbox.echo import Answer, EchoBot

APP = re.compile("^ai-incident")
NARROW = ViewportSize(width=390, height=780)


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["Light", "Dark"])
async def test_every_text_can_be_read_in_light_and_in_dark(
    quiet: Window, running: Running, echo: EchoBot, theme: str
) -> None:
    support = await furnish(running)
    client = AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
    await takes_theme(quiet, theme)
    found = {}

    await quiet.page.get_by_role("button", name=APP).click()
    await expect(quiet.message("Every block")).to_be_visible()
    found["blocks"] = await faint(quiet.page)
    await quiet.photographs(f"blocks-{theme.lower()}")
    await quiet.goes_to("support")
    await quiet.page.get_by_role("button", name="2 replies").click()
    await expect(quiet.thread).to_contain_text("I have the transcript")
    await quiet.page.get_by_role("button", name="Inspector").click()
    found["thread and inspector"] = await faint(quiet.page)
    await quiet.photographs(f"thread-{theme.lower()}")
    await quiet.types("/nothing")
    await expect(quiet.page.get_by_text("/nothing is not a valid command")).to_be_visible()
    found["notice"] = await faint(quiet.page)
    await opens(quiet, echo, client, form(*(one.block for one in inputs(support, support))))
    await quiet.submits("Send")
    await expect(quiet.error.first).to_be_visible()
    found["form"] = await faint(quiet.page)
    await quiet.photographs(f"form-{theme.lower()}")

    assert {place: texts for place, texts in found.items() if texts} == {}
    assert quiet.complaints == []
    assert quiet.strays == []


@pytest.mark.browser
async def test_the_choice_of_a_theme_is_remembered(quiet: Window) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    await quiet.page.emulate_media(color_scheme="light")
    light = await quiet.page.evaluate(paper)

    await takes_theme(quiet, "Dark")
    dark = await quiet.page.evaluate(paper)
    await quiet.page.reload()

    assert await quiet.page.evaluate(paper) == dark != light
    await takes_theme(quiet, "As the system")
    assert await quiet.page.evaluate(paper) == light
    await quiet.page.emulate_media(color_scheme="dark")
    assert await quiet.page.evaluate(paper) == dark


@pytest.mark.browser
async def test_a_narrow_window_has_room_for_everything(quiet: Window, running: Running, echo: EchoBot) -> None:
    await furnish(running)
    await quiet.page.set_viewport_size(NARROW)
    opener = quiet.page.get_by_role("button", name="Channels and people")
    conversation = quiet.page.locator("nav#sidebar").get_by_role("button", name=APP, include_hidden=True)
    await expect(conversation).to_be_hidden()

    await opener.click()
    await quiet.photographs("narrow-bar")
    await conversation.click()
    await expect(conversation).to_be_hidden()
    await expect(quiet.message("Every block")).to_be_visible()
    blocks = await sticking_out(quiet.page)
    await quiet.photographs("narrow-blocks")
    await opener.click()
    await quiet.page.get_by_role("button", name="#support").click()
    await quiet.page.get_by_role("button", name="2 replies").click()
    await expect(quiet.thread).to_contain_text("I have the transcript")
    thread = await sticking_out(quiet.page)
    await quiet.photographs("narrow-thread")
    await quiet.page.get_by_role("button", name="Close thread").click()
    client = AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
    await opens(quiet, echo, client, form(field("name", {"type": "plain_text_input"})))
    await quiet.fills({"Name": "Drift"})
    modal = await sticking_out(quiet.page)
    await quiet.submits("Send")
    await expect(quiet.dialog).to_be_hidden()

    assert [blocks, thread, modal] == [[], [], []]
    assert quiet.complaints == []


@pytest.mark.browser
async def test_what_came_while_one_was_elsewhere_stands_under_a_line(quiet: Window, running: Running) -> None:
    await quiet.acts_as("Ada Moreno")
    await quiet.goes_to("support")
    await quiet.types("I look at it")
    await quiet.goes_to("general")

    await furnish(running)
    await expect(quiet.page.get_by_role("button", name="#support, unread")).to_be_visible()
    await expect(quiet.page).to_have_title("(2) general · ada · Sandbox")
    await quiet.goes_to("support")

    below = quiet.messages.locator(".day.new + article")
    await expect(below).to_contain_text("A customer was told")
    await expect(below.get_by_role("button", name="2 replies")).to_contain_text("Last reply")
    await quiet.goes_to("general")
    await quiet.goes_to("support")
    await expect(quiet.message("A customer was told")).to_be_visible()
    await expect(quiet.messages.locator(".day.new")).to_have_count(0)
    assert quiet.complaints == []


@pytest.mark.browser
async def test_a_notice_stays_until_it_is_closed_while_one_points_at_it(quiet: Window) -> None:
    await quiet.page.clock.install()
    await quiet.page.reload()
    await quiet.page.get_by_role("button", name="Next deadline").click()
    notice = quiet.page.get_by_role("status").locator(".toast")
    await expect(notice).to_be_visible()

    await notice.hover()
    await quiet.page.clock.fast_forward(60_000)
    await expect(notice).to_be_visible()
    await quiet.page.mouse.move(0, 0)
    await quiet.page.clock.fast_forward(5_000)
    await expect(notice).to_be_visible()
    await quiet.page.clock.fast_forward(10_000)
    await expect(notice).to_have_count(0)

    await quiet.page.get_by_role("button", name="Next deadline").click()
    await notice.get_by_role("button", name="Close notice").click()
    await expect(notice).to_have_count(0)


@pytest.mark.browser
async def test_a_refusal_is_a_message_of_the_form_where_one_is_open(
    quiet: Window, running: Running, echo: EchoBot
) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
    await opens(quiet, echo, client, form(field("name", {"type": "plain_text_input"}, optional=True)))
    echo.answers = [Answer(500)]

    await quiet.submits("Send")

    await expect(quiet.dialog.get_by_role("alert").last).to_contain_text("We had some trouble connecting")
