"""A form with every input of Block Kit: how each is filled in by hand, and what Slack then reports."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.async_api import FilePayload, Locator
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.window import Window
from tests.sandbox.blocks import Json, field, options, plain
from tests.sandbox.echo import EchoBot

ADA, BEN, GAO = "U0000ADA01", "U0000BEN02", "U0000GAO07"
MADRID = ZoneInfo("Europe/Madrid")
NOTE = FilePayload(name="note.md", mimeType="text/markdown", buffer=b"# Note")
GROUPS = [
    {"label": plain("Cold"), "options": options("Blue", "Green")},
    {"label": plain("Warm"), "options": options("Red")},
]
Filling = Callable[[Locator, str], Awaitable[None]]


@dataclass(frozen=True)
class Input:
    """One input: its label, its element, how a person fills it in, and its entry in `state.values`."""

    label: str
    element: Json
    fill: Filling
    state: Json

    @property
    def block(self) -> Json:
        """The block that holds it."""
        return field(self.label.lower(), self.element)

    @property
    def reported(self) -> Json:
        """What stands under its block id."""
        return {"a": {"type": self.element["type"], **self.state}}


def writes(text: str) -> Filling:
    async def fill(dialog: Locator, label: str) -> None:
        await dialog.get_by_label(label, exact=True).press_sequentially(text)

    return fill


def sets(value: str) -> Filling:
    async def fill(dialog: Locator, label: str) -> None:
        await dialog.get_by_label(label, exact=True).fill(value)

    return fill


def picks(*words: str) -> Filling:
    """By keyboard alone: the list filters by what is typed."""

    async def fill(dialog: Locator, label: str) -> None:
        menu = dialog.get_by_role("combobox", name=label, exact=True)
        await menu.focus()
        for word in words:
            await menu.press_sequentially(word)
            await menu.press("Enter")

    return fill


def ticks(*names: str) -> Filling:
    async def fill(dialog: Locator, label: str) -> None:
        for name in names:
            await dialog.get_by_label(label, exact=True).get_by_label(name).press("Space")

    return fill


async def attaches(dialog: Locator, label: str) -> None:
    await dialog.get_by_label(label, exact=True).set_input_files(NOTE)


async def leaves(_dialog: Locator, _label: str) -> None:
    """What stands there already is meant."""


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def text(words: str, **style: bool) -> Json:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


REPORT = {
    "type": "rich_text",
    "elements": [
        section(text("A "), text("bold", bold=True), text(" idea of "), {"type": "user", "user_id": BEN}),
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 0,
            "elements": [section(text("one")), section(text("two"))],
        },
    ],
}
TIME = int(datetime(2026, 3, 5, 14, 30, tzinfo=MADRID).timestamp())
SEVERAL = options("Fast", "Cheap", "Good")


def inputs(support: str, general: str) -> list[Input]:
    """Every input; the two channels are named by their ids."""
    return [
        Input("Words", {"type": "plain_text_input"}, writes("Drift"), {"value": "Drift"}),
        Input("Story", {"type": "plain_text_input", "multiline": True}, writes("One\nTwo"), {"value": "One\nTwo"}),
        Input("Count", {"type": "number_input", "is_decimal_allowed": True}, writes("2.5"), {"value": "2.5"}),
        Input("Mail", {"type": "email_text_input"}, writes("ada@example.org"), {"value": "ada@example.org"}),
        Input("Page", {"type": "url_text_input"}, writes("https://example.org/"), {"value": "https://example.org/"}),
        Input(
            "Report",
            {"type": "rich_text_input"},
            writes("A *bold* idea of @ben\n- one\n- two"),
            {"rich_text_value": REPORT},
        ),
        Input("Day", {"type": "datepicker"}, sets("2026-03-05"), {"selected_date": "2026-03-05"}),
        Input(
            "Hour",
            {"type": "timepicker", "timezone": "Europe/Madrid"},
            sets("14:30"),
            {"selected_time": "14:30", "timezone": "Europe/Madrid"},
        ),
        Input("Moment", {"type": "datetimepicker"}, sets("2026-03-05T14:30"), {"selected_date_time": TIME}),
        Input(
            "Size",
            {"type": "radio_buttons", "options": options("Small", "Large")},
            ticks("Large"),
            {"selected_option": options("Large")[0]},
        ),
        Input(
            "Wishes",
            {"type": "checkboxes", "options": SEVERAL},
            ticks("Fast", "Good"),
            {"selected_options": [SEVERAL[0], SEVERAL[2]]},
        ),
        Input(
            "Colour",
            {"type": "static_select", "option_groups": GROUPS},
            picks("warm"),
            {"selected_option": options("Red")[0]},
        ),
        Input(
            "Pair",
            {"type": "multi_static_select", "options": SEVERAL, "max_selected_items": 2},
            picks("good", "fast", "cheap"),
            {"selected_options": [SEVERAL[2], SEVERAL[0]]},
        ),
        Input("Person", {"type": "users_select"}, picks("gao"), {"selected_user": GAO}),
        Input("People", {"type": "multi_users_select"}, picks("ben", "ada"), {"selected_users": [BEN, ADA]}),
        Input(
            "Here",
            {"type": "conversations_select", "default_to_current_conversation": True},
            leaves,
            {"selected_conversation": general},
        ),
        Input(
            "Places",
            {"type": "multi_conversations_select", "filter": {"include": ["public"]}},
            picks("support", "general"),
            {"selected_conversations": [support, general]},
        ),
        Input("Channel", {"type": "channels_select"}, picks("support"), {"selected_channel": support}),
        Input("Channels", {"type": "multi_channels_select"}, picks("support"), {"selected_channels": [support]}),
    ]


FILE = Input("File", {"type": "file_input", "filetypes": ["md"]}, attaches, {})


def form(*blocks: Json, **more: object) -> Json:
    """A modal with these blocks."""
    base = {"type": "modal", "title": plain("Form"), "submit": plain("Send")}
    return {**base, "blocks": list(blocks), **more}


async def opens(window: Window, echo: EchoBot, client: AsyncWebClient, view: Json) -> str:
    """A command opens the form; returns the view's id."""
    async with window.page.expect_response("**/control/command"):
        await window.types("/ai-incident open")
    opened = await client.views_open(trigger_id=echo.last["trigger_id"], view=view)
    await window.dialog.wait_for()
    return str(opened["view"]["id"])
