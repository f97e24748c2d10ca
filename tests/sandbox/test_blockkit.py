"""Block Kit's limits, each at its value and one beyond, and the words of the refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.blockkit.check import check_message, check_view, with_ids
from sandbox.shapes import SlackError

Json = dict[str, Any]


def plain(n: int) -> Json:
    return {"type": "plain_text", "text": "x" * n}


def mrkdwn(n: int) -> Json:
    return {"type": "mrkdwn", "text": "x" * n}


def section(**more: Any) -> list[Json]:
    return [{"type": "section", "text": mrkdwn(1), **more}]


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


def entry(element: Json, **more: Any) -> list[Json]:
    return [{"type": "input", "label": plain(1), "element": element, **more}]


def option(number: int = 0, **more: Any) -> Json:
    return {"text": plain(1), "value": f"v{number}", **more}


def options(n: int) -> list[Json]:
    return [option(number) for number in range(n)]


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "b", "text": plain(1), **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": options(1), **more}


def groups(n: int, label: Json | None = None) -> list[Json]:
    return [{"label": label or plain(1), "options": [option(number)]} for number in range(n)]


def confirm(**more: Any) -> Json:
    whole = {"title": plain(1), "text": plain(1), "confirm": plain(1), "deny": plain(1)}
    return button(confirm={**whole, **more})


def typed(**more: Any) -> list[Json]:
    return entry({"type": "plain_text_input", "action_id": "p", **more})


def boxes(kind: str, n: int) -> list[Json]:
    return section(accessory={"type": kind, "action_id": "c", "options": options(n)})


MANY_BUTTONS: Callable[[int], list[Json]] = lambda n: actions(*(button(action_id=f"b{i}") for i in range(n)))  # noqa: E731

# What is limited, the limit, and blocks of a given size. Source: docs.slack.dev, Block Kit reference.
LIMITS: list[tuple[str, int, Callable[[int], list[Json]]]] = [
    ("header.text", 150, lambda n: [{"type": "header", "text": plain(n)}]),
    ("section.text", 3000, lambda n: [{"type": "section", "text": mrkdwn(n)}]),
    ("section.fields", 10, lambda n: section(fields=[mrkdwn(1)] * n)),
    ("section.field.text", 2000, lambda n: section(fields=[mrkdwn(n)])),
    ("context.elements", 10, lambda n: [{"type": "context", "elements": [mrkdwn(1)] * n}]),
    ("actions.elements", 25, MANY_BUTTONS),
    ("blocks", 50, lambda n: [{"type": "divider"}] * n),
    ("block_id", 255, lambda n: section(block_id="x" * n)),
    ("action_id", 255, lambda n: actions(button(action_id="x" * n))),
    ("button.text", 75, lambda n: actions(button(text=plain(n)))),
    ("button.value", 2000, lambda n: actions(button(value="x" * n))),
    ("button.url", 3000, lambda n: actions(button(url="x" * n))),
    ("button.accessibility_label", 75, lambda n: actions(button(accessibility_label="x" * n))),
    ("option.text", 75, lambda n: actions(select(options=[option(text=plain(n))]))),
    ("option.value", 150, lambda n: actions(select(options=[option(value="x" * n)]))),
    ("option.description", 75, lambda n: actions(select(options=[option(description=plain(n))]))),
    ("select.options", 100, lambda n: actions(select(options=options(n)))),
    ("select.option_groups", 100, lambda n: actions(select(options=None, option_groups=groups(n)))),
    ("group.label", 75, lambda n: actions(select(options=None, option_groups=groups(1, plain(n))))),
    ("overflow.options", 5, lambda n: boxes("overflow", n)),
    ("checkboxes.options", 10, lambda n: boxes("checkboxes", n)),
    ("radio.options", 10, lambda n: boxes("radio_buttons", n)),
    ("placeholder", 150, lambda n: actions(select(placeholder=plain(n)))),
    ("min_length", 3000, lambda n: typed(min_length=n)),
    ("max_length", 3000, lambda n: typed(max_length=n)),
    ("confirm.title", 100, lambda n: actions(confirm(title=plain(n)))),
    ("confirm.text", 300, lambda n: actions(confirm(text=plain(n)))),
    ("confirm.confirm", 30, lambda n: actions(confirm(confirm=plain(n)))),
    ("confirm.deny", 30, lambda n: actions(confirm(deny=plain(n)))),
    ("input.label", 2000, lambda n: entry(select(), label=plain(n))),
    ("input.hint", 2000, lambda n: entry(select(), hint=plain(n))),
    ("image.alt_text", 2000, lambda n: [{"type": "image", "image_url": "u", "alt_text": "x" * n}]),
    ("image.title", 2000, lambda n: [{"type": "image", "image_url": "u", "alt_text": "a", "title": plain(n)}]),
    ("image.image_url", 3000, lambda n: [{"type": "image", "image_url": "x" * n, "alt_text": "a"}]),
    ("markdown", 12_000, lambda n: [{"type": "markdown", "text": "x" * n}]),
    ("table.rows", 100, lambda n: [{"type": "table", "rows": [[{}]] * n}]),
    ("table.columns", 20, lambda n: [{"type": "table", "rows": [[{}] * n]}]),
]

MODAL: Json = {"type": "modal", "title": plain(1), "submit": plain(1), "blocks": [{"type": "divider"}]}
VIEW_LIMITS: list[tuple[str, int, Callable[[int], Json]]] = [
    ("title", 24, lambda n: {"title": plain(n)}),
    ("submit", 24, lambda n: {"submit": plain(n)}),
    ("close", 24, lambda n: {"close": plain(n)}),
    ("blocks", 100, lambda n: {"blocks": [{"type": "divider"}] * n}),
    ("callback_id", 255, lambda n: {"callback_id": "x" * n}),
    ("external_id", 255, lambda n: {"external_id": "x" * n}),
    ("private_metadata", 3000, lambda n: {"private_metadata": "x" * n}),
    ("max_files", 10, lambda n: {"blocks": entry({"type": "file_input", "action_id": "f", "max_files": n})}),
]


def faults(check: Callable[[], None]) -> list[str]:
    """What a check complains of."""
    try:
        check()
    except SlackError as refusal:
        return refusal.messages
    return []


@pytest.mark.parametrize(("limit", "build"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_a_message_at_a_limit_passes_and_one_beyond_is_refused(limit: int, build: Callable[[int], list[Json]]) -> None:
    at, beyond = faults(lambda: check_message(build(limit))), faults(lambda: check_message(build(limit + 1)))

    assert at == []
    assert beyond
    assert all(message.startswith("[ERROR] ") and "[json-pointer:/blocks" in message for message in beyond)


@pytest.mark.parametrize(("limit", "build"), [row[1:] for row in VIEW_LIMITS], ids=[row[0] for row in VIEW_LIMITS])
def test_a_view_at_a_limit_passes_and_one_beyond_is_refused(limit: int, build: Callable[[int], Json]) -> None:
    at = faults(lambda: check_view({**MODAL, **build(limit)}, "modal"))
    beyond = faults(lambda: check_view({**MODAL, **build(limit + 1)}, "modal"))

    assert at == []
    assert len(beyond) == 1


# Blocks that Slack would refuse, its words, and the place below /blocks.
WRONG: list[tuple[str, list[Json], str, str]] = [
    ("long", [{"type": "divider"}, *section(text=mrkdwn(3001))], "must be less than 3001 characters", "/1/text/text"),
    ("empty", section(text=mrkdwn(0)), "must be more than 0 characters", "/0/text/text"),
    ("missing", [{"type": "header"}], "missing required field: text", "/0"),
    ("strange field", [{"type": "divider", "x": 1}], "invalid additional property: x", "/0"),
    ("strange block", [{"type": "carpet"}], "unsupported type: carpet", "/0/type"),
    ("no block", ["x"], "unsupported type: None", "/0/type"),
    ("mrkdwn header", [{"type": "header", "text": mrkdwn(1)}], "unsupported type: mrkdwn", "/0/text/type"),
    ("mrkdwn button", actions(button(text=mrkdwn(1))), "unsupported type: mrkdwn", "/0/elements/0/text/type"),
    ("no text", [{"type": "section"}], "must provide either text or fields", "/0"),
    ("no options", actions(select(options=None)), "must provide either options or option_groups", "/0/elements/0"),
    ("no picture", [{"type": "image", "alt_text": "a"}], "must provide either image_url or slack_file", "/0"),
    ("style", actions(button(style="loud")), "must be a valid enum value", "/0/elements/0/style"),
    ("not a string", section(block_id=7), "must provide a string", "/0/block_id"),
    ("not a flag", entry(select(), optional="yes"), "must provide a boolean", "/0/optional"),
    ("not a number", typed(min_length="2"), "must provide a number", "/0/element/min_length"),
    ("not a list", [{"type": "actions", "elements": {}}], "must provide an array", "/0/elements"),
    ("no elements", [{"type": "actions", "elements": []}], "no fewer than 1 items allowed", "/0/elements"),
    ("not an object", section(accessory=button(confirm="x")), "must provide an object", "/0/accessory/confirm"),
    ("lengths", typed(min_length=3, max_length=2), "min_length must be less than max_length", "/0/element"),
    ("block twice", [*section(block_id="a"), *section(block_id="a")], "block_id already exists: a", ""),
    ("action twice", actions(button(), button()), "action_id already exists: b", "/0"),
    ("option twice", actions(select(options=[option(), option()])), "option values must be unique", "/0/elements/0"),
    (
        "initial option",
        actions(select(initial_option=option(1))),
        "initial options must exactly match one of the provided options", "/0/elements/0",
    ),
    (
        "a picker for inputs",
        section(accessory={"type": "datetimepicker", "action_id": "d"}),
        "unsupported type: datetimepicker", "/0/accessory/type",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "words", "at"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_with_blocks_is_said_with_its_place(blocks: list[Json], words: str, at: str) -> None:
    fault = f"{words} [json-pointer:/blocks{at}]"

    with pytest.raises(SlackError) as refusal:
        check_message(blocks)

    assert refusal.value.code == "invalid_blocks"
    assert refusal.value.more["errors"] == [fault]
    assert refusal.value.body()["response_metadata"] == {"messages": [f"[ERROR] {fault}"]}


def test_a_modal_with_an_input_needs_a_submit_button() -> None:
    modal = {"type": "modal", "title": plain(1), "blocks": entry(select())}

    found = faults(lambda: check_view(modal, "modal"))

    assert found == ["[ERROR] missing required field: submit [json-pointer:/view]"]


@pytest.mark.parametrize("kind", ["markdown", "table"])
def test_a_block_for_messages_cannot_stand_in_a_modal(kind: str) -> None:
    modal = {**MODAL, "blocks": [{"type": kind, "text": "x"}]}

    found = faults(lambda: check_view(modal, "modal"))

    assert found == [f"[ERROR] unsupported type: {kind} [json-pointer:/view/blocks/0/type]"]


def test_text_of_all_blocks_together_is_limited() -> None:
    fits, too_much = [*section(text=mrkdwn(2640))] * 5, [*section(text=mrkdwn(2641))] * 5

    check_message(fits)
    with pytest.raises(SlackError) as refusal:
        check_message(too_much)

    assert refusal.value.code == "msg_blocks_too_long"


def test_blocks_and_elements_without_an_id_are_given_one_and_the_app_keeps_its_copy() -> None:
    given = [*section(), *actions(button(action_id=None))]

    named = with_ids(given, iter(["one", "two", "three"]))

    assert [block["block_id"] for block in named] == ["one", "two"]
    assert named[1]["elements"][0]["action_id"] == "three"
    assert "block_id" not in given[0]
