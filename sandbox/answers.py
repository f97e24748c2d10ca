"""What the app answers directly: to a command, to a form, and through a response_url."""

from __future__ import annotations

from typing import Any

from sandbox import screens, strictjson, talk
from sandbox.blockkit.check import check_attachments, check_message, check_view, with_ids
from sandbox.channels import Channel
from sandbox.methods.drafts import fresh_ids
from sandbox.shapes import Json, SlackError
from sandbox.talk import Draft
from sandbox.text import from_api
from sandbox.tickets import ResponseUrl
from sandbox.views import View
from sandbox.workspace import Workspace


def to_command(slack: Workspace, channel: Channel, user: str, body: str) -> str:
    """Show what a command answered in its own body; returns what Slack would complain of."""
    answer = _parsed(body)
    if not answer:
        return ""
    try:
        _post(slack, channel, user, answer)
    except SlackError as refusal:
        return f"the answer was refused: {refusal.code} {' '.join(refusal.messages)}".strip()
    return ""


def _parsed(body: str) -> Json:
    """An answer is JSON, or plain text."""
    try:
        answer = strictjson.loads(body)
    except ValueError:
        return {"text": body} if body.strip() else {}
    return answer if isinstance(answer, dict) else {"text": body}


def _post(slack: Workspace, channel: Channel, user: str, answer: Json, thread_ts: str = "") -> None:
    draft = _draft(answer, thread_ts)
    if answer.get("response_type") == "in_channel":
        talk.say(slack, channel, slack.bot, draft)
    else:
        private = Draft(draft.text, draft.blocks, draft.attachments, thread_ts=draft.thread_ts, only_for=user)
        talk.say(slack, channel, slack.bot, private)


def _draft(answer: Json, thread_ts: str = "") -> Draft:
    blocks, text = answer.get("blocks") or [], from_api(str(answer.get("text") or ""))
    check_message(blocks)
    check_attachments(answer.get("attachments") or [])
    if not (text or blocks or answer.get("attachments")):
        raise SlackError("no_text")
    in_thread = str(answer.get("thread_ts") or thread_ts)
    return Draft(text, with_ids(blocks, fresh_ids()), answer.get("attachments") or [], thread_ts=in_thread)


def through_url(slack: Workspace, url: ResponseUrl, answer: Any) -> None:
    """An answer sent to a response_url.

    Raises:
        SlackError: invalid_payload, no_text, invalid_blocks, message_not_found.
    """
    if not isinstance(answer, dict):
        raise SlackError("invalid_payload")
    channel, original = slack.channels[url.channel], slack.messages[url.channel].get(url.ts)
    in_place = original is not None and (answer.get("delete_original") or answer.get("replace_original"))
    if not in_place or original is None:
        _post(slack, channel, url.user, answer, url.thread_ts)
    elif answer.get("delete_original"):
        talk.delete(slack, original)
    else:
        talk.edit(slack, original, _draft(answer))


def field_errors(view: View, answer: Json) -> dict[str, str]:
    """The errors of a form, each beside an input that there is.

    Raises:
        SlackError: invalid_arguments.
    """
    errors = answer.get("errors")
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_arguments", ["errors must be an object with at least one entry"])
    strange = sorted(set(errors) - inputs)
    if strange:
        raise SlackError("invalid_arguments", [f"no input block is called {name}" for name in strange])
    return {block_id: str(words) for block_id, words in errors.items()}


def update(slack: Workspace, view: View, answer: Json) -> None:
    """response_action update."""
    check_view(answer.get("view"), "modal")
    screens.replace(slack, view, answer["view"])


def push(slack: Workspace, view: View, answer: Json) -> None:
    """response_action push."""
    check_view(answer.get("view"), "modal")
    screens.show(slack, view.user, answer["view"], on_top=True)
