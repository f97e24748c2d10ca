"""Bad input: what people mistype, what a stranger sends, what an operator breaks, what Slack refuses."""

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import aiohttp
import pytest

from sandbox.delivery import sign
from sandbox.people import Person
from tests.stories.looking import channel_as_seen, document, from_the_bot, incident_channels, requests
from tests.stories.reading import announcement, has
from tests.stories.town import Town, over_http

HOSTILE = "<!channel> *x* <@U0000BEN02> & more"
SHOWN = "&lt;!channel&gt; *x* &lt;@U0000BEN02&gt; &amp; more"
OPEN = {"Title": "Bot promises refunds", "AI system": "Support bot"}
START = "submit:start"
COMMAND_FORM = "command=%2Fai-incident&text=p0+Forged&user_id=U0000ADA01&channel_id=C0000000001&trigger_id=1.2.a"


@pytest.mark.parametrize("fault", ["429", "500", "lost_answer"])
async def test_what_slack_does_not_take_at_once_arrives_in_the_end_and_nothing_stands_twice(
    town: Town, fault: str
) -> None:
    ada, hannah = await town.person("ada"), await town.person("hannah")
    for method in ("conversations.create", "conversations.invite", "chat.postMessage"):
        await town.sandbox.fault(method, fault, 2)

    await ada.types("/ai-incident p0 Bot leaks order data")
    await town.passes(minutes=2)

    assert await incident_channels(ada) == ["inc-1-bot-leaks-order-data"]
    first_lines = [said.text.split(":")[0] for said in await from_the_bot(ada, await town.channel_of(ada))]
    assert sorted(first_lines) == ["Evidence", "Incident 1"]
    assert has(await announcement(hannah), "Bot leaks order data")


async def test_a_word_that_is_nearly_a_sub_command_is_not_taken_for_a_title(town: Town) -> None:
    ada = await town.person("ada")

    for word in ("hepl", "LISTT", "resovle", "sevrity"):
        await ada.types(f"/ai-incident {word}")
    told = [said.words for said in await ada.messages("#general") if said.ephemeral]
    opened = await ada.view()
    await ada.types("/ai-incident resolve")
    [outside] = [said.words for said in await ada.messages("#general") if said.ephemeral][len(told) :]
    await ada.types("/ai-incident Hallucinations")

    nearest = ["help", "list", "resolve", "severity"]
    assert [f"Did you mean /ai-incident {word}?" in words for word, words in zip(nearest, told, strict=True)] == [
        True
    ] * 4
    assert opened is None
    assert "/ai-incident list" in outside
    assert "Hallucinations" in (await ada.must_view()).words


@pytest.mark.parametrize("fault", ["reset", "lost_answer"])
async def test_a_form_that_slack_gave_no_answer_about_is_nothing_that_went_wrong_on_our_side(
    town: Town, fault: str
) -> None:
    ada = await town.person("ada")
    await town.sandbox.fault("views.open", fault)

    await ada.types("/ai-incident")

    [told] = [said.words for said in await ada.messages("#general") if said.ephemeral]
    assert told == "Slack did not answer. If nothing has opened, please try again."


async def test_over_long_words_are_refused_with_the_limit_or_cut_and_no_call_fails(town: Town) -> None:
    ada = await town.person("ada")

    await ada.types(f"/ai-incident p0 {'x' * 151}")
    [told] = [said.words for said in await ada.messages("#general") if said.ephemeral]
    channel = await town.declared(ada, "w" * 150)
    ts = await ada.says("#support", "y" * 3000)
    await ada.picks("Declare AI incident", "#support", ts)
    await town.submits(ada, {"AI system": "s" * 80})
    await ada.closes()
    await ada.types("/ai-incident update", channel)
    values = {"What we know": "&" * 2000, "What we do": "<" * 2000, "Customer impact": "z" * 2000}
    await town.submits(ada, values)

    assert "At most 150 characters, please; these are 151." in told
    names = await incident_channels(ada)
    assert len(names) == 2
    assert max(map(len, names)) <= 80
    assert len((await channel_as_seen(ada, channel))["topic"]) <= 250
    assert has(await town.card(ada, channel), "w" * 80)
    assert [entry["what"] for entry in await town.sandbox.log() if _is_failed_call(entry)] == []


def _is_failed_call(entry: Mapping[str, object]) -> bool:
    """The announce channel is entered when Slack says that it has to be."""
    return not entry["ok"] and entry["error"] != "not_in_channel"


async def test_a_hostile_title_pings_nobody_and_is_read_as_it_was_typed(town: Town) -> None:
    ada, hannah = await town.person("ada"), await town.person("hannah")
    await ada.types("/ai-incident")
    await town.submits(ada, {"Title": HOSTILE, "AI system": HOSTILE})
    await ada.closes()
    channel = await town.channel_of(ada)

    await ada.types("/ai-incident postmortem", channel)
    await town.settle()

    seen = await channel_as_seen(ada, channel)
    assert seen["name"] == "inc-1-x-more"
    assert SHOWN in seen["topic"]
    assert has(await town.card(ada, channel), SHOWN, f"Incident 1: {HOSTILE}")
    assert has(await announcement(hannah), SHOWN)
    sent = [said.text for said in [*await ada.messages(channel), *await hannah.messages("#ai-incidents")]]
    assert not [text for text in sent if "<!channel>" in text or "<@U0000BEN02>" in text]
    told = await document(ada, channel)
    assert "U0000BEN02" not in told
    assert "<!channel>" not in told


