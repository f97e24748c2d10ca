"""Canvases: what an app writes into them, section by section, and who reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.canvases import Access, sections_of
from sandbox.people import CannotError
from sandbox.process import Options, Running, run_sandbox
from sandbox.webapi import perform
from tests.sandbox.refusals_canvases import change
from tests.sandbox.world import ADA, BEN, START, TOKEN, World

TEXT = "# Plan\n\nFirst.\n\n## Steps\n- one\n- two"
BLOCKS = ["# Plan", "First.", "## Steps", "- one\n- two"]


@pytest.fixture
def canvas(world: World) -> str:
    content = {"type": "markdown", "markdown": TEXT}
    made = perform(world.stand, "canvases.create", {"title": "Response", "document_content": content}, TOKEN)
    return str(made["canvas_id"])


def blocks(world: World, canvas: str) -> list[str]:
    """The sections, as they stand."""
    return [section.markdown for section in world.stand.slack.canvases.kept[canvas].sections]


def section(world: World, canvas: str, **criteria: Any) -> list[str]:
    """The ids of the sections that are looked up."""
    args = {"canvas_id": canvas, "criteria": criteria}
    return [one["id"] for one in perform(world.stand, "canvases.sections.lookup", args, TOKEN)["sections"]]


@pytest.mark.parametrize(
    ("markdown", "cut"),
    [
        (TEXT, BLOCKS),
        ("", []),
        ("a\nb\n\n\nc", ["a\nb", "c"]),
        ("```\n# no heading\n\nx\n```\ny", ["```\n# no heading\n\nx\n```\ny"]),
        ("text\n# Head\ntext", ["text", "# Head", "text"]),
    ],
    ids=["a document", "nothing", "blank lines", "a fence", "a heading between"],
)
def test_headings_stand_alone_and_blank_lines_end_a_section(markdown: str, cut: list[str]) -> None:
    assert [one.markdown for one in sections_of(markdown)] == cut


@pytest.mark.parametrize(
    ("operation", "at", "after"),
    [
        ("insert_at_start", False, ["New", *BLOCKS]),
        ("insert_at_end", False, [*BLOCKS, "New"]),
        ("insert_before", True, [*BLOCKS[:2], "New", *BLOCKS[2:]]),
        ("insert_after", True, [*BLOCKS[:3], "New", *BLOCKS[3:]]),
        ("replace", True, [*BLOCKS[:2], "New", *BLOCKS[3:]]),
        ("replace", False, ["New"]),
        ("delete", True, [*BLOCKS[:2], *BLOCKS[3:]]),
    ],
    ids=["at the start", "at the end", "before", "after", "one", "all", "away"],
)
def test_an_edit_touches_the_section_that_it_names(
    world: World,
    canvas: str,
    operation: str,
    at: bool,  # noqa: FBT001  # a table's column
    after: list[str],
) -> None:
    [steps] = section(world, canvas, section_types=["h2"])
    where = {"section_id": steps} if at else {}
    what = {} if operation == "delete" else {"document_content": {"type": "markdown", "markdown": "New"}}

    changes = change(operation, **where, **what)
    perform(world.stand, "canvases.edit", {"canvas_id": canvas, "changes": changes}, TOKEN)

    assert blocks(world, canvas) == after


def test_a_canvas_is_given_another_title(world: World, canvas: str) -> None:
    changes = change("rename", title_content={"type": "markdown", "markdown": "Recovery"})

    perform(world.stand, "canvases.edit", {"canvas_id": canvas, "changes": changes}, TOKEN)

    assert world.stand.slack.canvases.kept[canvas].title == "Recovery"


@pytest.mark.parametrize(
    ("criteria", "count"),
    [
        ({"section_types": ["h1"]}, 1),
        ({"section_types": ["any_header"]}, 2),
        ({"contains_text": "FIRST"}, 1),
        ({"section_types": ["h1"], "contains_text": "steps"}, 0),
    ],
    ids=["one level", "any heading", "words", "both"],
)
def test_sections_are_looked_up_by_heading_and_by_words(
    world: World, canvas: str, criteria: dict[str, Any], count: int
) -> None:
    assert len(section(world, canvas, **criteria)) == count


def test_a_canvas_has_one_owner(world: World, canvas: str) -> None:
    args = {"canvas_id": canvas, "access_level": "owner", "user_ids": [ADA]}

    perform(world.stand, "canvases.access.set", args, TOKEN)

    access = world.stand.slack.canvases.kept[canvas].access
    assert access == {ADA: Access.OWNER, world.stand.slack.bot: Access.WRITE}


def test_a_channel_says_which_canvas_is_its_own(world: World) -> None:
    found = perform(world.stand, "conversations.info", {"channel": world.inc.id}, TOKEN)["channel"]

    assert found["properties"]["canvas"]["file_id"] == world.names["paper"]


async def test_a_person_reads_the_canvases_of_channels_that_they_see(running: Running) -> None:
    client = AsyncWebClient(TOKEN, base_url=running.api_url)
    channel = (await client.conversations_create(name="inc-1", is_private=True))["channel"]["id"]
    await client.conversations_invite(channel=channel, users=ADA)
    content = {"type": "markdown", "markdown": TEXT}
    made = (await client.conversations_canvases_create(channel_id=channel, document_content=content))["canvas_id"]

    tabs = (await (await running.sandbox.person("ada")).channels())["inc-1"]["canvases"]
    read = await running.sandbox.get(f"/control/canvases/{made}", as_=ADA)
    with pytest.raises(CannotError, match="no such canvas"):
        await running.sandbox.get(f"/control/canvases/{made}", as_=BEN)

    assert tabs == [{"id": made, "title": "Channel canvas"}]
    assert read["markdown"] == "\n\n".join(BLOCKS)


async def test_the_plan_is_an_option_and_can_be_changed(tmp_path: Path) -> None:
    async with run_sandbox(Options(journal=tmp_path / "j", start=START, rate=0, canvases="free")) as running:
        before = await running.sandbox.get("/control/canvases")
        after = await running.sandbox.post("/control/canvases", {"plan": "off"})

    assert (before, after) == ({"plan": "free"}, {"plan": "off"})
