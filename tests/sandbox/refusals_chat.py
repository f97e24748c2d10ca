"""Calls of chat.* that Slack refuses: beside posting and editing, what is broadcast, planned or unfurled."""

from __future__ import annotations

from typing import Any

# Method, arguments ($names are those of the prepared world), and the code that answers.
SAID: list[tuple[str, dict[str, Any], str]] = [
    ("chat.meMessage", {"channel": "$inc", "text": ""}, "no_text"),
    ("chat.meMessage", {"channel": "#support", "text": "x"}, "not_in_channel"),
    ("chat.meMessage", {"channel": "$archived", "text": "x"}, "is_archived"),
    ("chat.update", {"channel": "$inc", "ts": "$posted", "reply_broadcast": True}, "cant_broadcast_message"),
    (
        "chat.update",
        {"channel": "$inc", "ts": "$posted", "reply_broadcast": True, "text": "x"},
        "no_dual_broadcast_content_update",
    ),
]
