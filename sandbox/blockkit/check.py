"""What Slack refuses in messages and views: the two entrances to the tables of this package."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.blockkit.blocks import IN_HOMES, IN_MESSAGES, IN_MODALS
from sandbox.blockkit.rules import PLAIN, Flag, ListOf, Rule, Shape, Str, Text, Variant, Word, fault
from sandbox.shapes import Json, SlackError

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MOST_ATTACHMENTS = 100
LONGEST_VIEW = 250_000
# Undocumented; the figure under which messages passed in slackapi/bolt-js issues 2509 and 2867.
MOST_TEXT_IN_BLOCKS = 13_200
# Of all markdown blocks of a message together.
MOST_MARKDOWN = 12_000

MESSAGE = ListOf(Variant(IN_MESSAGES), MESSAGE_BLOCKS, 0)
VIEW_BASE: dict[str, Rule] = {
    "type": Word(("modal", "home")),
    "private_metadata": Str(3000, 0),
    "callback_id": Str(255, 0),
    "external_id": Str(255, 0),
}
HOME = Shape({**VIEW_BASE, "blocks": ListOf(Variant(IN_HOMES), VIEW_BLOCKS, 0)}, ("type", "blocks"))
MODAL = Shape(
    {
        **VIEW_BASE,
        "blocks": ListOf(Variant(IN_MODALS), VIEW_BLOCKS, 0),
        **{name: Text(24, PLAIN) for name in ("title", "submit", "close")},
        **{name: Flag() for name in ("clear_on_close", "notify_on_close", "submit_disabled")},
    },
    ("type", "title", "blocks"),
)
BLOCKS_TOO_LONG = "msg_blocks_too_long"


def check_message(blocks: Any, too_long: str = BLOCKS_TOO_LONG) -> None:
    """Refuse the blocks of a message as `chat.*` does.

    Raises:
        SlackError: invalid_blocks_format, invalid_blocks (with `errors`), or the code for too much text in all blocks.
    """
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    found = [*MESSAGE.faults(blocks, "/blocks")] or [*_together(blocks, "/blocks"), *_much_markdown(blocks)]
    if found:
        raise SlackError("invalid_blocks", found, errors=found)
    if sum(_texts(blocks)) > MOST_TEXT_IN_BLOCKS:
        raise SlackError(too_long)


def check_attachments(attachments: Any, too_long: str = BLOCKS_TOO_LONG) -> None:
    """Refuse what stands below a message.

    Raises:
        SlackError: invalid_arguments, too_many_attachments, or what is wrong with blocks in them.
    """
    if not isinstance(attachments, list):
        raise SlackError("invalid_arguments", [fault("must provide an array", "/attachments")])
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for place, attachment in enumerate(attachments):
        if not isinstance(attachment, dict):
            raise SlackError("invalid_arguments", [fault("must provide an object", f"/attachments/{place}")])
        check_message(attachment.get("blocks") or [], too_long)


def check_view(view: Any, kind: str) -> None:
    """Refuse a view as `views.*` does.

    Raises:
        SlackError: invalid_arguments, view_too_large.
    """
    if len(json.dumps(view)) > LONGEST_VIEW:
        raise SlackError("view_too_large")
    found = [*_view_faults(view, kind)]
    if found:
        raise SlackError("invalid_arguments", found)


def _view_faults(view: Any, kind: str) -> Iterator[str]:
    if not isinstance(view, dict) or view.get("type") != kind:
        yield fault(f"view must be an object of type {kind}", "/view")
        return
    found = [*(MODAL if kind == "modal" else HOME).faults(view, "/view")]
    yield from found or _together(view["blocks"], "/view/blocks")
    if not found and kind == "modal" and not view.get("submit") and _asks(view["blocks"]):
        yield fault("missing required field: submit", "/view")


def _asks(blocks: list[Json]) -> bool:
    return any(block["type"] == "input" for block in blocks)


def _together(blocks: list[Json], at: str) -> Iterator[str]:
    """What is wrong among blocks that are right one by one."""
    for twice in _twice(block.get("block_id") for block in blocks):
        yield fault(f"block_id already exists: {twice}", at)
    for place, block in enumerate(blocks):
        for twice in _twice(_action_ids(block)):
            yield fault(f"action_id already exists: {twice}", f"{at}/{place}")
    if sum(bool(element.get("focus_on_load")) for block in blocks for element in elements(block)) > 1:
        yield fault("only one element can have focus_on_load", at)


def _much_markdown(blocks: list[Json]) -> Iterator[str]:
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MOST_MARKDOWN:
        yield fault(f"all markdown blocks together must be less than {MOST_MARKDOWN + 1} characters", "/blocks")


def _twice(values: Iterable[Any]) -> list[Any]:
    return [value for value, count in Counter(map(str, filter(None, values))).items() if count > 1]


def elements(block: Json) -> list[Json]:
    """The interactive elements of one block, in order."""
    if block.get("type") == "input":
        return [block["element"]] if isinstance(block.get("element"), dict) else []
    standing = block.get("elements") if block.get("type") == "actions" else [block.get("accessory")]
    return [element for element in standing or [] if isinstance(element, dict)]


def _action_ids(block: Json) -> list[Any]:
    return [element.get("action_id") for element in elements(block)]


def _texts(blocks: list[Json]) -> Iterator[int]:
    """The lengths of all texts, however deep they stand."""
    nodes: list[Any] = [*blocks]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            text = node.get("text")
            if isinstance(text, str):
                yield len(text)
            nodes.extend(node.values())
        elif isinstance(node, list):
            nodes.extend(node)


def with_ids(blocks: list[Json], fresh: Iterator[str]) -> list[Json]:
    """The blocks with an id for every block and element that has none, as Slack gives them."""
    return [_identified(block, fresh) for block in json.loads(json.dumps(blocks))]


def _identified(block: Json, fresh: Iterator[str]) -> Json:
    block["block_id"] = block.get("block_id") or next(fresh)
    for element in elements(block):
        if element.get("type") != "image":
            element["action_id"] = element.get("action_id") or next(fresh)
    return block
