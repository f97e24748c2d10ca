"""Commands, shortcuts, presses and forms: what the bot gets, and what its answers do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import CannotError, Person
from sandbox.process import Running
from tests.sandbox.echo import Answer, EchoBot, at_rest
from tests.sandbox.world import ADA, BEN

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[Json]:
    return [{"text": plain(name), "value": name.lower()} for name in names]


def field(name: str, element: Json, **more: Any) -> Json:
    label = plain(name.title())
    return {"type": "input", "block_id": name, "label": label, "element": {"action_id": "a", **element}, **more}


TITLE = field("title", {"type": "plain_text_input", "min_length": 3, "max_length": 10})
RATE = field("rate", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, optional=True)
HARMS = field("harms", {"type": "checkboxes", "options": options("Privacy", "Fraud")}, optional=True)
SEVERITY = field("severity", {"type": "static_select", "options": options("P0", "P1")}, optional=True)
KIND: Json = {
    "type": "section",
    "block_id": "kind",
    "text": plain("Kind"),
    "accessory": {"type": "radio_buttons", "action_id": "k", "options": options("Bias", "Drift")},
}
FORM: Json = {
    "type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send"),
    "private_metadata": "kept", "blocks": [TITLE, RATE, HARMS, SEVERITY, KIND],
}  # fmt: skip
SECOND: Json = {**FORM, "callback_id": "second", "title": plain("Second"), "blocks": [TITLE]}


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient("xoxb-sandbox", base_url=running.api_url)


@pytest.fixture
async def ada(running: Running) -> Person:
    return await running.sandbox.person("ada")


async def opened(ada: Person, bot: EchoBot, client: AsyncWebClient, view: Json = FORM) -> None:
    """Open a modal from a command, as a bot does."""
    await ada.types("/echo open")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=view)


async def test_a_command_arrives_with_slacks_fields_and_escaped_references(ada: Person, bot: EchoBot) -> None:
    await ada.types("/echo <!channel> & @ben in #support", "#general")

    fields = bot.last
    assert fields["text"] == f"&lt;!channel&gt; &amp; <@{BEN}|ben> in <#C0000000002|support>"
    assert [fields["command"], fields["user_id"], fields["channel_name"]] == ["/echo", ADA, "general"]
    assert {"token", "team_id", "team_domain", "channel_id", "response_url", "trigger_id", "api_app_id"} <= set(fields)


async def test_a_command_that_does_not_ask_for_escaping_arrives_as_typed(ada: Person, bot: EchoBot) -> None:
    await ada.types("/raw <b> @ben", "#general")

    assert bot.last["text"] == "<b> @ben"


async def test_a_command_that_no_app_has_is_refused_by_slack(ada: Person) -> None:
    with pytest.raises(CannotError, match="/none is not a valid command"):
        await ada.types("/none")


@pytest.mark.parametrize(
    ("body", "ephemeral"),
    [
        ("just words", [True]),
        ({"text": "just words"}, [True]),
        ({"text": "just words", "response_type": "in_channel"}, [False]),
        ("", []),
    ],
    ids=["plain text", "JSON", "for everyone", "nothing"],
)
async def test_what_a_command_answers_stands_in_the_channel(
    running: Running, ada: Person, bot: EchoBot, body: Any, ephemeral: list[bool]
) -> None:
    bot.answers = [Answer(200, body)]
    ben = await running.sandbox.person("ben")

    await ada.types("/echo", "#general")

    seen = [said.ephemeral for said in await ada.messages("#general") if said.text == "just words"]
    assert seen == ephemeral
    assert await ben.sees("#general", "just words") is (ephemeral == [False])


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
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        "no JSON",
    ],
    ids=["unknown", "no such field", "no errors", "broken view", "not JSON"],
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


async def posted(running: Running, client: AsyncWebClient, **more: Any) -> tuple[str, str]:
    """A message with a button, in a channel of the bot's with Ada."""
    channel = (await client.conversations_create(name="inc-9"))["channel"]["id"]
    await client.conversations_invite(channel=channel, users=ADA)
    button = {"type": "button", "action_id": "done", "value": "step-1", "text": plain("Done")}
    menu = {"type": "overflow", "action_id": "more", "options": options("Skip", "Undo")}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button, menu]}]
    sent = await client.chat_postMessage(channel=channel, text="Step", blocks=blocks, **more)
    await at_rest(running)
    return channel, sent["ts"]


