"""The small form and its parts that the tests of interactions use."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from sandbox.people import Person
from tests.sandbox.echo import EchoBot

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[Json]:
    return [{"text": plain(name), "value": name.lower()} for name in names]


def field(name: str, element: Json, **more: Any) -> Json:
    label = plain(name.title())
    return {"type": "input", "block_id": name, "label": label, "element": {"action_id": "a", **element}, **more}


TITLE = field("title", {"type": "plain_text_input", "min_length": 3, "max_length": 10})
RATE = field("rate", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, optional=True)
HARMS = field("harms", {"type": "checkboxes", "options": options("Privacy", "Fraud")}, optional=True)
SEVERITY = field("severity", {"type": "static_select", "options": options("P0", "P1")}, optional=True)
KIND: Json = {
    "type": "section",
    "block_id": "kind",
    "text": plain("Kind"),
    "accessory": {"type": "radio_buttons", "action_id": "k", "options": options("Bias", "Drift")},
}
FORM: Json = {
    "type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send"),
    "private_metadata": "kept", "blocks": [TITLE, RATE, HARMS, SEVERITY, KIND],
}  # fmt: skip
SECOND: Json = {**FORM, "callback_id": "second", "title": plain("Second"), "blocks": [TITLE]}


async def opened(ada: Person, bot: EchoBot, client: AsyncWebClient, view: Json = FORM) -> None:
    """Open a modal from a command, as a bot does."""
    await ada.types("/echo open")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=view)
