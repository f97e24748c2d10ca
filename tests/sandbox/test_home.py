"""App Home: what the app is told when a tab is opened, what it publishes there, and what people do with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import CannotError, Person
from sandbox.process import Options, Running, run_sandbox
from tests.sandbox.blocks import FORM, Json, field, options, plain
from tests.sandbox.echo import EchoBot, at_rest
from tests.sandbox.wire import wired
from tests.sandbox.world import ADA, BEN, EVENTS, MANIFEST, START

BUTTON: Json = {"type": "button", "action_id": "open", "value": "7", "text": plain("Open")}
HOME: Json = {
    "type": "home", "callback_id": "home", "private_metadata": "kept",
    "blocks": [
        {"type": "header", "text": plain("Incidents")},
        {"type": "actions", "block_id": "row", "elements": [BUTTON]},
        field("note", {"type": "plain_text_input"}, optional=True),
        field("severity", {"type": "static_select", "options": options("P0", "P1")}, dispatch_action=True),
    ],
}  # fmt: skip


@pytest.fixture
def client(running: Running) -> AsyncWebClient:
    return AsyncWebClient("xoxb-sandbox", base_url=running.api_url)


@pytest.fixture
async def ada(running: Running) -> Person:
    return await running.sandbox.person("ada")


@asynccontextmanager
async def started(tmp_path: Path, bot_url: str, app_home: Json, events: list[str]) -> AsyncIterator[Running]:
    """A stand-in for an app with these tabs and subscriptions."""
    subscribed = {"event_subscriptions": {"bot_events": events}}
    app = {**MANIFEST, "features": {**MANIFEST["features"], "app_home": app_home}, "settings": subscribed}
    path = tmp_path / "other.yml"
    path.write_text(yaml.safe_dump(app), encoding="utf-8")
    async with run_sandbox(Options(path, bot_url=bot_url, start=START, rate=0)) as running:
        yield running


async def direct(running: Running) -> str:
    """Ada's conversation with the app."""
    channel = running.stand.slack.direct(running.stand.slack.bot, ADA)
    assert channel
    return channel.id


async def test_the_app_is_told_when_someone_opens_its_home_for_the_first_time(
    running: Running, ada: Person, bot: EchoBot
) -> None:
    shown = await ada.opens_home()
    await at_rest(running)

    [event] = bot.of_type("app_home_opened")
    assert shown is None
    assert event == {
        "type": "app_home_opened", "user": ADA, "channel": await direct(running), "tab": "home",
        "event_ts": event["event_ts"],
    }  # fmt: skip


