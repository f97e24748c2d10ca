"""Files that people bring: attached to a message, or picked in a form's file input."""

from __future__ import annotations

import mimetypes

from sandbox.messages import File
from sandbox.workspace import Workspace


def attach(slack: Workspace, user: str, name: str, content: str) -> File:
    """Keep a text file of a person."""
    kind, data = mimetypes.guess_type(name)[0] or "text/plain", content.encode()
    file = File(slack.new_id("F"), name, name, kind, user, slack.unix(), data, len(data))
    file.uploaded = file.completed = True
    slack.files[file.id] = file
    return file
