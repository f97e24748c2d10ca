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
    image_source,
)
from sandbox.blockkit.richtext import RICH_TEXT
from sandbox.blockkit.rules import PLAIN, Anything, Flag, ListOf, Rule, Shape, Str, Text, Variant, fault
from sandbox.shapes import Json

BASE: Mapping[str, Rule] = MappingProxyType({"type": Str(50), "block_id": Str(255)})
SHARED_ELEMENTS = {"button": BUTTON, "overflow": OVERFLOW, **SINGLE_SELECTS, **MULTI_SELECTS, **BOXES}
DATE_AND_TIME = {kind: shape for kind, shape in PICKERS.items() if kind != "datetimepicker"}
ACCESSORY = Variant({**SHARED_ELEMENTS, **DATE_AND_TIME, "image": IMAGE})
ENTRIES: Mapping[str, Shape] = MappingProxyType({**SINGLE_SELECTS, **MULTI_SELECTS, **BOXES, **PICKERS, **INPUTS})
# Which elements may not stand on a surface (docs.slack.dev, the table of block elements).
MODALS_ONLY = ("email_text_input", "file_input", "number_input", "url_text_input")
NOT_IN_MESSAGES = (*MODALS_ONLY, "rich_text_input")
NOT_IN_HOMES = (*MODALS_ONLY, "datetimepicker")


def _context_text(kind: str) -> Shape:
    own: dict[str, Rule] = {"emoji": Flag()} if kind == "plain_text" else {"verbatim": Flag()}
    return Shape({"type": Str(20), "text": Str(3000), **own}, ("text",))


CONTEXT = Variant({"image": IMAGE, "plain_text": _context_text("plain_text"), "mrkdwn": _context_text("mrkdwn")})


def _section(block: Json, at: str) -> Iterator[str]:
    if not block.get("text") and not block.get("fields"):
        yield fault("must provide either text or fields", at)


def _block(fields: Mapping[str, Rule], *required: str) -> Shape:
    return Shape({**BASE, **fields}, required)


SECTION = Shape(
    {**BASE, "text": Text(3000), "fields": ListOf(Text(2000), 10), "accessory": ACCESSORY, "expand": Flag()},
    (),
    _section,
)
INPUT: Mapping[str, Rule] = MappingProxyType({
    "label": Text(2000, PLAIN),
    "hint": Text(2000, PLAIN),
    "optional": Flag(),
    "dispatch_action": Flag(),
})  # fmt: skip


def _interactive(but: tuple[str, ...] = ()) -> Mapping[str, Shape]:
    """The blocks whose elements depend on the surface, without those that cannot stand there."""
    entry = Variant({kind: shape for kind, shape in ENTRIES.items() if kind not in but})
    action = Variant({kind: shape for kind, shape in {**SHARED_ELEMENTS, **PICKERS}.items() if kind not in but})
    return {
        "actions": _block({"elements": ListOf(action, 25)}, "elements"),
        "input": _block({**INPUT, "element": entry}, "label", "element"),
    }


IMAGE_BLOCK = Shape(
    {**BASE, "image_url": Str(URL), "slack_file": Anything(), "alt_text": Str(2000), "title": Text(2000, PLAIN)},
    ("alt_text",),
    image_source,
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
    "rich_text": RICH_TEXT,
    "video": VIDEO,
})  # fmt: skip
IN_MODALS: Mapping[str, Shape] = MappingProxyType({**EVERYWHERE, **_interactive()})
IN_HOMES: Mapping[str, Shape] = MappingProxyType({**EVERYWHERE, **_interactive(NOT_IN_HOMES)})
OBJECT = Shape({}, others=True)
TABLE_ROW = ListOf(OBJECT, 20)
IN_MESSAGES: Mapping[str, Shape] = MappingProxyType({
    **EVERYWHERE,
    **_interactive(NOT_IN_MESSAGES),
    "markdown": _block({"text": Str(12_000)}, "text"),
    "table": _block({"rows": ListOf(TABLE_ROW, 100), "column_settings": ListOf(OBJECT, 20)}, "rows"),
})  # fmt: skip
