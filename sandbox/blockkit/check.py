"""What Slack refuses in messages and views: the two entrances to the tables of this package."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.blockkit.blocks import EVERYWHERE, IN_MESSAGES
from sandbox.blockkit.rules import PLAIN, Flag, ListOf, Rule, Shape, Str, Text, Variant, Word, fault
from sandbox.shapes import Json, SlackError

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
LONGEST_VIEW = 250_000
# Undocumented; the figure under which messages passed in slackapi/bolt-js issues 2509 and 2867.
MOST_TEXT_IN_BLOCKS = 13_200

MESSAGE = ListOf(Variant(IN_MESSAGES), MESSAGE_BLOCKS, 0)
IN_VIEW = ListOf(Variant(EVERYWHERE), VIEW_BLOCKS, 0)
VIEW_BASE: dict[str, Rule] = {
    "type": Word(("modal", "home")),
    "blocks": IN_VIEW,
    "private_metadata": Str(3000, 0),
    "callback_id": Str(255, 0),
    "external_id": Str(255, 0),
}
HOME = Shape(VIEW_BASE, ("type", "blocks"))
MODAL = Shape(
    {
        **VIEW_BASE,
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
    found = [*MESSAGE.faults(blocks, "/blocks"), *_repeated(blocks, "/blocks")]
    if found:
        raise SlackError("invalid_blocks", found, errors=found)
    if sum(_texts(blocks)) > MOST_TEXT_IN_BLOCKS:
        raise SlackError(too_long)


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
    yield from (MODAL if kind == "modal" else HOME).faults(view, "/view")
    blocks = view.get("blocks")
    yield from _repeated(blocks if isinstance(blocks, list) else [], "/view/blocks")
    if kind == "modal" and not view.get("submit") and any(_kind(block) == "input" for block in blocks or []):
        yield fault("missing required field: submit", "/view")


def _kind(block: Any) -> Any:
    return block.get("type") if isinstance(block, dict) else None


def _repeated(blocks: list[Any], at: str) -> Iterator[str]:
    known = [block for block in blocks if isinstance(block, dict)]
    for twice in _twice(block.get("block_id") for block in known):
        yield fault(f"block_id already exists: {twice}", at)
    for place, block in enumerate(known):
        for twice in _twice(_action_ids(block)):
            yield fault(f"action_id already exists: {twice}", f"{at}/{place}")


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


def _texts(node: Any) -> Iterator[int]:
    if isinstance(node, dict):
        text = node.get("text")
        if isinstance(text, str):
            yield len(text)
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from _texts(inner)


def with_ids(blocks: list[Json], fresh: Iterator[str]) -> list[Json]:
    """The blocks with an id for every block and element that has none, as Slack gives them."""
    return [_identified(block, fresh) for block in json.loads(json.dumps(blocks))]


def _identified(block: Json, fresh: Iterator[str]) -> Json:
    block["block_id"] = block.get("block_id") or next(fresh)
    for element in elements(block):
        if element.get("type") != "image":
            element["action_id"] = element.get("action_id") or next(fresh)
    return block
