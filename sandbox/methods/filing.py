"""files.delete and what is left of older methods: the way out for a file."""

from __future__ import annotations

from sandbox import sharing
from sandbox.messages import File
from sandbox.methods.call import Call
from sandbox.shapes import Json, SlackError


def _file(call: Call) -> File:
    file = call.slack.files.get(call.args.text("file"))
    if file is None or not file.completed:
        raise SlackError("file_not_found")
    return file


def delete(call: Call) -> Json:
    """files.delete: the bot's own only."""
    file = _file(call)
    if file.deleted:
        raise SlackError("file_deleted")
    if file.user != call.bot:
        raise SlackError("cant_delete_file")
    sharing.delete(call.slack, file)
    return {}


def delete_comment(call: Call) -> Json:
    """files.comments.delete: files have threads instead of comments, so that there is none to delete."""
    if _file(call).deleted:
        raise SlackError("file_deleted")
    raise SlackError("cant_delete")


def revoke_link(call: Call) -> Json:
    """files.revokePublicURL: no bot can make such a link, and revoking none changes nothing."""
    return {"file": _file(call).as_slack(call.slack.base_url, call.slack.team_id)}


def upload(_call: Call) -> Json:
    """files.upload, which Slack has retired in favour of the upload in three steps."""
    raise SlackError("method_deprecated")
