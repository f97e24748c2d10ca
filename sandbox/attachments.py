"""Files that people bring: attached to a message, or picked in a form's file input."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any

from sandbox.messages import File
from sandbox.shapes import ActError, Json
from sandbox.values import find
from sandbox.workspace import Workspace

Entries = Mapping[str, Mapping[str, Any]]


def attach(slack: Workspace, user: str, name: str, content: str) -> File:
    """Keep a text file of a person."""
    kind, data = mimetypes.guess_type(name)[0] or "text/plain", content.encode()
    file = File(slack.new_id("F"), name, name, kind, user, slack.unix(), data, len(data))
    file.uploaded = file.completed = True
    slack.files[file.id] = file
    return file


def entered(slack: Workspace, user: str, blocks: list[Json], values: Entries) -> Entries:
    """The values of a form, with the files that were picked in it uploaded.

    Raises:
        ActError: there is no such element, or a file without name or content.
    """

    def uploaded(block_id: str, entries: Mapping[str, Any]) -> dict[str, Any]:
        return {key: _entry(slack, user, find(blocks, block_id, key), value) for key, value in entries.items()}

    return {block_id: uploaded(block_id, entries) for block_id, entries in values.items()}


def _entry(slack: Workspace, user: str, element: Json, value: Any) -> Any:
    if element["type"] != "file_input" or not value:
        return value
    return [_file(slack, user, picked) for picked in value]


def _file(slack: Workspace, user: str, picked: Any) -> Json:
    known = slack.files.get(picked) if isinstance(picked, str) else None
    if known is None:
        if not isinstance(picked, dict) or not {"name", "content"} <= set(picked):
            raise ActError("a file is given by its id, or as name and content")
        known = attach(slack, user, str(picked["name"]), str(picked["content"]))
    return known.as_slack(slack.base_url, slack.team_id)