async def test_a_press_arrives_with_message_place_and_value(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, ts = await posted(running, client)

    await ada.presses(channel, "Done")

    payload = bot.last
    action = payload["actions"][0]
    assert [action["action_id"], action["block_id"], action["value"]] == ["done", "row", "step-1"]
    assert payload["container"] == {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
    assert payload["message"]["text"] == "Step"
    assert {"response_url", "trigger_id", "state", "user", "team"} <= set(payload)


async def test_an_option_of_a_menu_is_picked_by_its_text(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, _ = await posted(running, client)

    await ada.presses(channel, "Undo")

    assert bot.last["actions"][0]["selected_option"]["value"] == "undo"


async def test_a_message_shortcut_carries_the_message(ada: Person, bot: EchoBot) -> None:
    ts = await ada.says("#general", "Look at this")

    await ada.picks("Keep this", "#general", ts)

    assert [bot.last["type"], bot.last["callback_id"], bot.last["message"]["text"]] == [
        "message_action", "keep", "Look at this",
    ]  # fmt: skip


async def test_a_global_shortcut_carries_a_trigger(ada: Person, bot: EchoBot) -> None:
    await ada.picks("Start")

    assert [bot.last["type"], bot.last["callback_id"]] == ["shortcut", "start"]
    assert bot.last["trigger_id"]


async def answer(url: str, body: Json) -> tuple[int, str]:
    """Post to a response_url."""
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as reply:
        return reply.status, await reply.text()


async def test_a_response_url_serves_five_times(ada: Person, bot: EchoBot) -> None:
    await ada.types("/echo", "#general")

    answers = [await answer(bot.last["response_url"], {"text": f"{n}"}) for n in range(6)]

    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]


async def test_a_response_url_serves_for_half_an_hour(running: Running, ada: Person, bot: EchoBot) -> None:
    await ada.types("/echo", "#general")
    url = bot.last["response_url"]

    await running.sandbox.advance(timedelta(minutes=30))
    in_time = await answer(url, {"text": "in time"})
    await running.sandbox.advance(timedelta(seconds=1))
    late = await answer(url, {"text": "late"})

    assert [in_time, late] == [(200, "ok"), (404, "expired_url")]


@pytest.mark.parametrize(
    ("body", "reply"),
    [
        ({"text": ""}, (400, "no_text")),
        ({"blocks": [{"type": "x"}]}, (400, "invalid_blocks")),
        ({}, (400, "no_text")),
    ],
    ids=["no words", "bad blocks", "nothing"],
)
async def test_a_response_url_refuses_in_plain_words(
    ada: Person, bot: EchoBot, body: Json, reply: tuple[int, str]
) -> None:
    await ada.types("/echo", "#general")

    assert await answer(bot.last["response_url"], body) == reply


async def test_an_unknown_response_url_is_not_found(running: Running) -> None:
    assert await answer(f"{running.url}/response/1/none", {"text": "x"}) == (404, "no_service")


async def test_a_press_can_be_answered_in_place_beside_or_by_taking_the_message_away(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, ts = await posted(running, client)
    await ada.presses(channel, "Done")
    url = bot.last["response_url"]

    await answer(url, {"text": "beside"})
    await answer(url, {"text": "in place", "replace_original": True})
    replaced = {said.ts: said.text for said in await ada.messages(channel)}
    await answer(url, {"delete_original": True})

    assert replaced[ts] == "in place"
    assert "beside" in replaced.values()
    assert ts not in {said.ts for said in await ada.messages(channel)}


async def test_a_press_on_an_ephemeral_message_comes_without_the_message(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    channel, _ = await posted(running, client)
    blocks = [{"type": "actions", "elements": [{"type": "button", "action_id": "x", "text": plain("Only you")}]}]
    await client.chat_postEphemeral(channel=channel, user=ADA, text="psst", blocks=blocks)

    await ada.presses(channel, "Only you")

    assert bot.last["container"]["is_ephemeral"] is True
    assert "message" not in bot.last


async def test_a_picked_file_travels_with_the_form(ada: Person, bot: EchoBot, client: AsyncWebClient) -> None:
    upload = field("report", {"type": "file_input"})
    await opened(ada, bot, client, {**FORM, "blocks": [upload]})

    outcome = await ada.submits({"Report": [{"name": "card.md", "content": "# Model card"}]})

    assert outcome.ok
    file = bot.last["view"]["state"]["values"]["report"]["a"]["files"][0]
    assert [file["name"], file["size"], file["user"]] == ["card.md", 12, ADA]
