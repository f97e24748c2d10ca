"""What a person chose or typed in an element, in the form that Slack reports it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sandbox.blockkit.check import elements
from sandbox.blockkit.elements import all_options
from sandbox.shapes import ActError, Json

# Element type -> the key under which its value is reported, and the one under which it begins.
# Buttons and overflow menus keep nothing.
STATEFUL: Mapping[str, tuple[str, str]] = MappingProxyType({
    **dict.fromkeys(
        ("plain_text_input", "email_text_input", "url_text_input", "number_input"), ("value", "initial_value")
    ),
    "rich_text_input": ("rich_text_value", "initial_value"),
    **dict.fromkeys(("static_select", "external_select", "radio_buttons"), ("selected_option", "initial_option")),
    **dict.fromkeys(
        ("multi_static_select", "multi_external_select", "checkboxes"), ("selected_options", "initial_options")
    ),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
})  # fmt: skip
ONE_OPTION = frozenset({"static_select", "radio_buttons", "overflow"})
SEVERAL_OPTIONS = frozenset({"multi_static_select", "checkboxes"})
EXTERNAL = frozenset({"external_select", "multi_external_select"})
SEVERAL_IDS = frozenset({"multi_users_select", "multi_conversations_select", "multi_channels_select"})
SEVERAL = SEVERAL_OPTIONS | SEVERAL_IDS | {"multi_external_select", "file_input"}
State = dict[tuple[str, str], Json]


def value_of(element: Json, given: Any) -> Any:
    """The control API's short form of a value as the value that Slack reports; looked-up options come in full.

    Raises:
        ActError: an option that is not offered.
    """
    kind = element["type"]
    if given in (None, "", []):
        return [] if kind in SEVERAL else None
    if kind in ONE_OPTION:
        return _option(element, given)
    if kind in SEVERAL_OPTIONS:
        return [_option(element, value) for value in _several(given)]
    return _several(given) if kind in SEVERAL else AS_REPORTED.get(kind, str)(given)


def _rich(given: Any) -> Json:
    """A rich text as it is; words alone become one section of it."""
    if isinstance(given, dict):
        if given.get("type") != "rich_text":
            raise ActError("a rich text has the type rich_text")
        return given
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(given)}]}
    return {"type": "rich_text", "elements": [section]}


AS_REPORTED: Mapping[str, Callable[[Any], Any]] = MappingProxyType({
    "rich_text_input": _rich,
    "datetimepicker": int,
    "external_select": dict,
})  # fmt: skip


def _several(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


def _option(element: Json, value: Any) -> Json:
    for option in all_options(element):
        if option["value"] == value:
            return option
    offered = ", ".join(option["value"] for option in all_options(element))
    raise ActError(f"{element['action_id']} does not offer {value!r}, only {offered}")


def chosen(element: Json, given: Any) -> Json:
    """The entry of `state.values` after a person chose something."""
    key, _ = STATEFUL[element["type"]]
    return _entry(element, key, value_of(element, given))


def _entry(element: Json, key: str, value: Any) -> Json:
    # Slack passes the time zone that a time picker names along with the time.
    zone = {"timezone": element["timezone"]} if "timezone" in element else {}
    return {"type": element["type"], key: value, **zone}


def untouched(element: Json) -> Json:
    """The entry of `state.values` before anyone touched the element."""
    key, initial = STATEFUL[element["type"]]
    return _entry(element, key, element.get(initial, [] if element["type"] in SEVERAL else None))


def state_values(blocks: Iterable[Json], state: State) -> Json:
    """`state.values` of a message or view: what was chosen, otherwise what it began with."""
    values: Json = {}
    for block in blocks:
        for element in elements(block):
            if element["type"] in STATEFUL:
                place = (block["block_id"], element["action_id"])
                values.setdefault(place[0], {})[place[1]] = _standing(element, state.get(place))
    return values


def _standing(element: Json, kept: Json | None) -> Json:
    # A new version may have another kind of element in the same place.
    return kept if kept is not None and kept["type"] == element["type"] else untouched(element)


def remember(blocks: list[Json], state: State, given: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep what a person entered, given as block id -> action id -> value.

    Raises:
        ActError: there is no such element.
    """
    for block_id, entries in given.items():
        for action_id, value in entries.items():
            element = find(blocks, block_id, action_id)
            if element["type"] in STATEFUL:
                state[block_id, action_id] = chosen(element, value)


def find(blocks: list[Json], block_id: str, action_id: str) -> Json:
    """The element at a place.

    Raises:
        ActError: there is none.
    """
    for block in blocks:
        for element in elements(block):
            if (block["block_id"], element.get("action_id")) == (block_id, action_id):
                return element
    raise ActError(f"there is no element {action_id!r} in block {block_id!r}", 404)


def reported(element: Json, given: Any) -> Json:
    """What `actions[0]` says beside the ids: a button's own value, or what was chosen."""
    if element["type"] == "button":
        return {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    if element["type"] == "overflow":
        return {"selected_option": value_of(element, given)}
    initial = STATEFUL[element["type"]][1]
    kept = {key: element[key] for key in (initial, "placeholder") if key in element}
    return kept | {key: value for key, value in chosen(element, given).items() if key != "type"}
