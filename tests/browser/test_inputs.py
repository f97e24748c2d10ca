"""Forms on the page: every input filled in by hand, refusals beside the fields, and views on top of views."""

import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.process import Running
from tests.browser.forms import FILE, Input, form, inputs, opens
from tests.browser.window import Window
from tests.sandbox.blocks import Json, field, options, plain
from tests.sandbox.echo import Answer, EchoBot

WORDS = {"type": "plain_text_input"}
CONFIRM = {"title": plain("Sure?"), "text": plain("It cannot be undone"), "confirm": plain("Yes"), "deny": plain("No")}


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient("xoxb-sandbox", base_url=running.api_url)


@pytest.fixture
async def every_input(running: Running) -> list[Input]:
    state = await running.sandbox.get("/control/state")
    ids = {channel["name"]: channel["id"] for channel in state["channels"]}
    return inputs(ids["support"], ids["general"])


@pytest.mark.browser
async def test_every_input_is_filled_in_by_hand_and_arrives_as_slack_reports_it(
    quiet: Window, echo: EchoBot, client: AsyncWebClient, every_input: list[Input]
) -> None:
    await quiet.acts_as("Ada Moreno")
    await quiet.goes_to("general")
    await opens(quiet, echo, client, form(*(one.block for one in [*every_input, FILE])))

    for one in [*every_input, FILE]:
        await one.fill(quiet.dialog, one.label)
    await quiet.photographs("inputs")
    await quiet.submits("Send")
    await expect(quiet.dialog).to_be_hidden()

    values = echo.last["view"]["state"]["values"]
    [file] = values.pop(FILE.label.lower())["a"]["files"]
    assert [file["name"], file["mimetype"]] == ["note.md", "text/markdown"]
    assert values == {one.label.lower(): one.reported for one in every_input}
    assert quiet.complaints == []
    assert quiet.strays == []


@pytest.mark.browser
async def test_what_is_missing_is_said_beside_each_field_and_what_the_app_refuses_too(
    quiet: Window, echo: EchoBot, client: AsyncWebClient
) -> None:
    short = field("short", {**WORDS, "min_length": 3})
    await opens(quiet, echo, client, form(field("name", WORDS), short, field("free", WORDS, optional=True)))
    await quiet.fills({"Short": "ab"})
    echo.answers = [Answer(200, {"response_action": "errors", "errors": {"name": "That name is *taken*"}})]

    await quiet.submits("Send")
    await expect(quiet.error).to_have_text(["This field is required.", "Enter at least 3 characters."])
    await expect(quiet.dialog.get_by_label("Name")).to_be_focused()
    await quiet.fills({"Name": "Drift", "Short": "abc"})
    await quiet.submits("Send")

    await expect(quiet.error).to_have_text(["That name is *taken*"])
    await expect(quiet.dialog.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    await expect(quiet.dialog.get_by_label("Name")).to_have_value("Drift")
    assert quiet.complaints == []


@pytest.mark.browser
async def test_what_was_typed_stays_when_the_app_changes_the_form(
    quiet: Window, echo: EchoBot, client: AsyncWebClient
) -> None:
    kind: Json = {"type": "rich_text_input"}
    view = await opens(quiet, echo, client, form(field("name", WORDS), field("story", kind)))
    await quiet.fills({"Name": "Drift", "Story": "A _long_ one"})
    fresh = form(field("name", {**WORDS, "initial_value": "New"}, hint=plain("As in the log")), field("story", kind))

    await client.views_update(view_id=view, view=fresh)

    await expect(quiet.dialog).to_contain_text("As in the log")
    await expect(quiet.dialog.get_by_label("Name")).to_have_value("Drift")
    await expect(quiet.dialog.get_by_label("Story")).to_have_value("A _long_ one")
    assert quiet.complaints == []


@pytest.mark.browser
async def test_three_views_stand_on_top_of_each_other_and_go_back_one_by_one_with_what_was_typed(
    quiet: Window, echo: EchoBot, client: AsyncWebClient
) -> None:
    first, second, third = (form(field("name", WORDS), title=plain(title)) for title in ("First", "Second", "Third"))
    await opens(quiet, echo, client, first)
    echo.answers = [Answer(200, {"response_action": "push", "view": view}) for view in (second, third)]
    heading = quiet.dialog.get_by_role("heading")

    await quiet.fills({"Name": "one"})
    await quiet.submits("Send")
    await expect(heading).to_have_text("Second")
    await quiet.fills({"Name": "two"})
    await quiet.submits("Send")
    await expect(heading).to_have_text("Third")
    await quiet.photographs("stacked")

    await quiet.page.keyboard.press("Escape")
    await expect(heading).to_have_text("Second")
    await expect(quiet.dialog.get_by_label("Name")).to_have_value("two")
    await quiet.dialog.get_by_role("button", name="Back").click()
    await expect(heading).to_have_text("First")
    await expect(quiet.dialog.get_by_label("Name")).to_have_value("one")
    assert quiet.complaints == []


@pytest.mark.browser
async def test_a_field_reports_while_one_types_or_on_enter_as_it_was_asked_to(
    quiet: Window, echo: EchoBot, client: AsyncWebClient
) -> None:
    live = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    blocks = [
        field("first", {**WORDS, "focus_on_load": False}),
        field("search", {**WORDS, **live, "focus_on_load": True}, dispatch_action=True),
        field("code", WORDS, dispatch_action=True),
    ]
    await opens(quiet, echo, client, form(*blocks))
    await expect(quiet.dialog.get_by_label("Search")).to_be_focused()

    async with quiet.page.expect_response("**/control/press"):
        await quiet.page.keyboard.type("dri")
    typed = echo.last["actions"][0]
    await quiet.fills({"Code": "42"})
    async with quiet.page.expect_response("**/control/press"):
        await quiet.dialog.get_by_label("Code").press("Enter")

    assert [typed["block_id"], typed["value"]] == ["search", "dri"]
    assert [echo.last["actions"][0]["block_id"], echo.last["actions"][0]["value"]] == ["code", "42"]
    assert quiet.complaints == []


@pytest.mark.browser
async def test_an_element_that_asks_first_keeps_its_old_value_when_one_thinks_better_of_it(
    quiet: Window, echo: EchoBot, client: AsyncWebClient
) -> None:
    menu = {"type": "static_select", "action_id": "m", "options": options("Calm", "Loud"), "confirm": CONFIRM}
    menu["initial_option"] = options("Calm")[0]
    block: Json = {"type": "section", "block_id": "mode", "text": plain("Mode"), "accessory": menu}
    await opens(quiet, echo, client, form(block, field("name", WORDS)))
    chosen = quiet.dialog.get_by_role("combobox", name="Mode")

    await quiet.chooses("Mode", "Loud")
    question = quiet.page.get_by_role("alertdialog", name="Sure?")
    await expect(question).to_contain_text("It cannot be undone")
    await question.get_by_role("button", name="No").click()
    await expect(chosen).to_have_value("Calm")
    assert echo.of_type("block_actions") == []

    await quiet.chooses("Mode", "Loud")
    async with quiet.page.expect_response("**/control/press"):
        await question.get_by_role("button", name="Yes").click()

    await expect(chosen).to_have_value("Loud")
    assert echo.last["actions"][0]["selected_option"] == options("Loud")[0]
    assert quiet.complaints == []
