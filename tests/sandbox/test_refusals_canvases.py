"""Refusals about canvases that need a story: other plans, other apps, and canvases that are gone."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox import rooms
from sandbox.canvases import Plan
from sandbox.webapi import perform
from tests.sandbox.refusals_canvases import MARKDOWN, change
from tests.sandbox.world import TOKEN, World, code_of

ALERTBOT = "xoxb-alertbot"
ADDED = change("insert_at_end", document_content=MARKDOWN)


def alone(world: World) -> str:
    """A canvas that is no channel's."""
    made = perform(world.stand, "canvases.create", {"document_content": MARKDOWN}, TOKEN)
    return str(made["canvas_id"])


@pytest.mark.parametrize(
    ("method", "args", "code"),
    [
        ("canvases.create", {}, "free_teams_cannot_create_non_tabbed_canvases"),
        ("canvases.create", {"channel_id": "inc"}, "free_team_canvas_tab_already_exists"),
        ("canvases.edit", {"changes": ADDED}, "free_teams_cannot_edit_standalone_canvases"),
        ("conversations.canvases.create", {"channel_id": "general"}, "team_tier_cannot_create_channel_canvases"),
    ],
)
def test_free_plans_have_tabs_of_channels_and_nothing_else(
    world: World, method: str, args: dict[str, Any], code: str
) -> None:
    perform(world.stand, "conversations.join", {"channel": world.names["general"]}, TOKEN)
    given = {key: world.names.get(str(value), value) for key, value in args.items()} | {"canvas_id": alone(world)}
    world.stand.slack.canvases.plan = Plan.FREE

    refused = code_of(world, method, given)
    tab = perform(world.stand, "canvases.create", {"channel_id": world.names["general"]}, TOKEN)["canvas_id"]

    assert refused == code
    assert perform(world.stand, "canvases.edit", {"canvas_id": tab, "changes": ADDED}, TOKEN)["ok"]


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("canvases.create", {}),
        ("conversations.canvases.create", {"channel_id": "$inc"}),
        ("canvases.edit", {"changes": ADDED}),
        ("canvases.sections.lookup", {"criteria": {"contains_text": "x"}}),
        ("canvases.access.set", {"access_level": "read", "user_ids": "$ada"}),
        ("canvases.access.delete", {"user_ids": "$ada"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_is_done_with_canvases_where_they_are_switched_off(
    world: World, method: str, args: dict[str, Any]
) -> None:
    canvas = alone(world)
    world.stand.slack.canvases.plan = Plan.OFF

    refused = code_of(world, method, {"canvas_id": canvas, **args})

    assert refused == "canvas_disabled_user_team"
    assert code_of(world, "canvases.delete", {"canvas_id": canvas}) == "canvas_deleting_disabled"


def test_a_canvas_is_hidden_from_an_app_until_it_may_read_it_and_fixed_until_it_may_write(world: World) -> None:
    canvas, edit = alone(world), {"changes": ADDED}
    rooms.enter(world.stand.slack, world.inc, "U0ALERTBOT1")
    given = {"canvas_id": canvas, "access_level": "read", "channel_ids": [world.inc.id]}

    hidden = code_of(world, "canvases.edit", {"canvas_id": canvas, **edit}, ALERTBOT)
    perform(world.stand, "canvases.access.set", given, TOKEN)
    read_only = code_of(world, "canvases.edit", {"canvas_id": canvas, **edit}, ALERTBOT)
    kept = code_of(world, "canvases.delete", {"canvas_id": canvas}, ALERTBOT)
    perform(world.stand, "canvases.access.delete", {"canvas_id": canvas, "channel_ids": [world.inc.id]}, TOKEN)
    hidden_again = code_of(world, "canvases.edit", {"canvas_id": canvas, **edit}, ALERTBOT)

    assert [hidden, read_only, kept, hidden_again] == [
        "canvas_not_found",
        "restricted_action",
        "restricted_action",
        "canvas_not_found",
    ]


def test_a_deleted_canvas_is_gone_and_its_channel_may_have_another(world: World) -> None:
    canvas = world.names["paper"]
    perform(world.stand, "canvases.delete", {"canvas_id": canvas}, TOKEN)

    looked = code_of(
        world, "canvases.sections.lookup", {"canvas_id": canvas, "criteria": {"contains_text": "x"}}, TOKEN
    )

    assert looked == "canvas_deleted"
    assert code_of(world, "canvases.delete", {"canvas_id": canvas}) == "canvas_not_found"
    assert perform(world.stand, "conversations.canvases.create", {"channel_id": world.inc.id}, TOKEN)["ok"]
