"""Modals: how they open, what is sent, and what the bot's answers do to them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import Person
from sandbox.process import Running
from tests.sandbox.blocks import FORM, KIND, SECOND, TITLE, Json, field, opened, options
from tests.sandbox.echo import Answer, EchoBot
from tests.sandbox.world import ADA


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient("xoxb-sandbox", base_url=running.api_url)


@pytest.fixture
async def ada(running: Running) -> Person:
    return await running.sandbox.person("ada")


async def test_a_modal_opens_is_filled_by_its_labels_and_arrives_whole(
    ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    await opened(ada, bot, client)

    outcome = await ada.submits({"Title": "Drift", "Rate": 3, "Harms": ["Fraud"], "Severity": "P1", "Kind": "Bias"})

    assert outcome.ok
    assert outcome.view is None
    view, fraud, bias = bot.last["view"], options("Fraud")[0], options("Bias")[0]
    assert view["state"]["values"] == {
        "title": {"a": {"type": "plain_text_input", "value": "Drift"}},
        "rate": {"a": {"type": "number_input", "value": "3"}},
        "harms": {"a": {"type": "checkboxes", "selected_options": [fraud]}},
        "severity": {"a": {"type": "static_select", "selected_option": options("P1")[0]}},
        "kind": {"k": {"type": "radio_buttons", "selected_option": bias}},
    }
    assert [view["type"], view["callback_id"], view["private_metadata"]] == ["modal", "form", "kept"]
    assert {"id", "hash", "root_view_id", "team_id", "app_id", "bot_id", "blocks", "title"} <= set(view)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"title": "This field is required."}),
        ({"Title": "ab"}, {"title": "Enter at least 3 characters."}),
        ({"Title": "a" * 11}, {"title": "Enter at most 10 characters."}),
        ({"Title": "abc", "Rate": "x"}, {"rate": "Enter a number."}),
        ({"Title": "abc", "Rate": "1.5"}, {"rate": "Enter a whole number."}),
        ({"Title": "abc", "Rate": "0"}, {"rate": "Enter 1 or more."}),
    ],
    ids=["required", "short", "long", "no number", "decimal", "small"],
)
async def test_what_slacks_client_checks_itself_never_reaches_the_bot(
    ada: Person, bot: EchoBot, client: AsyncWebClient, values: Json, errors: Json
) -> None:
    await opened(ada, bot, client)

    outcome = await ada.submits(values)

    assert [outcome.ok, outcome.client_errors] == [False, errors]
    assert bot.of_type("view_submission") == []


async def test_errors_of_the_bot_keep_the_form_open_with_what_was_typed(
    ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    await opened(ada, bot, client)
    bot.answers = [Answer(200, {"response_action": "errors", "errors": {"title": "Taken"}})]

    refused = await ada.submits({"Title": "Drift"})
    again = await ada.submits()

    assert [refused.ok, refused.errors, refused.response_action] == [False, {"title": "Taken"}, "errors"]
    assert again.ok
    assert bot.last["view"]["state"]["values"]["title"]["a"]["value"] == "Drift"


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({"response_action": "update", "view": SECOND}, ["Second"]),
        ({"response_action": "push", "view": SECOND}, ["Form", "Second"]),
        ({"response_action": "clear"}, []),
        ("", []),
    ],
    ids=["update", "push", "clear", "close"],
)
async def test_a_submission_may_change_add_or_close_views(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient, answer: Any, titles: list[str]
) -> None:
    await opened(ada, bot, client)
    bot.answers = [Answer(200, answer)]

    await ada.submits({"Title": "Drift"})

    stack = (await running.sandbox.get("/control/views", as_=ADA))["views"]
    assert [view["title"]["text"] for view in stack] == titles


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "dance"},
        "[]",
        "3",
        "NaN",
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        "no JSON",
    ],
    ids=["unknown", "a list", "a number", "no number", "no such field", "no errors", "broken view", "not JSON"],
)
async def test_an_answer_that_slack_does_not_understand_is_trouble_and_the_form_stays(
    ada: Person, bot: EchoBot, client: AsyncWebClient, answer: Any
) -> None:
    await opened(ada, bot, client)
    bot.answers = [Answer(200, answer)]

    outcome = await ada.submits({"Title": "Drift"})

    assert outcome.notice.startswith("We had some trouble connecting.")
    assert outcome.view
    assert outcome.view.title == "Form"


async def test_what_was_typed_survives_an_update_of_the_view_and_new_initial_values_are_ignored(
    ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    await opened(ada, bot, client)
    await ada.fills({"Title": "Typed", "Kind": "Drift"})
    pressed = bot.last
    fresh = {**TITLE, "element": {**TITLE["element"], "initial_value": "Suggested"}}

    await client.views_update(view_id=pressed["view"]["id"], view={**FORM, "blocks": [fresh, KIND]})
    await ada.submits()

    assert pressed["actions"][0]["selected_option"] == options("Drift")[0]
    assert pressed["view"]["state"]["values"]["title"]["a"]["value"] == "Typed"
    values = bot.last["view"]["state"]["values"]
    assert values["title"]["a"]["value"] == "Typed"
    assert values["kind"]["k"]["selected_option"]["value"] == "drift"


async def test_closing_a_view_is_told_only_to_who_asked(ada: Person, bot: EchoBot, client: AsyncWebClient) -> None:
    await opened(ada, bot, client)
    await ada.closes()
    silent = bot.of_type("view_closed")
    await opened(ada, bot, client, {**FORM, "notify_on_close": True})

    await ada.closes()

    assert silent == []
    assert [closed["is_cleared"] for closed in bot.of_type("view_closed")] == [False]


async def test_a_picked_file_travels_with_the_form(ada: Person, bot: EchoBot, client: AsyncWebClient) -> None:
    upload = field("report", {"type": "file_input"})
    await opened(ada, bot, client, {**FORM, "blocks": [upload]})

    outcome = await ada.submits({"Report": [{"name": "card.md", "content": "# Model card"}]})

    assert outcome.ok
    file = bot.last["view"]["state"]["values"]["report"]["a"]["files"][0]
    assert [file["name"], file["size"], file["user"]] == ["card.md", 12, ADA]
