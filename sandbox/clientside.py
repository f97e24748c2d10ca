"""What Slack's own client checks before it sends a form: required fields, lengths, numbers, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from sandbox.blockkit.check import elements
from sandbox.shapes import Json
from sandbox.values import STATEFUL

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LINK = re.compile(r"https?://\S+")


def form_errors(blocks: list[Json], values: Json) -> dict[str, str]:
    """Block id -> what the client would write under that field."""
    inputs = [block for block in blocks if block["type"] == "input"]
    found = {block["block_id"]: _error(block, values) for block in inputs}
    return {block_id: words for block_id, words in found.items() if words}


def _error(block: Json, values: Json) -> str:
    element = elements(block)[0]
    value = values[block["block_id"]][element["action_id"]][STATEFUL[element["type"]][0]]
    if value in (None, "", []):
        return "" if block.get("optional") else "This field is required."
    return CHECKS.get(element["type"], _nothing)(element, value)


def _nothing(element: Json, value: Any) -> str:
    most = element.get("max_selected_items")
    return f"Choose at most {most}." if most and isinstance(value, list) and len(value) > most else ""


def _length(element: Json, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Enter at least {least} characters."
    return f"Enter at most {most} characters." if len(value) > most else ""


def _number(element: Json, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Enter a number."
    if not number.is_finite() or (not element["is_decimal_allowed"] and number != number.to_integral_value()):
        return "Enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Enter {least} or more."
    return f"Enter {most} or less." if most is not None and number > Decimal(most) else ""


def _email(_element: Json, value: str) -> str:
    return "" if EMAIL.fullmatch(value) else "Enter an email address."


def _link(_element: Json, value: str) -> str:
    return "" if LINK.fullmatch(value) else "Enter a web address."


CHECKS: Mapping[str, Callable[[Json, Any], str]] = MappingProxyType({
    "plain_text_input": _length,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _link,
})  # fmt: skip
