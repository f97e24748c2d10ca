"""Menus whose options the app looks up: when it is asked, what it may answer, and what a choice becomes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import CannotError, Person
from sandbox.process import Options, Running, run_sandbox
from tests.sandbox.blocks import FORM, Json, field, opened, options, plain
from tests.sandbox.echo import Answer, EchoBot
from tests.sandbox.wire import wired
from tests.sandbox.world import ADA, MANIFEST, START

MODEL = field("model", {"type": "external_select", "min_query_length": 2})
TEAMS = field("teams", {"type": "multi_external_select", "min_query_length": 0}, optional=True)
LOOKS_UP: Json = {**FORM, "blocks": [MODEL, TEAMS]}
MENU: Json = {"type": "external_select", "action_id": "find", "placeholder": plain("Find a model")}
ROW: Json = {"type": "actions", "block_id": "row", "elements": [MENU]}
FOUND = {"options": options("Pricing", "Refunds")}
GROUPED = {
    "option_groups": [
        {"label": plain("Live"), "options": options("Pricing")},
        {"label": plain("Retired"), "options": options("Refunds")},
    ]
}


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient("xoxb-sandbox", base_url=running.api_url)


@pytest.fixture
async def ada(running: Running) -> Person:
    return await running.sandbox.person("ada")


def answers(bot: EchoBot, body: Any, status: int = 200) -> None:
    """Whatever is looked up, this is found."""
    bot.always["block_suggestion"] = Answer(status, body)


async def test_the_app_is_asked_with_what_was_typed_and_the_whole_view(
    ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    answers(bot, FOUND)
    await opened(ada, bot, client, LOOKS_UP)

    offered = await ada.looks_up("Model", "pri")

    [asked] = bot.of_type("block_suggestion")
    assert offered.texts == ["Pricing", "Refunds"]
    assert (asked["block_id"], asked["action_id"], asked["value"]) == ("model", "a", "pri")
    assert asked["container"] == {"type": "view", "view_id": asked["view"]["id"]}
    assert (asked["view"]["callback_id"], asked["user"]["id"]) == ("form", ADA)
    assert {"team", "api_app_id", "token"} <= set(asked)
    assert not {"trigger_id", "response_url", "actions"} & set(asked)


@pytest.mark.parametrize(
    ("label", "typed", "asked"),
    [
        ("Model", "p", False), ("Model", "pr", True), ("Teams", "", True),
        ("Find a model", "pr", False), ("Find a model", "pri", True),
    ],
    ids=["too short", "long enough", "nothing needed", "below the default of three", "three"],
)  # fmt: skip
async def test_the_app_is_asked_once_enough_is_typed(
    ada: Person, bot: EchoBot, client: AsyncWebClient, label: str, typed: str, *, asked: bool
) -> None:
    answers(bot, FOUND)
    await opened(ada, bot, client, {**LOOKS_UP, "blocks": [MODEL, TEAMS, ROW]})

    offered = await ada.looks_up(label, typed)

    assert offered.asked is asked
    assert bool(offered.texts) is asked
    assert bool(bot.of_type("block_suggestion")) is asked


@pytest.mark.parametrize("found", [FOUND, GROUPED], ids=["options", "option groups"])
async def test_chosen_options_go_into_the_values_of_the_form(
    ada: Person, bot: EchoBot, client: AsyncWebClient, found: Json
) -> None:
    answers(bot, found)
    await opened(ada, bot, client, LOOKS_UP)

    outcome = await ada.submits({"Model": "Refunds", "Teams": ["Pricing", "Refunds"]})

    assert outcome.ok
    assert bot.last["view"]["state"]["values"] == {
        "model": {"a": {"type": "external_select", "selected_option": options("Refunds")[0]}},
        "teams": {"a": {"type": "multi_external_select", "selected_options": options("Pricing", "Refunds")}},
    }


async def test_a_choice_in_a_message_is_told_at_once(ada: Person, bot: EchoBot, client: AsyncWebClient) -> None:
    answers(bot, FOUND)
    channel = (await client.conversations_open(users=ADA))["channel"]["id"]
    ts = (await client.chat_postMessage(channel=channel, text="Which?", blocks=[ROW]))["ts"]

    outcome = await ada.chooses("Find a model", "Pricing", channel)

    [asked] = bot.of_type("block_suggestion")
    assert outcome.ok
    assert (asked["container"]["type"], asked["container"]["message_ts"], asked["channel"]["id"]) == (
        "message", ts, channel,
    )  # fmt: skip
    assert asked["message"]["text"] == "Which?"
    assert bot.last["actions"][0]["selected_option"] == options("Pricing")[0]
    assert bot.last["state"]["values"]["row"]["find"]["selected_option"] == options("Pricing")[0]


async def test_a_choice_in_the_home_is_told_at_once(ada: Person, bot: EchoBot, client: AsyncWebClient) -> None:
    answers(bot, FOUND)
    await client.views_publish(user_id=ADA, view={"type": "home", "blocks": [ROW]})

    await ada.chooses("Find a model", "Refunds")

    assert bot.last["view"]["type"] == "home"
    assert bot.last["actions"][0]["selected_option"]["value"] == "refunds"


async def test_only_what_was_offered_can_be_chosen(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    initial = {**MODEL["element"], "initial_option": options("Chat")[0]}
    answers(bot, FOUND)
    await opened(ada, bot, client, {**LOOKS_UP, "blocks": [{**MODEL, "element": initial}]})
    view = await ada.must_view()

    async def submit(value: str) -> Json:
        body = {"user": ADA, "view_id": view.id, "values": {"model": {"a": value}}}
        return await running.sandbox.post("/control/submit", body)

    with pytest.raises(CannotError, match="a did not offer 'pricing', only nothing yet"):
        await submit("pricing")
    await ada.looks_up("Model", "pri")
    with pytest.raises(CannotError, match="a did not offer 'other', only pricing, refunds"):
        await submit("other")

    assert (await submit("chat"))["ok"]


MANY = options(*(f"M{number}" for number in range(101)))


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("", 200, "the answer is not JSON"),
        ("pricing", 200, "the answer is not JSON"),
        ({}, 200, "must provide either options or option_groups"),
        ({**FOUND, **GROUPED}, 200, "must provide either options or option_groups"),
        ({"options": MANY}, 200, r"no more than 100 items allowed \[json-pointer:/options\]"),
        ({"options": [{"value": "x"}]}, 200, r"missing required field: text \[json-pointer:/options/0\]"),
        ({"options": options("a" * 76)}, 200, r"must be less than 76 characters \[json-pointer:/options/0/text/text\]"),
        ({"options": options("A", "a")}, 200, "option values must be unique"),
        ({"option_groups": [{"label": plain("None")}]}, 200, "missing required field: options"),
        ("", 500, "http_service_error"),
    ],
    ids=[
        "nothing", "words", "no list", "both lists", "101 options", "no text", "too long", "same values",
        "a group without options", "an error",
    ],
)  # fmt: skip
async def test_an_answer_that_cannot_be_shown_is_told_to_the_person(
    ada: Person, bot: EchoBot, client: AsyncWebClient, body: Any, status: int, reason: str
) -> None:
    answers(bot, body, status)
    await opened(ada, bot, client, LOOKS_UP)

    offered = await ada.looks_up("Model", "pri")

    assert offered.texts == []
    assert offered.notice.startswith("The options could not be loaded.")
    with pytest.raises(CannotError, match=reason):
        await ada.fills({"Model": "Pricing"})


@pytest.mark.parametrize("found", [{"options": []}, {"option_groups": []}, {"options": MANY[:100]}])
async def test_none_and_a_hundred_options_are_answers_like_any_other(
    ada: Person, bot: EchoBot, client: AsyncWebClient, found: Json
) -> None:
    answers(bot, found)
    await opened(ada, bot, client, LOOKS_UP)

    offered = await ada.looks_up("Model", "pri")

    assert (offered.asked, offered.notice, len(offered.options)) == (True, "", len(found.get("options", [])))


async def test_a_menu_with_options_of_its_own_is_not_looked_up(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    await opened(ada, bot, client)
    view = await ada.must_view()

    with pytest.raises(CannotError, match="the options of a are not looked up by the app"):
        await running.sandbox.post(
            "/control/suggest", {"user": ADA, "view_id": view.id, "block_id": "severity", "action_id": "a"}
        )
    with pytest.raises(CannotError, match="there is no menu 'Severity' that the app looks up"):
        await ada.looks_up("Severity", "P0")


async def test_over_socket_mode_the_acknowledgement_carries_the_options_in_time_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    async with run_sandbox(Options(path, start=START, rate=0, socket_mode=True)) as running, wired(running) as [wire]:
        ada = await running.sandbox.person("ada")
        client = AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
        await client.views_publish(user_id=ADA, view={"type": "home", "blocks": [ROW]})

        looking = asyncio.create_task(ada.looks_up("Find a model", "pri"))
        envelope = await wire.answers(GROUPED)
        offered = await looking
        running.stand.sockets.deadline = 0.05
        late = await ada.looks_up("Find a model", "pric")

    assert (envelope["type"], envelope["accepts_response_payload"]) == ("interactive", True)
    assert (envelope["payload"]["type"], envelope["payload"]["value"]) == ("block_suggestion", "pri")
    assert offered.texts == ["Pricing", "Refunds"]
    assert (late.texts, late.notice) == ([], "The options could not be loaded. (operation_timeout)")
