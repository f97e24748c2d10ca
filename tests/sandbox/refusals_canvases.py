"""Calls about canvases that Slack refuses."""

from __future__ import annotations

from typing import Any

MARKDOWN = {"type": "markdown", "markdown": "# Head\n\nBody"}
TOO_LARGE = {"type": "markdown", "markdown": "x" * (1024 * 1024 + 1)}


def change(operation: str, **more: Any) -> list[dict[str, Any]]:
    """The changes of an edit."""
    return [{"operation": operation, **more}]


# Method, arguments ($names are those of the prepared world), and the code that answers.
DRAWN: list[tuple[str, dict[str, Any], str]] = [
    ("canvases.create", {"channel_id": "C404"}, "channel_not_found"),
    ("canvases.create", {"channel_id": "$support"}, "not_in_channel"),
    ("canvases.create", {"channel_id": "$archived"}, "is_archived"),
    ("canvases.create", {"document_content": {"type": "html"}}, "canvas_creation_failed"),
    ("canvases.create", {"document_content": TOO_LARGE}, "canvas_creation_failed"),
    ("conversations.canvases.create", {"channel_id": "$support"}, "not_in_channel"),
    ("conversations.canvases.create", {"channel_id": "$inc"}, "channel_canvas_already_exists"),
    ("canvases.edit", {"canvas_id": "F404", "changes": []}, "canvas_not_found"),
    ("canvases.edit", {"canvas_id": "$paper", "changes": []}, "invalid_arguments"),
    ("canvases.edit", {"canvas_id": "$paper", "changes": [{}, {}]}, "invalid_arguments"),
    ("canvases.edit", {"canvas_id": "$paper", "changes": change("insert_at_end")}, "canvas_editing_failed"),
    ("canvases.edit", {"canvas_id": "$paper", "changes": change("delete")}, "canvas_editing_failed"),
    ("canvases.edit", {"canvas_id": "$paper", "changes": change("delete", section_id="s")}, "canvas_editing_failed"),
    (
        "canvases.edit",
        {"canvas_id": "$paper", "changes": change("insert_before", document_content=MARKDOWN)},
        "canvas_editing_failed",
    ),
    (
        "canvases.edit",
        {"canvas_id": "$paper", "changes": change("insert_at_end", document_content=TOO_LARGE)},
        "canvas_too_large",
    ),
    ("canvases.delete", {"canvas_id": "F404"}, "canvas_not_found"),
    ("canvases.sections.lookup", {"canvas_id": "F404", "criteria": {}}, "canvas_not_found"),
    ("canvases.sections.lookup", {"canvas_id": "$paper", "criteria": {}}, "invalid_arguments"),
    ("canvases.sections.lookup", {"canvas_id": "$paper", "criteria": {"section_types": ["h9"]}}, "invalid_arguments"),
    ("canvases.access.set", {"canvas_id": "F404", "access_level": "read"}, "canvas_not_found"),
    ("canvases.access.set", {"canvas_id": "$paper", "access_level": "read"}, "invalid_parameters"),
    (
        "canvases.access.set",
        {"canvas_id": "$paper", "access_level": "read", "user_ids": ["$ada"], "channel_ids": ["$inc"]},
        "invalid_parameters",
    ),
    (
        "canvases.access.set",
        {"canvas_id": "$paper", "access_level": "owner", "channel_ids": ["$inc"]},
        "invalid_parameters",
    ),
    ("canvases.access.set", {"canvas_id": "$paper", "access_level": "no", "user_ids": "$ada"}, "invalid_parameters"),
    ("canvases.access.set", {"canvas_id": "$paper", "access_level": "read", "user_ids": "$ivo"}, "user_not_found"),
    (
        "canvases.access.set",
        {"canvas_id": "$paper", "access_level": "read", "channel_ids": "$secret"},
        "channel_not_found",
    ),
    ("canvases.access.delete", {"canvas_id": "$paper"}, "invalid_parameters"),
    ("canvases.access.delete", {"canvas_id": "$paper", "user_ids": "U404"}, "user_not_found"),
]
