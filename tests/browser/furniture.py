"""A message with every block, and people who have talked: something to look at."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from sandbox.process import Running
from tests.sandbox.blocks import Json, options, plain

ADA = "U0000ADA01"
LONG = "incident" * 30


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def text(words: str, **style: bool) -> Json:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def cell(words: str) -> Json:
    return {"type": "raw_text", "text": words}


RICH: Json = {
    "type": "rich_text",
    "elements": [
        section(
            text("bold", bold=True),
            text(", "),
            text("struck", strike=True),
            text(" and "),
            text("code", code=True),
            text(" by "),
            {"type": "user", "user_id": ADA},
            text(" "),
            {"type": "emoji", "name": "tada"},
            text(" "),
            {"type": "color", "value": "#F405B3"},
        ),
        {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [section(text("third"))]},
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [section(text("below it"))]},
        {"type": "rich_text_quote", "elements": [text("Somebody said so")]},
        {"type": "rich_text_preformatted", "elements": [text("rate = wrong / all")]},
    ],
}
TABLE: Json = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [cell(name) for name in ("Model", "Rate", "First seen", "Last seen", "Region", "Owner of the model")],
        *[[cell(f"assistant-{n}"), cell(f"{n} %"), *map(cell, ("08:10", "09:40", "eu", LONG))] for n in range(3)],
    ],
}
BUTTONS: list[Json] = [
    {"type": "button", "action_id": "plain", "text": plain("Look")},
    {"type": "button", "action_id": "good", "text": plain("Approve"), "style": "primary"},
    {"type": "button", "action_id": "bad", "text": plain("Reject"), "style": "danger"},
    {"type": "overflow", "action_id": "more", "options": options("Later", "Never")},
    {"type": "static_select", "action_id": "pick", "options": options("P0", "P1"), "placeholder": plain("Severity")},
    {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-02"},
]
VIDEO: Json = {
    "type": "video",
    "title": plain("How it went wrong"),
    "title_url": "https://example.org/watch",
    "video_url": "https://example.org/embed",
    "thumbnail_url": "https://example.org/thumb.png",
    "alt_text": "A screen recording",
    "description": plain("Two minutes"),
    "provider_name": "Example",
}
BLOCKS: list[Json] = [
    {"type": "header", "text": plain("Every block :eyes:")},
    {"type": "section", "text": mrkdwn(f"*Here* is `code`, a <https://example.org|link>, <!here> and {LONG}")},
    {"type": "section", "fields": [mrkdwn("*Type*\nDrift"), mrkdwn("*Severity*\nP1")]},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("seen by <@U0000ADA01>"), plain("at noon")]},
    {"type": "actions", "elements": BUTTONS},
    {"type": "image", "title": plain("A picture"), "image_url": "https://example.org/a.png", "alt_text": "a curve"},
    RICH,
    {"type": "markdown", "text": "## A heading\n\n1. **one**\n2. _two_\n\n| a | b |\n|---|---|\n| 1 | 2 |"},
    TABLE,
    VIDEO,
]


async def furnish(running: Running) -> str:
    """Talk in #support, with a thread, and write Ada a message with every block; returns the support channel's id."""
    bot = AsyncWebClient("xoxb-sandbox", base_url=running.api_url)
    await bot.chat_postMessage(channel=ADA, text="Every block", blocks=BLOCKS)
    channels = (await running.sandbox.get("/control/state"))["channels"]
    support = str(next(channel["id"] for channel in channels if channel["name"] == "support"))
    ben, chiara = await running.sandbox.person("ben"), await running.sandbox.person("chiara")
    root = await ben.says(support, "A customer was told that *shoes* may be returned within a year, says @ada")
    await chiara.says(support, "We have never promised that", thread_ts=root)
    await ben.says(support, "I have the transcript", thread_ts=root)
    await ben.reacts(support, root, "eyes")
    return support
