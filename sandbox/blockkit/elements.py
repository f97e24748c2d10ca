"""Interactive elements and their parts, with the limits that Slack documents (docs.slack.dev, Block Kit reference)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from sandbox.blockkit.richtext import RICH_TEXT
from sandbox.blockkit.rules import (
    PLAIN,
    Anything,
    Flag,
    ListOf,
    Moment,
    Number,
    Rule,
    Shape,
    Str,
    Text,
    Word,
    fault,
)
from sandbox.shapes import Json

ACTION_ID, OPTION_VALUE, URL = 255, 150, 3000
STYLE = Word(("primary", "danger"))
NUMBER = re.compile(r"-?\d+(\.\d+)?")

CONFIRM = Shape(
    {
        "title": Text(100, PLAIN),
        "text": Text(300),
        "confirm": Text(30, PLAIN),
        "deny": Text(30, PLAIN),
        "style": STYLE,
    },
    ("title", "text", "confirm", "deny"),
)


def option(kinds: tuple[str, ...] = PLAIN, **more: Rule) -> Shape:
    """An option whose text is of one of the kinds; only those of an overflow menu have an address, too."""
    fields: dict[str, Rule] = {"text": Text(75, kinds), "value": Str(OPTION_VALUE)}
    return Shape({**fields, "description": Text(75, kinds), **more}, ("text", "value"))


OPTION, RICH_OPTION, LINK_OPTION = option(), option(("plain_text", "mrkdwn")), option(url=Str(URL))
OPTION_GROUP = Shape({"label": Text(75, PLAIN), "options": ListOf(OPTION, 100)}, ("label", "options"))
NAMED: dict[str, Rule] = {"type": Str(50), "action_id": Str(ACTION_ID)}
CONFIRMED: dict[str, Rule] = {**NAMED, "confirm": CONFIRM}
FOCUS: dict[str, Rule] = {"focus_on_load": Flag()}
BASE: dict[str, Rule] = {**CONFIRMED, **FOCUS}
PLACEHOLDER: dict[str, Rule] = {"placeholder": Text(150, PLAIN)}
WHEN = ListOf(Word(("on_enter_pressed", "on_character_entered")), 2)
DISPATCH: dict[str, Rule] = {"dispatch_action_config": Shape({"trigger_actions_on": WHEN})}


def all_options(element: Json) -> list[Json]:
    """Every option that an element offers, its groups unfolded."""
    groups = element.get("option_groups") or []
    grouped = [entry for group in groups if isinstance(group, dict) for entry in group.get("options") or []]
    return [entry for entry in [*(element.get("options") or []), *grouped] if isinstance(entry, dict)]


def _choices(element: Json, at: str) -> Iterator[str]:
    offered = all_options(element)
    initial = element.get("initial_option")
    chosen = [initial] if initial else element.get("initial_options") or []
    if any(entry not in offered for entry in chosen):
        yield fault("initial options must exactly match one of the provided options", at)
    values = [entry.get("value") for entry in offered]
    if len(values) != len(set(map(str, values))):
        yield fault("option values must be unique", at)


def _static(element: Json, at: str) -> Iterator[str]:
    if bool(element.get("options")) == bool(element.get("option_groups")):
        yield fault("must provide either options or option_groups", at)
    yield from _choices(element, at)


def _lengths(element: Json, at: str) -> Iterator[str]:
    least, most = element.get("min_length"), element.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield fault("min_length must be less than max_length", at)


def _numbers(element: Json, at: str) -> Iterator[str]:
    names = [name for name in ("min_value", "max_value", "initial_value") if element.get(name)]
    wrong = [name for name in names if not NUMBER.fullmatch(element[name])]
    yield from (fault("must be a number", f"{at}/{name}") for name in wrong)
    least, most = element.get("min_value"), element.get("max_value")
    if not wrong and least and most and float(least) > float(most):
        yield fault("min_value must be less than max_value", at)


def image_source(image: Json, at: str) -> Iterator[str]:
    """A picture has an address, or is a file of Slack's."""
    if bool(image.get("image_url")) == bool(image.get("slack_file")):
        yield fault("must provide either image_url or slack_file", at)


def _shape(**fields: Rule) -> Shape:
    return Shape({**BASE, **fields})


def _select(**fields: Rule) -> Shape:
    return Shape({**BASE, **PLACEHOLDER, **fields})


