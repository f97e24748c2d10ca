"""Rich text, of which only the skeleton is looked at: as much as it takes to draw it."""

from __future__ import annotations

from sandbox.blockkit.rules import ListOf, Shape, Str, Variant, Word

MOST_PARTS = 1000
LONGEST = 40_000
WORDS = Shape({"type": Str(50), "text": Str(LONGEST, 0)}, ("type",), others=True)
LINE = Shape({"elements": ListOf(WORDS, MOST_PARTS, 0)}, ("elements",), others=True)
LIST = Shape({"elements": ListOf(LINE, MOST_PARTS, 0)}, ("elements",), others=True)
LINES = ("rich_text_section", "rich_text_preformatted", "rich_text_quote")
PARTS = ListOf(Variant({**dict.fromkeys(LINES, LINE), "rich_text_list": LIST}), MOST_PARTS, 0)
RICH_TEXT = Shape({"type": Word(("rich_text",)), "block_id": Str(255), "elements": PARTS}, ("type", "elements"))
