"""Refusals of chat.* that need a story: what is planned in crowds or too late, and what does not unfurl."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.webapi import perform
from tests.sandbox.refusals_chat import NOW, SOON
from tests.sandbox.world import TOKEN, World, code_of

ADDRESS = "https://a.example/1"


def plans(world: World, post_at: int) -> str:
    """The id of something planned in the world's channel."""
    args = {"channel": world.inc.id, "text": "x", "post_at": post_at}
    return str(perform(world.stand, "chat.scheduleMessage", args, TOKEN)["scheduled_message_id"])


def test_only_so_much_is_planned_for_the_same_minutes_of_a_channel(world: World) -> None:
    for _ in range(30):
        plans(world, SOON)
    args = {"channel": world.inc.id, "text": "x", "post_at": SOON + 299}

    refused = code_of(world, "chat.scheduleMessage", args)

    assert refused == "restricted_too_many"
    assert plans(world, SOON + 300)


def test_what_is_to_be_said_within_a_minute_cannot_be_taken_back(world: World) -> None:
    soon, later = plans(world, NOW + 59), plans(world, NOW + 60)
    args = {"channel": world.inc.id}

    refused = code_of(world, "chat.deleteScheduledMessage", {**args, "scheduled_message_id": soon})

    assert refused == "invalid_scheduled_message_id"
    assert perform(world.stand, "chat.deleteScheduledMessage", {**args, "scheduled_message_id": later}, TOKEN)["ok"]


def test_no_app_takes_back_what_another_planned(world: World) -> None:
    args = {"channel": world.inc.id, "scheduled_message_id": plans(world, SOON)}

    refused = code_of(world, "chat.deleteScheduledMessage", args, "xoxb-alertbot")

    assert refused == "invalid_scheduled_message_id"


@pytest.mark.parametrize(
    "part", [1, {"blocks": {}}, {"blocks": [{"type": "no"}]}], ids=["a number", "no list", "no block"]
)
def test_what_is_no_attachment_does_not_unfurl(world: World, part: Any) -> None:
    args = {"channel": world.inc.id, "text": f"See {ADDRESS}"}
    ts = perform(world.stand, "chat.postMessage", args, TOKEN)["ts"]

    refused = code_of(world, "chat.unfurl", {"channel": world.inc.id, "ts": ts, "unfurls": {ADDRESS: part}})

    assert refused == "cannot_parse_attachment"


def test_an_address_of_a_domain_that_the_app_does_not_claim_does_not_unfurl(world: World) -> None:
    args = {"channel": world.inc.id, "text": "See https://b.example/1"}
    ts = perform(world.stand, "chat.postMessage", args, TOKEN)["ts"]
    unfurls = {"https://b.example/1": {"text": "x"}}

    refused = code_of(world, "chat.unfurl", {"channel": world.inc.id, "ts": ts, "unfurls": unfurls})

    assert refused == "cannot_unfurl_url"
