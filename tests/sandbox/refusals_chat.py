"""Calls of chat.* that Slack refuses: beside posting and editing, what is broadcast, planned or unfurled."""

from __future__ import annotations

from typing import Any

from tests.sandbox.world import START

NOW, DAY = int(START.timestamp()), 86_400
SOON = NOW + 600
LONG_BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5

# Method, arguments ($names are those of the prepared world), and the code that answers.
SAID: list[tuple[str, dict[str, Any], str]] = [
    ("chat.postMessage", {"channel": "$inc", "text": "x", "as_user": True}, "as_user_not_supported"),
    ("chat.update", {"channel": "$inc", "ts": "$posted", "text": "x", "as_user": "true"}, "as_user_not_supported"),
    ("chat.meMessage", {"channel": "$inc", "text": ""}, "no_text"),
    ("chat.meMessage", {"channel": "#support", "text": "x"}, "not_in_channel"),
    ("chat.meMessage", {"channel": "$archived", "text": "x"}, "is_archived"),
    ("chat.scheduleMessage", {"channel": "$inc", "post_at": SOON}, "no_text"),
    ("chat.scheduleMessage", {"channel": "$inc", "text": "x", "post_at": "soon"}, "invalid_time"),
    ("chat.scheduleMessage", {"channel": "$inc", "text": "x", "post_at": NOW}, "time_in_past"),
    ("chat.scheduleMessage", {"channel": "$inc", "text": "x", "post_at": NOW + 120 * DAY + 1}, "time_too_far"),
    ("chat.scheduleMessage", {"channel": "$support", "text": "x", "post_at": SOON}, "not_in_channel"),
    ("chat.scheduleMessage", {"channel": "$inc", "post_at": SOON, "blocks": LONG_BLOCKS}, "msg_too_long"),
    ("chat.scheduledMessages.list", {"channel": "$secret"}, "invalid_channel"),
    ("chat.scheduledMessages.list", {"cursor": "no cursor"}, "invalid_cursor"),
    ("chat.deleteScheduledMessage", {"channel": "$inc", "scheduled_message_id": "Q1"}, "invalid_scheduled_message_id"),
    ("chat.deleteScheduledMessage", {"channel": "C404", "scheduled_message_id": "Q1"}, "channel_not_found"),
    ("chat.unfurl", {"unfurls": {}}, "missing_channel"),
    ("chat.unfurl", {"channel": "$inc"}, "missing_ts"),
    ("chat.unfurl", {"channel": "C404", "ts": "$posted"}, "cannot_find_channel"),
    ("chat.unfurl", {"channel": "$inc", "ts": "1.000001"}, "cannot_find_message"),
    ("chat.unfurl", {"channel": "$inc", "ts": "$posted"}, "missing_unfurls"),
    ("chat.unfurl", {"channel": "$inc", "ts": "$posted", "unfurls": []}, "invalid_unfurls_format"),
    ("chat.unfurl", {"channel": "$inc", "ts": "$posted", "unfurls": {"https://a.example": {}}}, "cannot_unfurl_url"),
    ("chat.unfurl", {"unfurl_id": "U1"}, "missing_source"),
    ("chat.unfurl", {"source": "composer"}, "missing_unfurl_id"),
    ("chat.unfurl", {"source": "elsewhere", "unfurl_id": "U1"}, "invalid_source"),
    ("chat.unfurl", {"source": "composer", "unfurl_id": "U1"}, "invalid_unfurl_id"),
    ("chat.update", {"channel": "$inc", "ts": "$posted", "reply_broadcast": True}, "cant_broadcast_message"),
    (
        "chat.update",
        {"channel": "$inc", "ts": "$posted", "reply_broadcast": True, "text": "x"},
        "no_dual_broadcast_content_update",
    ),
]
