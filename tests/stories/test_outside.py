"""Driven from outside: environment variables, signed requests, a strange Slack, and a policy with SLAs of seconds."""

from pathlib import Path

import yaml

from sandbox.process import run_bot
from sandbox.serving import free_port
from tests.stories.stranger import ANNOUNCE, CHANNEL, REPORTER, SECRET, TOKEN, Json, strange_slack

POLICY = {
    "announce_channel": ANNOUNCE,
    "response_sla": {"P0": "PT2S"},
    "update_every": "PT3S",
    "escalation": {"P0": [REPORTER, "U0NEXT"]},
}


def typed(text: str) -> Json:
    return {"type": "plain_text_input", "value": text}


def chosen(value: str) -> Json:
    return {"type": "static_select", "selected_option": {"value": value}}


def ticked(value: str) -> Json:
    return {"type": "checkboxes", "selected_options": [{"value": value}]}


async def test_the_main_job_is_done_under_a_slack_that_knows_few_methods(tmp_path: Path) -> None:
    policy, port = tmp_path / "policy.yml", free_port()
    policy.write_text(yaml.safe_dump(POLICY))
    async with strange_slack(f"http://127.0.0.1:{port}") as (slack, api_url):
        env = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": api_url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "AI_INCIDENT_POLICY": str(policy),
        }
        async with run_bot(env):
            answer = await slack.commands("p0 The assistant leaks other people's orders")
            card = await slack.hears("Take command")
            await slack.hears("Evidence: 0 of 3 done")
            await slack.hears("Incident 1", ANNOUNCE)
            missed = await slack.hears("response SLA is missed")
            first = await slack.hears("Status update is due")
            await slack.hears("Reminder 2 in a row")
            await slack.presses(card, "take_command")
            await slack.hears("took command")
            await slack.presses(first, "open_update")
            await slack.submits({
                "known": typed("Orders are mixed up by a cache"), "doing": typed("The cache is off"),
                "impact": typed("Some customers see the orders of others"), "next_update": chosen("15"),
            })  # fmt: skip
            await slack.hears("Status update* ·")
            await slack.hears("Latest: Orders are mixed up by a cache", ANNOUNCE)
            await slack.until(lambda: not slack.saying("Status update is due"))
            await slack.commands("resolve", CHANNEL)
            await slack.submits({"note": typed("The cache keys hold the customer"), "confirm": ticked("confirmed")})
            await slack.hears("Incident 1 is resolved")
            document = await slack.hears("# Post-mortem: The assistant leaks other people's orders")
            clocks = await slack.hears("First response |")
            await slack.hears("share a file", REPORTER)

    assert "Incident 1 is declared" in answer
    assert "<@U0NEXT>" in str(missed)
    assert "(1 of " in str(document)
    assert "**Missed by" in str(clocks)
    told = [str(said["text"]) for said in slack.saying("I could not", REPORTER)]
    for what in ("invite people", "set the topic", "pin the card", "bookmark the card", "share a file"):
        assert len([text for text in told if what in text]) == 1
    assert slack.calls.count("conversations.create") == 1
    assert len(slack.saying("Take command")) <= 1
