"""The only way out of this package: what leaves it has been held against Slack's limits."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View as SlackView

from bot.ids import View
from bot.messages import Context, Home, Modal, Rendered

MOST_MESSAGE_BLOCKS: Final = 50
MOST_VIEW_BLOCKS: Final = 100
MOST_TEXT_IN_MESSAGE: Final = 13_000
"""Slack documents no limit for a message's text in all; around 13,200 characters it answers msg_blocks_too_long."""
MOST_FALLBACK: Final = 4000

_BUTTON: Final = {"text": 75, "value": 2000, "url": 3000}
_CHOICE: Final = {"placeholder": 150}
_TEXTS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "header": {"text": 150},
        "section": {"text": 3000},
        "input": {"label": 2000, "hint": 2000},
        "button": _BUTTON,
        "static_select": _CHOICE,
        "multi_static_select": _CHOICE,
        "users_select": _CHOICE,
        "plain_text_input": {"placeholder": 150, "initial_value": 3000},
        "modal": {"title": 24, "submit": 24, "close": 24, "private_metadata": 3000, "callback_id": 255},
        "option": {"text": 75, "value": 150, "description": 75},
        "mrkdwn": {"text": 3000},
        "plain_text": {"text": 3000},
    }
)
_LISTS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "section": {"fields": 10},
        "context": {"elements": 10},
        "actions": {"elements": 25},
        "radio_buttons": {"options": 10},
        "checkboxes": {"options": 10},
        "static_select": {"options": 100},
        "multi_static_select": {"options": 100},
    }
)
_LONGEST_ID: Final = 255
_LONGEST_FIELD: Final = 2000


class BrokenBlocksError(ValueError):
    """A builder made what Slack would refuse: a bug of the bot, never a person's mistake."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The two texts under a modal's content, and its title."""

    title: str
    submit: str | None = None
    close: str = "Cancel"


def rendered(text: str, blocks: Sequence[Block] = ()) -> Rendered:
    """Return a message of fallback text and blocks.

    Args:
        text: mrkdwn for notifications and screen readers, escaped.
        blocks: What is shown; without any, the text is.

    Raises:
        BrokenBlocksError: Slack would refuse it.
    """
    built = [_built(block) for block in blocks]
    _require(_message_faults(text, built))
    return Rendered(text=text, blocks=tuple(built))


def modal(view: View, texts: Texts, blocks: Sequence[Block], context: Context) -> Modal:
    """Return a modal.

    Raises:
        BrokenBlocksError: Slack would refuse it.
    """
    view_object = SlackView(
        type="modal",
        callback_id=view,
        title=texts.title,
        submit=texts.submit,
        close=texts.close,
        blocks=list(blocks),
        private_metadata=context.dump(),
    )
    built = _built(view_object)
    _require(_view_faults(built))
    return Modal(view=built)


def home(blocks: Sequence[Block]) -> Home:
    """Return a Home.

    Raises:
        BrokenBlocksError: Slack would refuse it.
    """
    built = _built(SlackView(type="home", blocks=list(blocks)))
    _require(_view_faults(built))
    return Home(view=built)


def text_length(blocks: Sequence[Block]) -> int:
    """Return how many characters of text the blocks hold."""
    return sum(_all_texts([block.to_dict() for block in blocks]))


def _built(part: JsonObject) -> Any:
    """The SDK knows some of the limits itself."""
    try:
        return part.to_dict()
    except SlackObjectFormationError as error:
        raise BrokenBlocksError(str(error)) from error


def _require(faults: Iterator[str]) -> None:
    found = tuple(faults)
    if found:
        raise BrokenBlocksError("; ".join(found))


def _message_faults(text: str, blocks: list[Any]) -> Iterator[str]:
    yield from _length("fallback text", text, MOST_FALLBACK)
    yield from _count("blocks", blocks, MOST_MESSAGE_BLOCKS, least=0)
    yield from _ids(blocks)
    yield from _faults(blocks, "blocks")
    if sum(_all_texts(blocks)) > MOST_TEXT_IN_MESSAGE:
        yield f"more than {MOST_TEXT_IN_MESSAGE} characters of text"


def _view_faults(view: Any) -> Iterator[str]:
    blocks = view.get("blocks", [])
    yield from _count("blocks", blocks, MOST_VIEW_BLOCKS)
    yield from _ids(blocks)
    yield from _faults(view, "view")
    if "submit" not in view and any(block["type"] == "input" for block in blocks):
        yield "inputs, but no submit"


def _ids(blocks: list[Any]) -> Iterator[str]:
    yield from _repeated("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for block in blocks:
        parts = [*block.get("elements", ()), block.get("element"), block.get("accessory")]
        yield from _repeated("action_id", [part["action_id"] for part in parts if part and "action_id" in part])


def _repeated(what: str, ids: list[str]) -> Iterator[str]:
    yield from (f"{what} {one} stands {count} times" for one, count in Counter(ids).items() if count > 1)
    yield from (f"{what} {one[:20]}… is too long" for one in ids if len(one) > _LONGEST_ID)


def _faults(value: Any, at: str) -> Iterator[str]:
    """Walk the whole tree: every object is held against the rows of its type."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _faults(item, f"{at}[{place}]")
    elif isinstance(value, dict):
        yield from _object_faults(value, at)
        for name, item in value.items():
            yield from _faults(item, f"{at}.{name}")


def _object_faults(value: Any, at: str) -> Iterator[str]:
    kind = value.get("type", "option")
    for name, limit in _TEXTS.get(kind, {}).items():
        if name in value:
            yield from _length(f"{at}.{name}", _text_of(value[name]), limit)
    for name, limit in _LISTS.get(kind, {}).items():
        if name in value:
            yield from _count(f"{at}.{name}", value[name], limit)
    for field in value.get("fields", ()):
        yield from _length(f"{at}.fields", _text_of(field), _LONGEST_FIELD)
    yield from _option_faults(value, at)


def _option_faults(element: Any, at: str) -> Iterator[str]:
    options = element.get("options", [])
    yield from _repeated(f"{at}: option", [option["value"] for option in options])
    chosen = [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]
    yield from (f"{at}: initial {option['value']} is not offered" for option in chosen if option not in options)


def _text_of(value: Any) -> str:
    return str(value["text"]) if isinstance(value, dict) else str(value)


def _length(what: str, text: str, limit: int) -> Iterator[str]:
    if not 1 <= len(text) <= limit:
        yield f"{what} has {len(text)} characters, not 1 to {limit}"


def _count(what: str, items: list[Any], limit: int, least: int = 1) -> Iterator[str]:
    if not least <= len(items) <= limit:
        yield f"{what} has {len(items)} items, not {least} to {limit}"


def _all_texts(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for item in value:
            yield from _all_texts(item)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield len(value["text"])
        for item in value.values():
            yield from _all_texts(item)
