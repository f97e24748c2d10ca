"""files.*: the upload in three steps, and the file's own facts."""

from __future__ import annotations

import mimetypes
from typing import Any

from sandbox import sharing, talk
from sandbox.channels import Channel
from sandbox.messages import File
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError
from sandbox.talk import Draft
from sandbox.text import from_api

LARGEST = 1_000_000_000


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal."""
    length = call.args.number("length", 0)
    if not 0 < length <= LARGEST:
        raise SlackError("file_upload_size_restricted" if length > 0 else "missing_argument")
    name = call.args.text("filename")
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    file = File(call.slack.new_id("F"), name, name, kind, call.bot, call.slack.unix(), expected=length)
    call.slack.files[file.id] = file
    return {"upload_url": f"{call.slack.base_url}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: shared in a channel as one message, or kept to the bot."""
    files = [_uploaded(call, entry) for entry in _entries(call)]
    channel = _channel(call)
    for file in files:
        file.completed = True
    if channel is not None:
        for file in files:
            sharing.share(call.slack, file, channel)
        words = from_api(call.args.text("initial_comment"))
        draft = Draft(text=words, files=files, thread_ts=call.args.text("thread_ts"))
        talk.say(call.slack, channel, call.bot, draft)
    return {"files": [file.as_slack(call.slack.base_url, call.slack.team_id) for file in files]}


def _entries(call: Call) -> list[Any]:
    entries = call.args.nested("files")
    if not isinstance(entries, list) or not entries:
        raise SlackError("invalid_arguments", ["must provide an array [json-pointer:/files]"])
    return entries


def _uploaded(call: Call, entry: Any) -> File:
    file = call.slack.files.get(entry.get("id", "")) if isinstance(entry, dict) else None
    if file is None or file.user != call.bot or not file.uploaded or file.completed:
        raise SlackError("file_not_found")
    file.title = entry.get("title") or file.title
    return file


def _channel(call: Call) -> Channel | None:
    if not call.args.has("channel_id"):
        return None
    channel = call.slack.channels.get(call.args.text("channel_id"))
    if channel is None or not call.slack.can_see(call.bot, channel):
        raise SlackError("channel_not_found")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("posting_to_channel_denied")
    return channel


def info(call: Call) -> Json:
    """files.info."""
    file = call.slack.files.get(call.args.text("file"))
    if file is None or not file.completed:
        raise SlackError("file_not_found")
    if file.deleted:
        raise SlackError("file_deleted")
    return {"file": file.as_slack(call.slack.base_url, call.slack.team_id), "comments": []}
