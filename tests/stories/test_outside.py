"""Driven from outside: environment variables, signed requests, a strange Slack, and a policy with SLAs of seconds."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from sandbox.process import run_bot
from sandbox.serving import free_port
from tests.stories.stranger import ANNOUNCE, CHANNEL, REPORTER, SECRET, TOKEN, Json, Stranger, strange_slack

POLICY = {
    "announce_channel": ANNOUNCE,
    "response_sla": {"P0": "PT2S"},
    "update_every": "PT3S",
    "escalation": {"P0": [REPORTER, "U0NEXT"]},
}
TITLE = "The assistant leaks other people's orders"
WANTED = {
    "conversations.invite": "invite people",
    "conversations.setTopic": "set the topic",
    "pins.add": "pin the card",
    "bookmarks.add": "bookmark the card",
    "files.getUploadURLExternal": "share a file",
}
"""What that Slack does not know, and how people are told that it was not done."""


def typed(text: str) -> Json:
    return {"type": "plain_text_input", "value": text}


def chosen(value: str) -> Json:
    return {"type": "static_select", "selected_option": {"value": value}}


def ticked(value: str) -> Json:
    return {"type": "checkboxes", "selected_options": [{"value": value}]}


def environment(folder: Path, port: int, api_url: str) -> dict[str, str]:
    """All that a bot is told, with its policy in a file."""
    policy = folder / "policy.yml"
    policy.write_text(yaml.safe_dump(POLICY))
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "AI_INCIDENT_POLICY": str(policy),
    }


@pytest.fixture
async def slack(tmp_path: Path, journal: Path) -> AsyncIterator[Stranger]:
    """A Slack that knows few methods, with the bot under it."""
    port = free_port()
    async with (
        strange_slack(f"http://127.0.0.1:{port}", journal) as (stranger, api_url),
        run_bot(environment(tmp_path, port, api_url), tmp_path),
    ):
        yield stranger


async def declare(slack: Stranger) -> Json:
    """Declare an incident; returns its card."""
    answer = await slack.commands(f"p0 {TITLE}")
    assert "Incident 1 is declared" in answer
    return await slack.hears("Take command")


async def update(slack: Stranger) -> None:
    """Answer the reminder that stands."""
    await slack.presses(await slack.hears("Status update is due"), "open_update")
    await slack.submits(
        {
            "known": typed("Orders are mixed up by a cache"),
            "doing": typed("The cache is off"),
            "impact": typed("Some customers see the orders of others"),
            "next_update": chosen("15"),
        }
    )


async def resolve(slack: Stranger) -> Json:
    """Resolve the incident; returns the beginning of its post-mortem."""
    await slack.commands("resolve", CHANNEL)
    unwatched = {"unwatched": ticked("unwatched"), "unwatched_reason": typed("Watched elsewhere")}
    note = typed("The cache keys hold the customer")
    await slack.submits({"note": note, "confirm": ticked("confirmed"), **unwatched})
    await slack.hears("Incident 1 is resolved")
    return await slack.hears(f"# Post-mortem: {TITLE}")


async def test_the_main_job_is_done_under_a_slack_that_knows_few_methods(slack: Stranger) -> None:
    card = await declare(slack)
    await slack.hears("Evidence: 0 of 3 done")
    await slack.hears("Incident 1", ANNOUNCE)
    missed = await slack.hears("response SLA is missed")
    await slack.hears("Reminder 2 in a row")
    await slack.presses(card, "take_command")
    await slack.hears("took command")
    await update(slack)
    await slack.hears("Status update* ·")
    await slack.hears("Latest: Orders are mixed up by a cache", ANNOUNCE)
    await slack.until(lambda: not slack.saying("Status update is due"))
    document = await resolve(slack)
    clocks = await slack.hears("First response |")

    assert "<@U0NEXT>" in str(missed)
    assert "(1 of " in str(document)
    assert "**Missed by" in str(clocks)
    assert slack.calls.count("conversations.create") == 1
    assert len(slack.saying("Take command")) <= 1


async def test_people_are_told_once_of_each_thing_that_such_a_slack_could_not_do(slack: Stranger) -> None:
    await slack.presses(await declare(slack), "take_command")
    await slack.hears("took command")
    await resolve(slack)
    for what in WANTED.values():
        await slack.hears(what, REPORTER)

    told = [str(said["text"]) for said in slack.saying("I could not", REPORTER)]
    assert {what: len([text for text in told if what in text]) for what in WANTED.values()} == dict.fromkeys(
        WANTED.values(), 1
    )
    assert slack.unknown >= WANTED.keys()