async def test_what_cannot_be_is_said_beside_its_field_and_a_corrected_form_is_a_new_try(town: Town) -> None:
    ada = await town.person("ada")
    await ada.types("/ai-incident")
    view = (await ada.must_view()).id
    nameless = {"title": {"title": "  "}, "system": {"system": "Support bot"}}
    refused = await town.sandbox.post("/control/submit", {"user": ada.id, "view_id": view, "values": nameless})
    await town.submits(ada, OPEN)

    later = int((await town.sandbox.now()).timestamp()) + 86_400
    wrong = await town.submits(ada, {"Since when?": later})
    right = await town.submits(ada, {"Since when?": later - 2 * 86_400})

    assert "title" in {**refused["errors"], **refused["client_errors"]}
    assert "future" in wrong.errors["began_at"]
    assert right.ok
    assert len(await incident_channels(ada)) == 1


async def test_the_same_submission_delivered_twice_makes_one_incident(town: Town) -> None:
    ada = await town.person("ada")
    await ada.types("/ai-incident")
    await town.submits(ada, OPEN)
    [payload] = await requests(town, START)

    again = await town.running.stand.delivery.send(START, payload)
    await town.settle()

    assert again.ok
    assert "Classify incident 1" in again.body
    assert len(await incident_channels(ada)) == 1


@over_http
@pytest.mark.parametrize("stamp", ["soon", "-5", "9" * 5000], ids=["a word", "before time", "after all time"])
async def test_a_timestamp_that_is_none_is_refused_like_a_wrong_signature(town: Town, stamp: str) -> None:
    url, headers = f"{town.bot.url}/slack/events", {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=0"}

    async with aiohttp.ClientSession() as session, session.post(url, data=COMMAND_FORM, headers=headers) as answer:
        assert answer.status == 401


@over_http
async def test_what_slack_did_not_sign_just_now_is_refused_and_nothing_happens(town: Town) -> None:
    wrongly_signed = await _forged(town, secret="not the secret")
    too_old = await _forged(town, age=3600)
    await town.settle()

    assert (wrongly_signed, too_old) == (401, 401)
    assert await incident_channels(await town.person("ada")) == []


@over_http
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"type":'),
        ("application/x-www-form-urlencoded", "payload=%7B"),
        ("application/x-www-form-urlencoded", "payload=%5B%5D"),
        ("application/json", "[" * 100_000),
        ("application/json", b"\xff"),
    ],
    ids=["half JSON", "half a payload", "a list", "very deep", "no UTF-8"],
)
async def test_what_cannot_be_read_is_refused_before_anybody_looks_at_it(
    town: Town, kind: str, body: str | bytes
) -> None:
    url, headers = f"{town.bot.url}/slack/events", {"Content-Type": kind}

    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 400


async def _forged(town: Town, *, secret: str | None = None, age: int = 0) -> int:
    """The status that a command gets which did not come from Slack, or not now."""
    stamp = str(int(time.time()) - age)
    signature = sign(secret or town.env["SLACK_SIGNING_SECRET"], stamp, COMMAND_FORM)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    headers = kind | {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    url = f"{town.bot.url}/slack/events"
    async with aiohttp.ClientSession() as session, session.post(url, data=COMMAND_FORM, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize(
    ("variable", "name", "content", "reasons"),
    [
        ("AI_INCIDENT_POLICY", "policy.yml", "anounce_channel: x\n", ["anounce_channel", "unknown key"]),
        ("AI_INCIDENT_POLICY", "policy.yml", "groups: [\n", ["line 2, column 1"]),
        ("AI_INCIDENT_POLICY", "policy.yml", "response_sla: {P0: 15}\n", ["response_sla.P0", "ISO 8601"]),
        ("AI_INCIDENT_RUNBOOKS", "own.yml", "title: Own\n", ["definition", "missing"]),
    ],
    ids=["an unknown key", "no YAML", "a bare number", "an incomplete runbook"],
)
async def test_a_broken_file_keeps_the_bot_from_starting_and_is_named_with_place_and_reason(
    tmp_path: Path, variable: str, name: str, content: str, reasons: list[str]
) -> None:
    file = tmp_path / name
    file.write_text(content)
    where = file if variable == "AI_INCIDENT_POLICY" else tmp_path

    code, words = await _started({variable: str(where)}, tmp_path)

    assert code not in {0, None}
    assert "Traceback" not in words
    assert len(words.strip().splitlines()) == 1
    assert [part for part in (str(file), *reasons) if part not in words] == []


async def _started(env: Mapping[str, str], folder: Path) -> tuple[int | None, str]:
    """How the program ended, and what it wrote."""
    secrets = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "DATABASE_URL": f"sqlite:///{folder}/bot.db"}
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "bot", "run")
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, **secrets, **env}, stdout=pipe, stderr=asyncio.subprocess.STDOUT
    )
    written, _ = await process.communicate()
    return process.returncode, written.decode()


async def test_a_refusal_that_stays_is_told_to_the_person_with_what_to_do(town: Town) -> None:
    ada = await town.person("ada")
    await town.sandbox.fault("pins.add", "error:too_many_pins")

    channel = await town.declared(ada)

    assert len(await _whispered(ada, channel)) == 1
    [told] = await _whispered(ada, channel)
    assert "I could not pin the card of incident 1" in told
    assert "unpin something" in told


async def _whispered(person: Person, channel: str) -> list[str]:
    return [said.words for said in await person.messages(channel) if said.ephemeral]
