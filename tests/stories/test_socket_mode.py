"""The same bot over Socket Mode: forms, buttons, reminders, messages and documents, and connections that end."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.process import Options, Running, bot_env, run_bot, run_sandbox
from sandbox.serving import free_port
from tests.stories.looking import checklist, document, requests
from tests.stories.program import program
from tests.stories.reading import ask, has, reading
from tests.stories.town import Town, over_socket_mode

DUE = "Status update is due"
UPDATE = {
    "What we know": "The refund answers come from a stale index",
    "What we do": "Rolling the index back",
    "Customer impact": "Refund questions are answered wrongly",
}


@pytest.fixture
async def bare(journal: Path) -> AsyncIterator[Running]:
    """A sandbox that waits for connections, without a bot."""
    async with run_sandbox(Options(journal=journal, socket_mode=True)) as running:
        yield running


async def disturbed(town: Town, how: str) -> None:
    """Do something to every connection."""
    await town.sandbox.post("/control/socket", {"do": how})


async def reconnected(town: Town, connections: int) -> None:
    """Wait until the bot has opened so many connections in all."""
    assert (await town.sandbox.get("/control/socket", after=str(connections - 1)))["opened"] == connections


async def test_an_incident_is_lived_through_from_its_form_to_its_post_mortem(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")

    await ada.types("/ai-incident")
    refused = await town.submits(ada, {"Title": "   ", "AI system": "Support bot"})
    await town.submits(ada, {"Title": "Bot promises refunds", "Severity": "P1"})
    await ada.closes()
    channel = await town.channel_of(ada)
    await town.presses(ada, channel, "Take command")
    await town.presses(ada, channel, "Done")
    stranger = await ask(town, ben, "#general", "resolve")
    await ben.joins(channel)
    ts = await ben.says(channel, "Scores fell after the deploy of 08:40")
    await town.settle()
    await ben.reacts(channel, ts, "pushpin")
    await ben.edits(channel, ts, "Scores fell after the deploy of 08:45")
    await town.passes(minutes=30)
    [reminder] = await reading(ada, channel, DUE)
    await town.presses(ada, channel, "Post update", within=reminder.ts)
    await town.submits(ada, UPDATE)
    after = await reading(ada, channel, DUE)
    await ask(town, ada, channel, "postmortem")
    text = await document(ada, channel)

    assert "title" in refused.errors
    assert has(await town.card(ada, channel), "Bot promises refunds", f"Incident commander: <@{ada.id}>")
    assert has(await checklist(ada, channel, "Evidence"), "1 of 3 done", f"done by <@{ada.id}>")
    assert has(stranger, "works in the channel of an incident")
    assert has(reminder, f"<@{ada.id}>")
    assert after == []
    assert len(await reading(ada, channel, "*Status update*")) == 1
    assert "08:45" in text
    assert "08:40" not in text
    assert UPDATE["What we do"] in text


@over_socket_mode
async def test_connections_that_are_refreshed_or_break_lose_nothing_and_double_nothing(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await disturbed(town, "refresh")
    during_refresh = await ada.says(channel, "Said while the connection was refreshed")
    await reconnected(town, 2)
    await town.settle()
    await town.presses(ada, channel, "Take command")
    await disturbed(town, "drop")
    away = await ada.types("/ai-incident list", channel)
    during_absence = await ada.says(channel, "Said while no connection stood")
    await reconnected(town, 3)
    await town.passes(minutes=5)
    await town.presses(ada, channel, "Done")
    for ts in (during_refresh, during_absence):
        await ada.reacts(channel, ts, "pushpin")
        await town.settle()
    await ask(town, ada, channel, "postmortem")
    text = await document(ada, channel)

    retried = [sent["event_id"] for sent in await requests(town, "event:message")]
    assert away.notice == '/ai-incident failed with the error "dispatch_failed"'
    assert len(retried) > len(set(retried))
    assert text.count("Said while the connection was refreshed") == 1
    assert text.count("Said while no connection stood") == 1
    assert len(await reading(ada, channel, f"<@{ada.id}> took command")) == 1
    assert has(await checklist(ada, channel, "Evidence"), "1 of 3 done")


async def test_a_bot_that_is_told_to_end_answers_what_it_has_begun(bare: Running, tmp_path: Path) -> None:
    env = bot_env(bare, free_port(), f"sqlite:///{tmp_path}/bot.db")
    ada = await bare.sandbox.person("ada")
    await bare.sandbox.fault("views.open", "slow", ms=500)

    async with run_bot(env, tmp_path) as bot:
        typing = asyncio.create_task(ada.types("/ai-incident"))
        while (await bare.sandbox.get("/control/faults"))["faults"]:  # noqa: ASYNC110 - over HTTP there is only asking
            await asyncio.sleep(0.01)
        bot.process.terminate()
        outcome = await typing
        ended = await bot.process.wait()

    assert outcome.ok
    assert (await ada.must_view()).labels
    assert ended == 0
    assert (await bare.sandbox.get("/control/socket"))["connections"] == 0


async def test_an_app_token_that_slack_does_not_take_ends_the_bot_with_a_sentence(
    bare: Running, tmp_path: Path
) -> None:
    env = {**bot_env(bare, free_port(), f"sqlite:///{tmp_path}/bot.db"), "SLACK_APP_TOKEN": "xapp-of-another-app"}

    code, words = await program(tmp_path, env, "run")

    assert code != 0
    assert "SLACK_APP_TOKEN: Slack answers invalid_auth" in words
    assert "Traceback" not in words
    assert "Unclosed" not in words
