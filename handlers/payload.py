"""Slack's JSON becomes typed requests here, once; nothing behind the handlers sees a dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from bot.domain.transcript import Entry, FileReference
from bot.errors import StaleButton
from bot.messages import Context
from bot.wording import plain_words
from handlers.form import Form

Json = Mapping[str, Any]
_SAID = frozenset({None, "file_share", "thread_broadcast", "me_message", "bot_message"})


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """`/ai-incident`, as typed by `user` in `channel`."""

    user: str
    channel: str
    text: str
    trigger: str

    @classmethod
    def of(cls, body: Json) -> "SlashCommand":
        """Parse the form that Slack sends, in which mentions are references and `&` is an entity."""
        text = plain_words(body.get("text") or "")
        return cls(user=body["user_id"], channel=body["channel_id"], text=text, trigger=body["trigger_id"])


class _Belonging:
    """What a button or a modal of ours belongs to."""

    __slots__ = ()
    context: Context

    @property
    def incident(self) -> int:
        """The number of its incident.

        Raises:
            StaleButton: it does not say.
        """
        if self.context.incident is None:
            raise StaleButton(now="unknown")
        return self.context.incident

    @property
    def step(self) -> str:
        """The id of its checklist step.

        Raises:
            StaleButton: it does not say.
        """
        if self.context.step is None:
            raise StaleButton(now="unknown")
        return self.context.step

    @property
    def item(self) -> int:
        """The number of its quarantined text.

        Raises:
            StaleButton: it does not say.
        """
        if self.context.item is None:
            raise StaleButton(now="unknown")
        return self.context.item

    @property
    def lever(self) -> int:
        """The number of its lever on the board.

        Raises:
            StaleButton: it does not say.
        """
        if self.context.lever is None:
            raise StaleButton(now="unknown")
        return self.context.lever


@dataclass(frozen=True, slots=True)
class Click(_Belonging):
    """A button or another element that answers at once; `form` is what stands in the message or modal around it."""

    user: str
    action: str
    context: Context
    ts: str
    trigger: str
    choice: str | None
    form: Form
    view: str | None
    view_hash: str | None
    in_modal: bool = False

    @classmethod
    def of(cls, body: Json) -> "Click":
        """Parse a `block_actions` payload."""
        action, view = body["actions"][0], body.get("view") or {}
        option = action.get("selected_option") or {}
        state = view.get("state") or body.get("state") or {}
        return cls(
            user=body["user"]["id"],
            action=action["action_id"],
            context=_context(action.get("value") if action["type"] == "button" else view.get("private_metadata")),
            ts=action.get("action_ts") or "0",
            trigger=body["trigger_id"],
            choice=option.get("value"),
            form=Form(state.get("values") or {}),
            view=view.get("id"),
            view_hash=view.get("hash"),
            in_modal=view.get("type") == "modal",
        )

    @property
    def key(self) -> str:
        """What is the same when Slack delivers the click again."""
        return f"click:{self.user}:{self.action}:{self.ts if float(self.ts) else self.trigger}"


@dataclass(frozen=True, slots=True)
class Submission(_Belonging):
    """A submitted modal; `below` is the id of the one that it was opened from."""

    user: str
    view: str
    callback: str
    context: Context
    form: Form
    below: str | None = None

    @classmethod
    def of(cls, body: Json) -> "Submission":
        """Parse a `view_submission` payload."""
        view = body["view"]
        return cls(
            user=body["user"]["id"],
            view=view["id"],
            callback=view["callback_id"],
            context=_context(view.get("private_metadata")),
            form=Form((view.get("state") or {}).get("values") or {}),
            below=view.get("previous_view_id") or None,
        )

    @property
    def key(self) -> str:
        """What is the same when Slack delivers the submission again."""
        return f"view:{self.view}:{self.callback}"


@dataclass(frozen=True, slots=True)
class OnMessage:
    """A message shortcut, with the message that it was used on."""

    user: str
    trigger: str
    entry: Entry

    @classmethod
    def of(cls, body: Json) -> "OnMessage":
        """Parse a `message_action` payload."""
        return cls(
            user=body["user"]["id"],
            trigger=body["trigger_id"],
            entry=entry(body["channel"]["id"], body["message"]),
        )


def is_said(event: Json) -> bool:
    """Whether a message event is somebody's words (and not a join, a topic, ...)."""
    return event.get("subtype") in _SAID


def entry(channel: str, message: Json) -> Entry:
    """A message as the transcript has it."""
    edited = message.get("edited") or {}
    return Entry(
        channel=channel,
        ts=message["ts"],
        thread_ts=message.get("thread_ts"),
        user=message.get("user") or message.get("bot_id") or "unknown",
        text=message.get("text") or "",
        at=moment(message["ts"]),
        edited_at=moment(edited["ts"]) if edited.get("ts") else None,
        files=tuple(_file(file) for file in message.get("files") or ()),
        by_bot=bool(message.get("bot_id")),
    )


def moment(ts: str) -> datetime:
    """The time in a Slack timestamp."""
    return datetime.fromtimestamp(float(ts), UTC)


def _file(file: Json) -> FileReference:
    return FileReference(
        name=file.get("title") or file.get("name") or file.get("id") or "file",
        permalink=file.get("permalink") or file.get("url_private") or "",
        mimetype=file.get("mimetype") or "",
    )


def _context(text: str | None) -> Context:
    """What one of our own modals or buttons carries; anything else is not ours any more.

    Raises:
        StaleButton: it cannot be read.
    """
    try:
        return Context.model_validate_json(text) if text else Context()
    except ValidationError:
        raise StaleButton(now="unknown") from None
