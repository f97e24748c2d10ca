"""The blocks, and on which surface each may stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sandbox.blockkit.elements import (
    BOXES,
    BUTTON,
    IMAGE,
    INPUTS,
    MULTI_SELECTS,
    OVERFLOW,
    PICKERS,
    SINGLE_SELECTS,
    URL,
)
from sandbox.blockkit.rules import PLAIN, Anything, Flag, ListOf, Rule, Shape, Str, Text, Variant, fault
from sandbox.shapes import Json

BASE: Mapping[str, Rule] = MappingProxyType({"type": Str(50), "block_id": Str(255)})
SHARED_ELEMENTS = {"button": BUTTON, "overflow": OVERFLOW, **SINGLE_SELECTS, **MULTI_SELECTS, **BOXES}
DATE_AND_TIME = {kind: shape for kind, shape in PICKERS.items() if kind != "datetimepicker"}
ACCESSORY = Variant({**SHARED_ELEMENTS, **DATE_AND_TIME, "image": IMAGE})
ACTION = Variant({**SHARED_ELEMENTS, **PICKERS})
ENTRY = Variant({**SINGLE_SELECTS, **MULTI_SELECTS, **BOXES, **PICKERS, **INPUTS})


def _context_text(kind: str) -> Shape:
    own: dict[str, Rule] = {"emoji": Flag()} if kind == "plain_text" else {"verbatim": Flag()}
    return Shape({"type": Str(20), "text": Str(3000), **own}, ("text",))


CONTEXT = Variant({"image": IMAGE, "plain_text": _context_text("plain_text"), "mrkdwn": _context_text("mrkdwn")})


def _section(block: Json, at: str) -> Iterator[str]:
    if not block.get("text") and not block.get("fields"):
        yield fault("must provide either text or fields", at)


def _image(block: Json, at: str) -> Iterator[str]:
    if bool(block.get("image_url")) == bool(block.get("slack_file")):
        yield fault("must provide either image_url or slack_file", at)


def _block(fields: Mapping[str, Rule], *required: str) -> Shape:
    return Shape({**BASE, **fields}, required)


SECTION = Shape(
    {**BASE, "text": Text(3000), "fields": ListOf(Text(2000), 10), "accessory": ACCESSORY, "expand": Flag()},
    (),
    _section,
)
INPUT = _block(
    {
        "label": Text(2000, PLAIN),
        "element": ENTRY,
        "hint": Text(2000, PLAIN),
        "optional": Flag(),
        "dispatch_action": Flag(),
    },
    "label",
    "element",
)
IMAGE_BLOCK = Shape(
    {**BASE, "image_url": Str(URL), "slack_file": Anything(), "alt_text": Str(2000), "title": Text(2000, PLAIN)},
    ("alt_text",),
    _image,
)
VIDEO = _block(
    {
        **{name: Str(URL) for name in ("video_url", "thumbnail_url", "title_url", "provider_icon_url")},
        **{name: Text(200, PLAIN) for name in ("title", "description")},
        **{name: Str(200) for name in ("alt_text", "author_name", "provider_name")},
    },
    "video_url",
    "thumbnail_url",
    "alt_text",
    "title",
)
EVERYWHERE: Mapping[str, Shape] = MappingProxyType({
    "section": SECTION,
    "header": _block({"text": Text(150, PLAIN)}, "text"),
    "divider": _block({}),
    "image": IMAGE_BLOCK,
    "context": _block({"elements": ListOf(CONTEXT, 10)}, "elements"),
    "actions": _block({"elements": ListOf(ACTION, 25)}, "elements"),
    "input": INPUT,
    "rich_text": _block({"elements": ListOf(Anything(), 1000, 0)}, "elements"),
    "video": VIDEO,
})  # fmt: skip
TABLE_ROW = ListOf(Anything(), 20)
IN_MESSAGES: Mapping[str, Shape] = MappingProxyType({
    **EVERYWHERE,
    "markdown": _block({"text": Str(12_000)}, "text"),
    "table": _block({"rows": ListOf(TABLE_ROW, 100), "column_settings": ListOf(Anything(), 20)}, "rows"),
})  # fmt: skip
