"""Keeping the workspace on the page: accounts, user groups and channels, by an owner and by somebody who is none."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browser.window import Window
from tests.stories.town import Town


def sheet(window: Window) -> Locator:
    return window.page.get_by_role("dialog", name="People & groups")


async def opens_people(window: Window) -> None:
    await window.page.get_by_role("button", name="People & groups").click()
    await expect(sheet(window)).to_be_visible()


async def picks(window: Window, button: str, entry: str) -> None:
    await window.page.get_by_role("button", name=button, exact=True).click()
    await window.page.get_by_role("menuitem", name=entry).click()


async def agrees(window: Window, button: str) -> None:
    question = window.page.get_by_role("alertdialog")
    await question.get_by_role("button", name=button, exact=True).click()
    await expect(question).to_be_hidden()


async def deactivates_ben(window: Window) -> None:
    await picks(window, "Actions for Ben Okafor", "Deactivate account")
    await agrees(window, "Deactivate")
    row = sheet(window).get_by_role("listitem").filter(has_text="Ben Okafor")
    await expect(row).to_contain_text("deactivated")
    await expect(window.page.get_by_role("button", name="Act as Ben Okafor")).to_have_count(0)


async def edits_legal(window: Window) -> None:
    await picks(window, "Actions for @legal", "Edit")
    form = window.page.get_by_role("alertdialog")
    await form.get_by_label("Name").fill("Legal counsel")
    await form.get_by_label("Hannah Whitfield").check()
    await agrees(window, "Save")
    row = sheet(window).get_by_role("listitem").filter(has_text="@legal")
    await expect(row).to_contain_text("Legal counsel · Elias Brandt, Hannah Whitfield")
    await row.scroll_into_view_if_needed()
    await window.photographs("people")


async def renames_and_archives_support(window: Window) -> None:
    await window.goes_to("support")
    await picks(window, "Channel actions", "Rename channel")
    await window.page.get_by_role("alertdialog").get_by_label("Name").fill("Help Desk")
    await agrees(window, "Rename")
    heading = window.page.locator("#channel-header")
    await expect(heading).to_contain_text("help-desk")
    await picks(window, "Channel actions", "Archive channel")
    await agrees(window, "Archive")
    await expect(heading).to_contain_text("archived")


@pytest.mark.browser
async def test_an_owner_closes_an_account_edits_a_group_and_renames_and_archives_a_channel(
    window: Window, town: Town
) -> None:
    await window.acts_as("Ada Moreno")
    await opens_people(window)

    await deactivates_ben(window)
    await edits_legal(window)
    await window.page.keyboard.press("Escape")
    await renames_and_archives_support(window)

    state = await town.sandbox.get("/control/state")
    legal = next(group for group in state["groups"] if group["handle"] == "legal")
    assert [legal["name"], len(legal["users"])] == ["Legal counsel", 2]
    assert {channel["name"]: channel["is_archived"] for channel in state["channels"]}["help-desk"] is True
    assert window.complaints == []
    assert window.strays == []


@pytest.mark.browser
async def test_who_is_no_owner_keeps_their_own_hours_with_the_keyboard_alone(window: Window, town: Town) -> None:
    await window.acts_as("Gao Wen")
    await window.page.get_by_role("button", name="People & groups").focus()
    await window.page.keyboard.press("Enter")
    await expect(sheet(window).get_by_role("button", name="Add a person…")).to_have_count(0)
    await sheet(window).get_by_role("button", name="Actions for Gao Wen").focus()

    await window.page.keyboard.press("Enter")
    await expect(window.page.get_by_role("menuitem", name=re.compile("Deactivate"))).to_have_count(0)
    await window.page.get_by_role("menuitem", name="Quiet hours").focus()
    await window.page.keyboard.press("Enter")
    await window.page.get_by_role("alertdialog").get_by_label("Do not disturb every day").focus()
    await window.page.keyboard.press("Space")
    await window.page.get_by_role("alertdialog").get_by_role("button", name="Save").focus()
    await window.page.keyboard.press("Enter")

    await expect(sheet(window).get_by_role("listitem").filter(has_text="@gao")).to_contain_text(
        re.compile("quiet 22:00 to 08:00|do not disturb until 08:00")
    )
    people = (await town.sandbox.get("/control/state"))["people"]
    assert next(one for one in people if one["name"] == "gao")["quiet"]["enabled"] is True
    assert window.complaints == []


@pytest.mark.browser
async def test_a_private_channel_a_talk_of_three_and_a_removal_are_a_few_clicks(window: Window, town: Town) -> None:
    await window.acts_as("Ada Moreno")
    await window.page.get_by_role("button", name="Create a channel").click()
    form = window.page.get_by_role("alertdialog")
    await form.get_by_label("Name").fill("board room")
    await form.get_by_label("Private").check()
    await agrees(window, "Create")
    await expect(window.page.locator("#channel-header")).to_contain_text("board-room")
    await picks(window, "Channel actions", "Invite people")
    await form.get_by_label("Ben Okafor").check()
    await agrees(window, "Invite")
    await picks(window, "Channel actions", "Members")
    await window.page.get_by_role("button", name="Remove Ben Okafor").click()
    await agrees(window, "Remove")
    await expect(window.page.get_by_role("dialog").get_by_role("listitem")).to_have_count(1)
    await window.page.keyboard.press("Escape")
    await window.page.get_by_role("button", name="New direct message").click()
    await form.get_by_label("Ben Okafor").check()
    await form.get_by_label("Gao Wen").check()
    await agrees(window, "Open")

    await expect(window.page.locator("#channel-header")).to_contain_text("Ben Okafor, Gao Wen")
    await window.types("Only we three read this")
    await expect(window.message("Only we three read this")).to_be_visible()
    gao = await town.sandbox.person("gao")
    assert "board-room" not in await gao.channels()
    assert await gao.sees((await gao.channels())["mpdm-ada--ben--gao-1"]["id"], "Only we three")
    assert window.complaints == []


@pytest.mark.browser
async def test_a_window_leaves_an_account_that_was_closed_meanwhile(window: Window, town: Town) -> None:
    await window.acts_as("Ben Okafor")
    ada = await town.person("ada")

    await ada.deactivates((await town.person("ben")).id)

    await expect(window.page.locator("#notices")).to_contain_text("That account was deactivated")
    await expect(window.page.get_by_role("button", name="Act as Ada Moreno")).to_have_attribute("aria-pressed", "true")
    await expect(window.page.get_by_role("button", name="Act as Ben Okafor")).to_have_count(0)
    assert window.complaints == []