def _many(**fields: Rule) -> Shape:
    return _select(max_selected_items=Number(1, 100), **fields)


def _listed(**fields: Rule) -> Shape:
    options: dict[str, Rule] = {"options": ListOf(OPTION, 100), "option_groups": ListOf(OPTION_GROUP, 100)}
    return Shape({**BASE, **PLACEHOLDER, **options, **fields}, together=_static)


def _boxes(initial: dict[str, Rule]) -> Shape:
    return Shape({**BASE, "options": ListOf(RICH_OPTION, 10), **initial}, ("options",), _choices)


def _typed(**fields: Rule) -> Shape:
    return Shape({**NAMED, **FOCUS, **PLACEHOLDER, **DISPATCH, **fields}, together=_lengths)


BUTTON = Shape(
    {
        **CONFIRMED,
        "text": Text(75, PLAIN),
        "url": Str(URL),
        "value": Str(2000),
        "style": STYLE,
        "accessibility_label": Str(75),
    },
    ("text",),
)
IDS = ListOf(Str(50), 100)
RESPONSE_URL: dict[str, Rule] = {"response_url_enabled": Flag()}
KINDS = ListOf(Word(("im", "mpim", "private", "public")), 4)
WITHOUT: dict[str, Rule] = {"exclude_external_shared_channels": Flag(), "exclude_bot_users": Flag()}
FILTER: dict[str, Rule] = {"filter": Shape({"include": KINDS, **WITHOUT}), "default_to_current_conversation": Flag()}

SINGLE_SELECTS = MappingProxyType({
    "static_select": _listed(initial_option=OPTION),
    "external_select": _select(initial_option=OPTION, min_query_length=Number(0, 100)),
    "users_select": _select(initial_user=Str(50)),
    "conversations_select": _select(initial_conversation=Str(50), **FILTER, **RESPONSE_URL),
    "channels_select": _select(initial_channel=Str(50), **RESPONSE_URL),
})  # fmt: skip
MULTI_SELECTS = MappingProxyType({
    "multi_static_select": _listed(initial_options=ListOf(OPTION, 100), max_selected_items=Number(1, 100)),
    "multi_external_select": _many(initial_options=ListOf(OPTION, 100), min_query_length=Number(0, 100)),
    "multi_users_select": _many(initial_users=IDS),
    "multi_conversations_select": _many(initial_conversations=IDS, **FILTER),
    "multi_channels_select": _many(initial_channels=IDS),
})  # fmt: skip
BOXES = MappingProxyType({
    "checkboxes": _boxes({"initial_options": ListOf(RICH_OPTION, 10)}),
    "radio_buttons": _boxes({"initial_option": RICH_OPTION}),
})  # fmt: skip
PICKERS = MappingProxyType({
    "datepicker": _shape(initial_date=Moment("%Y-%m-%d", "a date as YYYY-MM-DD"), **PLACEHOLDER),
    "timepicker": _shape(initial_time=Moment("%H:%M", "a time as HH:mm"), timezone=Str(100), **PLACEHOLDER),
    "datetimepicker": _shape(initial_date_time=Number(1, 9_999_999_999)),
})  # fmt: skip
INPUTS = MappingProxyType({
    "plain_text_input": _typed(
        initial_value=Str(3000, 0), multiline=Flag(), min_length=Number(0, 3000), max_length=Number(1, 3000),
    ),
    "email_text_input": _typed(initial_value=Str(3000, 0)),
    "url_text_input": _typed(initial_value=Str(3000, 0)),
    "number_input": Shape(
        {
            **NAMED, **FOCUS, **PLACEHOLDER, **DISPATCH, "is_decimal_allowed": Flag(), "initial_value": Str(100, 0),
            "min_value": Str(100), "max_value": Str(100),
        },
        ("is_decimal_allowed",),
        _numbers,
    ),
    "rich_text_input": _typed(initial_value=RICH_TEXT),
    "file_input": Shape({**NAMED, "filetypes": ListOf(Str(20), 100), "max_files": Number(1, 10)}),
})  # fmt: skip
OVERFLOW = Shape({**CONFIRMED, "options": ListOf(LINK_OPTION, 5)}, ("options",), _choices)
IMAGE = Shape(
    {"type": Str(20), "image_url": Str(URL), "slack_file": Anything(), "alt_text": Str(2000)},
    ("alt_text",),
    image_source,
)
