"""Finding elements by what a person reads on them: a field's label, a button's text, an option."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.blockkit.check import elements
from sandbox.blockkit.elements import all_options
from sandbox.shapes import Json
from sandbox.values import EXTERNAL, ONE_OPTION, SEVERAL, SEVERAL_OPTIONS


@dataclass(frozen=True)
class Spot:
    """An element in its block; `value` is what pressing it there means, for an option."""

    block: Json
    element: Json
    value: Any = None

    @property
    def place(self) -> tuple[str, str]:
        """Block id and action id."""
        return self.block["block_id"], self.element["action_id"]

    @property
    def looked_up(self) -> bool:
        """Whether the app is asked for its options."""
        return self.element["type"] in EXTERNAL

    @property
    def reports_at_once(self) -> bool:
        """Whether a change is told to the app before the form is submitted."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))

    def given(self, wanted: Any) -> Any:
        """What a person picked by its visible text or value, in the control API's short form."""
        if self.element["type"] in ONE_OPTION and wanted is not None:
            return _picked(self.element, wanted)
        if self.element["type"] in SEVERAL_OPTIONS:
            return [_picked(self.element, entry) for entry in wanted]
        return wanted if self.element["type"] in SEVERAL or not isinstance(wanted, float) else str(wanted)


def _picked(element: Json, wanted: Any) -> str:
    for option in all_options(element):
        if wanted in (option["text"]["text"], option["value"]):
            return str(option["value"])
    raise LookupError(f"{wanted!r} is not among {[option['text']['text'] for option in all_options(element)]}")


def spots(blocks: list[Json]) -> Iterator[Spot]:
    """Every element of some blocks."""
    for block in blocks:
        for element in elements(block):
            if element["type"] != "image":
                yield Spot(block, element)


def label_of(spot: Spot) -> str:
    """What stands beside an element: its block's label or text, otherwise its placeholder."""
    text = spot.block.get("label") or (spot.block.get("text") if spot.block["type"] == "section" else None)
    words = text or spot.element.get("text") or spot.element.get("placeholder") or {}
    return str(words.get("text", ""))


def field(blocks: list[Json], label: str) -> Spot | None:
    """The field of that label; the whole label counts more than its beginning."""
    found = list(spots(blocks))
    whole = (spot for spot in found if label_of(spot) == label or label in spot.place)
    begins = (spot for spot in found if label_of(spot).startswith(label))
    return next(whole, None) or next(begins, None)


def pressable(blocks: list[Json], label: str) -> Spot | None:
    """The button, or the option of a menu, that reads so."""
    for spot in spots(blocks):
        if spot.element["type"] == "button" and spot.element["text"]["text"] == label:
            return spot
        for option in all_options(spot.element):
            if option["text"]["text"] == label:
                value = option["value"]
                return Spot(spot.block, spot.element, [value] if spot.element["type"] in SEVERAL_OPTIONS else value)
    return None


def readable(node: Any) -> Iterator[str]:
    """Every text in some blocks, in order: what a person could read."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("text", "label", "title", "alt_text", "initial_value") and isinstance(value, str):
                yield value
            else:
                yield from readable(value)
    elif isinstance(node, list):
        for value in node:
            yield from readable(value)
