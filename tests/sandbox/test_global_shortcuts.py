"""Global shortcuts: what the app gets, over HTTP and over Socket Mode, and who may use which."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import CannotError
from sandbox.process import Options, Running, run_sandbox
from tests.sandbox.blocks import FORM
from tests.sandbox.echo import Answer, EchoBot
from tests.sandbox.wire import wired
from tests.sandbox.world import ADA, MANIFEST, START


async def test_a_global_shortcut_says_who_and_when_but_not_where(running: Running, bot: EchoBot) -> None:
    ada = await running.sandbox.person("ada")

    await ada.picks("Start", "#general")

    payload = bot.last
    assert (payload["type"], payload["callback_id"], payload["user"]["id"]) == ("shortcut", "start", ADA)
    assert {"trigger_id", "action_ts", "team", "token"} <= set(payload)
    assert not {"channel", "message", "response_url", "container"} & set(payload)


async def test_a_form_opens_from_a_global_shortcut(running: Running, bot: EchoBot) -> None:
    ada, client = await running.sandbox.person("ada"), AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
    await ada.picks("start")

    await client.views_open(trigger_id=bot.last["trigger_id"], view=FORM)

    assert (await ada.must_view()).title == "Form"


async def test_what_is_not_global_needs_its_message_and_the_other_way_round(running: Running) -> None:
    ada = await running.sandbox.person("ada")
    ts = await ada.says("#general", "Look at this")

    with pytest.raises(CannotError, match="there is no such shortcut: keep"):
        await ada.picks("Keep this")
    with pytest.raises(CannotError, match="there is no such shortcut: start"):
        await ada.picks("Start", "#general", ts)


async def test_a_shortcut_that_fails_is_told_to_the_person(running: Running, bot: EchoBot) -> None:
    bot.answers = [Answer(500)]
    ada = await running.sandbox.person("ada")

    outcome = await ada.picks("Start")

    assert outcome.notice == "Start did not work: http_service_error"


async def test_a_global_shortcut_travels_over_socket_mode_as_well(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    async with run_sandbox(Options(path, start=START, rate=0, socket_mode=True)) as running, wired(running) as [wire]:
        ada = await running.sandbox.person("ada")

        picking = asyncio.create_task(ada.picks("Start"))
        envelope = await wire.answers()
        outcome = await picking

    assert outcome.ok
    assert (envelope["type"], envelope["payload"]["type"]) == ("interactive", "shortcut")
    assert envelope["payload"]["callback_id"] == "start"
