"""On the page: a channel in which much was said stays as quick as any other."""

import pytest
from playwright.async_api import expect

from sandbox import talk
from sandbox.process import Running
from sandbox.talk import Draft
from tests.browser.window import Window
from tests.sandbox.world import ADA, BEN

MUCH = 2_000
SOON = 4_000


@pytest.mark.browser
async def test_a_channel_of_two_thousand_messages_shows_at_once_what_is_said(quiet: Window, running: Running) -> None:
    slack = running.stand.slack
    support = slack.channel("#support", ADA)
    for number in range(MUCH):
        talk.say(slack, support, (ADA, BEN)[number % 2], Draft(f"line {number}"))
    await quiet.acts_as("Ada Moreno")
    await quiet.goes_to("support")
    await expect(quiet.message(f"line {MUCH - 1}")).to_be_visible(timeout=4 * SOON)

    await quiet.page.get_by_placeholder("Message #support").fill("and one more")
    await quiet.page.keyboard.press("Enter")

    await expect(quiet.messages.locator("article").last).to_contain_text("and one more", timeout=SOON)
    assert (quiet.complaints, quiet.strays) == ([], [])
