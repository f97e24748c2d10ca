"""Socket Mode: one-use addresses, greetings, envelopes with their answers, retries, and connections that end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.channels import Kind
from sandbox.process import Options, Running, bot_env, run_sandbox
from tests.sandbox.echo import at_rest
from tests.sandbox.wire import Wire, address, wired
from tests.sandbox.world import ADA, MANIFEST, START


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")
    async with run_sandbox(Options(path, start=START, rate=0, socket_mode=True)) as stand:
        yield stand


def impatient(running: Running) -> None:
    """Take every answer that does not come at once for one that never comes."""
    running.stand.sockets.deadline = 0.05


def room(running: Running) -> str:
    """A channel of Ada's in which the bot is a member."""
    slack = running.stand.slack
    return slack.add_channel("room", Kind.PUBLIC, ADA, [ADA, slack.bot]).id


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "not_authed"), ("xoxb-sandbox", "not_allowed_token_type"), ("xapp-other", "invalid_auth")],
    ids=["none", "the bot's", "a strange one"],
)
async def test_a_connection_is_opened_with_the_app_token_alone(running: Running, token: str, code: str) -> None:
    client = AsyncWebClient(base_url=running.api_url)

    with pytest.raises(SlackApiError) as refusal:
        await client.apps_connections_open(app_token=token)

    assert refusal.value.response["error"] == code


async def test_the_app_token_opens_nothing_else(running: Running) -> None:
    client = AsyncWebClient("xapp-sandbox", base_url=running.api_url)

    with pytest.raises(SlackApiError) as refusal:
        await client.auth_test()

    assert refusal.value.response["error"] == "not_allowed_token_type"


async def test_an_address_serves_once(running: Running) -> None:
    url = await address(running)

    async with aiohttp.ClientSession() as session, session.ws_connect(url) as first:
        hello = await Wire(first).hears()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await session.ws_connect(url)

    assert refusal.value.status == 403
    assert hello == {
        "type": "hello",
        "num_connections": 1,
        "connection_info": {"app_id": "A0SANDBOX01"},
        "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
    }


async def test_an_app_without_socket_mode_is_told_so_when_it_connects(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(MANIFEST), encoding="utf-8")

    async with run_sandbox(Options(path)) as running, aiohttp.ClientSession() as session:
        wire = Wire(await session.ws_connect(await address(running)))
        told, ended = await wire.hears(), await wire.ended()

    assert (told["type"], told["reason"], ended) == ("disconnect", "link_disabled", True)


async def test_ten_connections_may_stand_and_the_eleventh_is_sent_away(running: Running) -> None:
    async with wired(running, 10), aiohttp.ClientSession() as session:
        eleventh = Wire(await session.ws_connect(await address(running)))
        told, ended = await eleventh.hears(), await eleventh.ended()
        standing = await running.sandbox.get("/control/socket")

    assert (told["type"], told["reason"], ended) == ("disconnect", "too_many_websockets", True)
    assert standing == {"enabled": True, "connections": 10, "opened": 10}


async def test_a_command_is_answered_with_the_acknowledgement(running: Running) -> None:
    ada = await running.sandbox.person("ada")

    async with wired(running) as [wire]:
        typing = asyncio.create_task(ada.types("/echo hello"))
        envelope = await wire.answers({"text": "hello yourself"})
        outcome = await typing

    [said] = [said for said in await ada.messages("#general") if said.ephemeral]
    assert outcome.ok
    assert said.text == "hello yourself"
    assert set(envelope) == {"envelope_id", "type", "payload", "accepts_response_payload"}
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert (envelope["payload"]["command"], envelope["payload"]["text"]) == ("/echo", "hello")


