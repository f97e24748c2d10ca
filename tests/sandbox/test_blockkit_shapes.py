"""Block Kit: values of the wrong type anywhere, what fields are together, and elements on the wrong surface."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.blockkit.check import check_attachments, check_message, check_view
from sandbox.shapes import SlackError
from tests.sandbox.test_blockkit import MODAL, actions, button, entry, faults, groups, option, plain, section, select

Json = dict[str, Any]
Place = tuple[str | int, ...]
WRONG_VALUES = [None, [], {}, 1, -1.5, True, "", "x", [1], [[]], [None], {"type": []}, {"type": {}}]
EVERYTHING: list[Json] = [
    *section(accessory=button(confirm={"title": plain(1), "text": plain(1), "confirm": plain(1), "deny": plain(1)})),
    {"type": "context", "elements": [{"type": "image", "image_url": "u", "alt_text": "a"}]},
    *actions(
        select(initial_option=option()),
        select(action_id="g", options=None, option_groups=groups(1)),
        {"type": "multi_static_select", "options": [option()], "initial_options": [option()], "action_id": "m"},
        {"type": "conversations_select", "filter": {"include": ["im"]}, "action_id": "c"},
        {"type": "datepicker", "initial_date": "2025-02-28", "action_id": "d"},
        {"type": "timepicker", "initial_time": "23:59", "action_id": "t"},
    ),
    *entry({"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}),
    {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": [{"elements": [{"type": "text"}]}]}]},
]
FOR_MESSAGES: list[Json] = [{"type": "table", "rows": [[{}]]}, {"type": "markdown", "text": "x"}]


def places(node: Any, at: Place = ()) -> Iterator[Place]:
    """Every place in a structure."""
    yield at
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from places(value, (*at, key))


def with_value(node: Any, at: Place, value: Any) -> Any:
    """The structure with another value at a place."""
    if not at:
        return value
    changed = copy.copy(node)
    changed[at[0]] = with_value(node[at[0]], at[1:], value)
    return changed


@pytest.mark.parametrize("value", WRONG_VALUES, ids=repr)
def test_a_value_of_the_wrong_type_is_at_worst_refused_wherever_it_stands_in_a_message(value: Any) -> None:
    whole = EVERYTHING + FOR_MESSAGES

    codes = {code(with_value(whole, at, value)) for at in places(whole)}

    assert codes <= {"", "invalid_blocks", "invalid_blocks_format"}


def code(blocks: Any) -> str:
    """The code of a refusal, or nothing."""
    try:
        check_message(blocks)
    except SlackError as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("value", WRONG_VALUES, ids=repr)
def test_a_value_of_the_wrong_type_is_at_worst_refused_wherever_it_stands_in_a_view(value: Any) -> None:
    whole = {**MODAL, "blocks": EVERYTHING}

    found = [faults(lambda: check_view(with_value(whole, at, value), "modal")) for at in places(whole)]  # noqa: B023 - called at once

    assert any(found)


def date(day: str) -> list[Json]:
    return section(accessory={"type": "datepicker", "initial_date": day})


def time(moment: str) -> list[Json]:
    return section(accessory={"type": "timepicker", "initial_time": moment})


def number(**more: str) -> list[Json]:
    return entry({"type": "number_input", "is_decimal_allowed": True, **more})


# Blocks of a modal that are wrong, the words of the refusal, and the place below /view/blocks.
WRONG: list[tuple[str, list[Json], str, str]] = [
    ("no such day", date("2025-02-29"), "must be a date as YYYY-MM-DD", "/0/accessory/initial_date"),
    ("another date", date("28.02.2025"), "must be a date as YYYY-MM-DD", "/0/accessory/initial_date"),
    ("a short date", date("2025-2-8"), "must be a date as YYYY-MM-DD", "/0/accessory/initial_date"),
    ("no such hour", time("24:00"), "must be a time as HH:mm", "/0/accessory/initial_time"),
    ("no number", number(min_value="one"), "must be a number", "/0/element/min_value"),
    ("bounds", number(min_value="2", max_value="1"), "min_value must be less than max_value", "/0/element"),
    (
        "no picture",
        section(accessory={"type": "image", "alt_text": "a"}),
        "must provide either image_url or slack_file", "/0/accessory",
    ),
    (
        "a link to choose",
        section(accessory=select(options=[option(url="https://a.example")])),
        "invalid additional property: url", "/0/accessory/options/0",
    ),
    (
        "a focused button",
        section(accessory=button(focus_on_load=True)),
        "invalid additional property: focus_on_load", "/0/accessory",
    ),
    (
        "a filter",
        section(accessory={"type": "conversations_select", "filter": {"include": ["everything"]}}),
        "must be a valid enum value", "/0/accessory/filter/include/0",
    ),
    (
        "two focused",
        [*section(accessory=select(focus_on_load=True)), *section(accessory=select(focus_on_load=True))],
        "only one element can have focus_on_load", "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "words", "at"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_with_a_modal_is_said_with_its_place(blocks: list[Json], words: str, at: str) -> None:
    found = faults(lambda: check_view({**MODAL, "blocks": blocks}, "modal"))

    assert found == [f"[ERROR] {words} [json-pointer:/view/blocks{at}]"]


ELSEWHERE = [
    ("message", "email_text_input"), ("message", "file_input"), ("message", "number_input"),
    ("message", "rich_text_input"), ("message", "url_text_input"),
    ("home", "datetimepicker"), ("home", "email_text_input"), ("home", "file_input"), ("home", "number_input"),
    ("home", "url_text_input"),
]  # fmt: skip


@pytest.mark.parametrize(("surface", "kind"), ELSEWHERE, ids=[f"{kind} in a {where}" for where, kind in ELSEWHERE])
def test_an_element_that_belongs_elsewhere_is_refused(surface: str, kind: str) -> None:
    blocks = entry({"type": kind})

    if surface == "message":
        found = faults(lambda: check_message(blocks))
    else:
        found = faults(lambda: check_view({"type": "home", "blocks": blocks}, "home"))

    assert len(found) == 1
    assert f"unsupported type: {kind} [" in found[0]


def test_the_markdown_of_all_blocks_of_a_message_counts_together() -> None:
    def halves(more: int) -> list[Json]:
        return [{"type": "markdown", "text": "x" * 6000}, {"type": "markdown", "text": "x" * (6000 + more)}]

    fits, beyond = faults(lambda: check_message(halves(0))), faults(lambda: check_message(halves(1)))

    assert fits == []
    assert beyond == ["[ERROR] all markdown blocks together must be less than 12001 characters [json-pointer:/blocks]"]


@pytest.mark.parametrize("given", ["x", [1], [[]], [None]], ids=repr)
def test_attachments_that_are_no_objects_are_refused(given: Any) -> None:
    with pytest.raises(SlackError) as refusal:
        check_attachments(given)

    assert refusal.value.code == "invalid_arguments"