async def test_what_was_published_goes_along_when_the_home_is_opened_again(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    published = (await client.views_publish(user_id=ADA, view=HOME))["view"]

    shown = await ada.opens_home()
    await at_rest(running)

    [event] = bot.of_type("app_home_opened")
    assert shown is not None
    assert "Incidents" in shown.words
    assert event["view"] == published
    assert (published["type"], published["root_view_id"]) == ("home", published["id"])


async def test_the_messages_tab_is_told_as_such_and_without_a_view(
    running: Running, ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    await client.views_publish(user_id=ADA, view=HOME)

    await ada.opens_home("messages")
    await at_rest(running)

    [event] = bot.of_type("app_home_opened")
    assert event["tab"] == "messages"
    assert "view" not in event


async def test_who_never_talked_with_the_app_has_a_conversation_with_it_from_then_on(
    running: Running, ada: Person, bot: EchoBot
) -> None:
    del running.stand.slack.channels[await direct(running)]

    await ada.opens_home()
    await at_rest(running)

    assert bot.of_type("app_home_opened")[0]["channel"] == await direct(running)


async def test_an_app_that_does_not_subscribe_is_not_told(bot: EchoBot, tmp_path: Path) -> None:
    events = [event for event in EVENTS if event != "app_home_opened"]
    async with started(tmp_path, bot.url, {"home_tab_enabled": True}, events) as running:
        ada = await running.sandbox.person("ada")

        await ada.opens_home()
        await at_rest(running)

    assert bot.heard == []


@pytest.mark.parametrize(
    ("app_home", "tab"),
    [({"messages_tab_enabled": True}, "home"), ({"home_tab_enabled": True}, "messages")],
    ids=["no Home tab", "no Messages tab"],
)
async def test_a_tab_that_the_manifest_leaves_off_cannot_be_opened(
    bot: EchoBot, tmp_path: Path, app_home: dict[str, bool], tab: str
) -> None:
    async with started(tmp_path, bot.url, app_home, EVENTS) as running:
        ada = await running.sandbox.person("ada")

        with pytest.raises(CannotError, match=f"the app has no {tab.title()} tab"):
            await ada.opens_home(tab)


async def test_each_person_has_a_home_of_their_own(running: Running, ada: Person, client: AsyncWebClient) -> None:
    await client.views_publish(user_id=ADA, view=HOME)
    ben = await running.sandbox.person("ben")

    assert await ada.home() is not None
    assert await ben.home() is None
    with pytest.raises(CannotError, match="ben has no Home tab"):
        await ben.presses_home("Open")


async def test_a_press_in_the_home_carries_the_view_and_a_trigger_but_no_way_to_answer(
    ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    published = (await client.views_publish(user_id=ADA, view=HOME))["view"]

    outcome = await ada.presses_home("Open")

    payload = bot.last
    assert outcome.ok
    assert payload["type"] == "block_actions"
    assert payload["container"] == {"type": "view", "view_id": published["id"]}
    assert (payload["view"]["type"], payload["view"]["callback_id"], payload["view"]["hash"]) == (
        "home", "home", published["hash"],
    )  # fmt: skip
    assert (payload["actions"][0]["action_id"], payload["actions"][0]["value"]) == ("open", "7")
    assert payload["trigger_id"]
    assert not {"response_url", "channel", "message"} & set(payload)


async def test_a_modal_opens_from_the_home_and_leaves_it_standing(
    ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    await client.views_publish(user_id=ADA, view=HOME)
    await ada.presses_home("Open")

    await client.views_open(trigger_id=bot.last["trigger_id"], view=FORM)
    opened = await ada.must_view()
    await ada.closes()

    assert opened.title == "Form"
    assert (await ada.must_home()).words == "\nIncidents\nOpen\nNote\nSeverity\nP0\nP1"


async def test_what_was_entered_in_the_home_is_its_state_and_survives_a_new_version(
    ada: Person, bot: EchoBot, client: AsyncWebClient
) -> None:
    await client.views_publish(user_id=ADA, view=HOME)

    await ada.fills_home({"Note": "written", "Severity": "P1"})
    pressed = bot.last
    again = (await client.views_publish(user_id=ADA, view=HOME))["view"]

    assert pressed["actions"][0]["selected_option"]["value"] == "p1"
    values = pressed["view"]["state"]["values"]
    assert (values["note"]["a"]["value"], values["severity"]["a"]["selected_option"]["value"]) == ("written", "p1")
    assert again["state"]["values"] == values


async def test_an_element_of_another_kind_in_the_same_place_begins_anew(ada: Person, client: AsyncWebClient) -> None:
    await client.views_publish(user_id=ADA, view=HOME)
    await ada.fills_home({"Severity": "P1"})
    other = field("severity", {"type": "plain_text_input"}, dispatch_action=True)

    published = (await client.views_publish(user_id=ADA, view={**HOME, "blocks": [other]}))["view"]

    assert published["state"]["values"] == {"severity": {"a": {"type": "plain_text_input", "value": None}}}


async def test_a_home_is_updated_by_its_id_and_an_old_hash_conflicts(ada: Person, client: AsyncWebClient) -> None:
    first = (await client.views_publish(user_id=ADA, view=HOME))["view"]
    other = {**HOME, "blocks": [{"type": "header", "text": plain("All quiet")}]}

    updated = (await client.views_update(view_id=first["id"], hash=first["hash"], view=other))["view"]
    shown = await ada.must_home()
    refused: list[str] = []
    for call in (
        client.views_update(view_id=first["id"], hash=first["hash"], view=HOME),
        client.views_publish(user_id=ADA, hash=first["hash"], view=HOME),
    ):
        with pytest.raises(SlackApiError) as conflict:
            await call
        refused.append(conflict.value.response["error"])

    assert shown.words == "\nAll quiet"
    assert (updated["id"], updated["hash"] != first["hash"]) == (first["id"], True)
    assert refused == ["hash_conflict", "hash_conflict"]


async def test_nobody_acts_in_the_home_of_somebody_else(running: Running, client: AsyncWebClient) -> None:
    view = (await client.views_publish(user_id=ADA, view=HOME))["view"]
    press: dict[str, Any] = {"user": BEN, "view_id": view["id"], "block_id": "row", "action_id": "open"}

    with pytest.raises(CannotError, match="there is no such view"):
        await running.sandbox.post("/control/press", press)


async def test_a_home_lives_over_socket_mode_as_well(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    async with run_sandbox(Options(path, start=START, rate=0, socket_mode=True)) as running, wired(running) as [wire]:
        ada = await running.sandbox.person("ada")
        client = AsyncWebClient("xoxb-sandbox", base_url=running.api_url)

        await ada.opens_home()
        opened = await wire.answers()
        await client.views_publish(user_id=opened["payload"]["event"]["user"], view=HOME)
        pressing = asyncio.create_task(ada.presses_home("Open"))
        pressed = await wire.answers()
        outcome = await pressing

    assert outcome.ok
    assert (opened["type"], opened["payload"]["event"]["type"]) == ("events_api", "app_home_opened")
    assert (pressed["type"], pressed["payload"]["view"]["type"]) == ("interactive", "home")