async def test_a_form_is_refused_beside_its_field_with_the_acknowledgement(running: Running) -> None:
    ada, client = await running.sandbox.person("ada"), AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
    field = {"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "Name"}}
    field["element"] = {"type": "plain_text_input", "action_id": "a"}
    words = {name: {"type": "plain_text", "text": name} for name in ("title", "submit")}
    form = {"type": "modal", "callback_id": "form", "blocks": [field], **words}

    async with wired(running) as [wire]:
        typing = asyncio.create_task(ada.types("/echo"))
        envelope = await wire.hears()
        await client.views_open(trigger_id=envelope["payload"]["trigger_id"], view=form)
        await wire.acknowledges(envelope)
        await typing
        submitting = asyncio.create_task(ada.submits({"Name": "x"}))
        submitted = await wire.answers({"response_action": "errors", "errors": {"b": "Longer, please"}})
        outcome = await submitting

    assert (submitted["type"], submitted["payload"]["type"]) == ("interactive", "view_submission")
    assert outcome.errors == {"b": "Longer, please"}


async def test_each_envelope_goes_to_one_connection_and_they_take_turns(running: Running) -> None:
    channel, ada = room(running), await running.sandbox.person("ada")

    async with wired(running, 2) as wires:
        for words in ("one", "two", "three", "four"):
            await ada.says(channel, words)
        heard = [[(await wire.answers())["payload"]["event"]["text"] for _ in range(2)] for wire in wires]
        await at_rest(running)

    assert heard == [["one", "three"], ["two", "four"]]


async def test_an_event_that_nobody_acknowledges_comes_again_at_once_then_after_one_and_five_minutes(
    running: Running,
) -> None:
    channel, ada = room(running), await running.sandbox.person("ada")
    impatient(running)

    async with wired(running) as [wire]:
        await ada.says(channel, "hello")
        tries = [await wire.hears(), await wire.hears()]
        for minutes in (1, 5):
            await at_rest(running)
            await running.sandbox.advance(timedelta(minutes=minutes))
            tries.append(await wire.hears())
        await wire.acknowledges(tries[-1])
        await at_rest(running)

    assert {(said["type"], said["accepts_response_payload"]) for said in tries} == {("events_api", False)}
    assert [(said["retry_attempt"], said["retry_reason"]) for said in tries] == [
        (0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout"),
    ]  # fmt: skip
    assert len({said["payload"]["event_id"] for said in tries}) == 1
    assert len({said["envelope_id"] for said in tries}) == 4


async def test_a_command_that_nobody_acknowledges_is_not_sent_again_and_the_person_is_told(running: Running) -> None:
    ada = await running.sandbox.person("ada")
    impatient(running)

    async with wired(running) as [wire]:
        outcome = await ada.types("/echo hello")
        late = await wire.hears()
        await wire.acknowledges(late, {"text": "too late"})
        again = asyncio.create_task(ada.types("/echo again"))
        following = await wire.answers()
        after = await again

    assert outcome.notice == '/echo failed with the error "operation_timeout"'
    assert following["payload"]["text"] == "again"
    assert after.ok
    assert not [said for said in await ada.messages("#general") if said.ephemeral]


async def test_an_app_without_a_connection_is_away(running: Running) -> None:
    channel, ada = room(running), await running.sandbox.person("ada")

    outcome = await ada.types("/echo hello")
    await ada.says(channel, "anybody there?")
    await at_rest(running)
    async with wired(running) as [wire]:
        await running.sandbox.advance(timedelta(minutes=1))
        missed = await wire.answers()
        await at_rest(running)

    assert outcome.notice == '/echo failed with the error "dispatch_failed"'
    assert missed["payload"]["event"]["text"] == "anybody there?"
    assert missed["retry_attempt"] == 2


@pytest.mark.parametrize("noise", ["no JSON", "[]", '{"envelope_id": ["x"]}', '{"envelope_id": "x"}', "{}", ""])
@pytest.mark.parametrize("kind", [aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY], ids=["text", "bytes"])
async def test_what_is_no_acknowledgement_changes_nothing(
    running: Running, noise: str, kind: aiohttp.WSMsgType
) -> None:
    ada = await running.sandbox.person("ada")

    async with wired(running) as [wire]:
        await wire.socket.send_frame(noise.encode(), kind)
        typing = asyncio.create_task(ada.types("/echo hello"))
        await wire.answers()
        outcome = await typing

    assert outcome.ok


async def test_a_warned_connection_goes_on_until_the_app_leaves_it(running: Running) -> None:
    ada = await running.sandbox.person("ada")

    async with wired(running) as [wire]:
        await running.sandbox.post("/control/socket", {"do": "warn"})
        told = await wire.hears()
        typing = asyncio.create_task(ada.types("/echo hello"))
        await wire.answers()
        outcome = await typing

    assert told == {"type": "disconnect", "reason": "warning", "debug_info": {"host": "sandbox"}}
    assert outcome.ok


async def test_a_refreshed_connection_gets_nothing_new_and_still_takes_what_is_owed_to_it(running: Running) -> None:
    ada = await running.sandbox.person("ada")

    async with wired(running) as [old]:
        first = asyncio.create_task(ada.types("/echo first"))
        owed = await old.hears()
        await running.sandbox.post("/control/socket", {"do": "refresh"})
        told = await old.hears()
        between = await ada.types("/echo between")
        await old.acknowledges(owed)
        outcome = await first

    assert (told["type"], told["reason"]) == ("disconnect", "refresh_requested")
    assert outcome.ok
    assert between.notice == '/echo failed with the error "dispatch_failed"'


async def test_a_refreshed_connection_that_is_not_left_is_cut_off(running: Running) -> None:
    impatient(running)

    async with wired(running) as [wire]:
        await running.sandbox.post("/control/socket", {"do": "refresh"})
        await wire.hears()
        ended = await wire.ended()

    assert ended


async def test_a_dropped_connection_ends_without_a_word_and_another_brings_its_answer(running: Running) -> None:
    ada = await running.sandbox.person("ada")

    async with wired(running) as [wire]:
        typing = asyncio.create_task(ada.types("/echo hello"))
        envelope = await wire.hears()
        before = await running.sandbox.post("/control/socket", {"do": "drop"})
        ended = await wire.ended()
        async with aiohttp.ClientSession() as session:
            other = Wire(await session.ws_connect(await address(running)))
            after = await running.sandbox.get("/control/socket", after=str(before["opened"]))
            await other.acknowledges(envelope)
            outcome = await typing

    assert (before["opened"], after["opened"]) == (1, 2)
    assert ended
    assert outcome.ok


@pytest.mark.parametrize(
    ("socket_mode", "tokens"),
    [(True, ("xapp-sandbox", "")), (False, ("", "sandbox-signing-secret"))],
    ids=["Socket Mode", "HTTP"],
)
async def test_the_bot_gets_the_secrets_of_its_transport_and_no_others_and_no_proxy(
    *, socket_mode: bool, tokens: tuple[str, str]
) -> None:
    async with run_sandbox(Options(socket_mode=socket_mode)) as running:
        env = bot_env(running, 3000, "sqlite:///x.db")

    assert (env["SLACK_APP_TOKEN"], env["SLACK_SIGNING_SECRET"]) == tokens
    assert {env[name] for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")} == {""}
