"""What people do with the app: commands, shortcuts, presses and forms, each with the outcome that Slack would show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox import answers, payloads, screens, strictjson
from sandbox.channels import Channel
from sandbox.clientside import form_errors
from sandbox.delivery import Reply
from sandbox.entries import Entries, Surface, entered, one_entered
from sandbox.messages import Message
from sandbox.shapes import ActError, Json, SlackError
from sandbox.stand import Stand
from sandbox.text import typed
from sandbox.values import find, remember, reported, state_values
from sandbox.views import View

TROUBLE = "We had some trouble connecting. Try again?"
WORDS = {
    "http_timeout": "operation_timeout",
    "timeout": "operation_timeout",
    "http_error": "http_service_error",
    "connection_failed": "dispatch_failed",
}


@dataclass(frozen=True)
class Outcome:
    """What came of an act; `view` is filled in when it is told."""

    reply: Reply | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    client_errors: Mapping[str, str] = field(default_factory=dict)
    response_action: str = ""
    notice: str = ""

    def as_json(self, stand: Stand, user: str) -> Json:
        """The answer of the control API."""
        slack, top = stand.slack, stand.slack.views.top(user)
        refused = self.errors or self.client_errors or self.notice
        reply = self.reply or Reply(0, "", 0)
        known: Json = {"status": reply.status or None, "ms": reply.ms}
        known |= {"ok": not refused, "errors": dict(self.errors), "client_errors": dict(self.client_errors)}
        known |= {"response_action": self.response_action or None, "notice": self.notice or None}
        return known | {"view": top.as_slack(slack.team_id, slack.app) if top else None}


@dataclass(frozen=True)
class Place:
    """Where an element stands: in a message, or in a view."""

    user: str
    block_id: str
    action_id: str
    at: Message | View

    @property
    def surface(self) -> Surface:
        """What it stands among."""
        identity = self.at.id if isinstance(self.at, View) else f"{self.at.channel}/{self.at.ts}"
        return Surface(self.user, identity, self.at.blocks, self.at.state)


async def command(stand: Stand, user: str, channel: Channel, line: str) -> Outcome:
    """A slash command, as typed in the composer."""
    slack = stand.slack
    word, _, rest = line.strip().partition(" ")
    known = slack.app.command(word)
    if known is None:
        raise ActError(f"{word} is not a valid command", 404)
    text = typed(slack, rest.strip(), with_names=True) if known.should_escape else rest.strip()
    payload = payloads.command(slack, channel, user, word, text)
    reply = await stand.delivery.interact(f"command:{word}", payload)
    if not reply.ok:
        return Outcome(reply, notice=f'{word} failed with the error "{WORDS[reply.problem]}"')
    return Outcome(reply, notice=answers.to_command(slack, channel, user, reply.body))


async def shortcut(stand: Stand, user: str, callback_id: str, message: Message | None) -> Outcome:
    """A shortcut, global or on a message."""
    known = stand.slack.app.shortcut(callback_id)
    if known is None or (known.type == "message") != (message is not None):
        raise ActError(f"there is no such shortcut: {callback_id}", 404)
    if message is None:
        payload = payloads.global_shortcut(stand.slack, user, callback_id)
    else:
        payload = payloads.message_shortcut(stand.slack, user, callback_id, message)
    reply = await stand.delivery.interact(f"shortcut:{callback_id}", payload)
    return Outcome(reply, notice="" if reply.ok else f"{known.name} did not work: {WORDS[reply.problem]}")


async def press(stand: Stand, place: Place, given: Any, typed_so_far: Entries) -> Outcome:
    """A button, a menu or another element that reports at once."""
    surface = place.surface
    element = find(surface.blocks, place.block_id, place.action_id)
    ids = {"type": element["type"], "action_id": place.action_id, "block_id": place.block_id}
    chosen = one_entered(stand.slack, surface, (place.block_id, place.action_id), given)
    action = ids | reported(element, chosen)
    remember(surface.blocks, surface.state, entered(stand.slack, surface, typed_so_far))
    remember(surface.blocks, surface.state, {place.block_id: {place.action_id: chosen}})
    if isinstance(place.at, Message):
        payload = payloads.message_press(stand.slack, place.user, place.at, action)
    else:
        payload = payloads.view_press(stand.slack, place.user, place.at, action)
    reply = await stand.delivery.interact(f"action:{place.action_id}", payload)
    return Outcome(reply, notice="" if reply.ok else f"{TROUBLE} ({WORDS[reply.problem]})")


async def submit(stand: Stand, view: View, values: Entries) -> Outcome:
    """A modal's submit button: what the client checks, the submission, and what the app answers."""
    surface = Surface(view.user, view.id, view.blocks, view.state)
    remember(view.blocks, view.state, entered(stand.slack, surface, values))
    errors = form_errors(view.blocks, state_values(view.blocks, view.state))
    if errors:
        return Outcome(client_errors=errors)
    payload = payloads.submission(stand.slack, view)
    reply = await stand.delivery.interact(f"submit:{view.given.get('callback_id', '')}", payload)
    if not reply.ok:
        return Outcome(reply, notice=f"{TROUBLE} ({WORDS[reply.problem]})")
    return _answered(stand, view, reply)


def _answered(stand: Stand, view: View, reply: Reply) -> Outcome:
    try:
        return _follow(stand, view, reply, _object(reply.body))
    except ValueError:
        return Outcome(reply, notice=f"{TROUBLE} (the answer is not JSON)")
    except SlackError as refusal:
        reason = "; ".join([refusal.code, *refusal.messages])
        return Outcome(reply, notice=f"{TROUBLE} ({reason})")


def _object(body: str) -> Json:
    answer = strictjson.loads(body) if body.strip() else {}
    if not isinstance(answer, dict):
        raise SlackError("invalid_arguments", ["the answer must be an object"])
    return answer


def _follow(stand: Stand, view: View, reply: Reply, answer: Json) -> Outcome:
    action = answer.get("response_action", "")
    match action:
        case "":
            screens.close(stand.slack, view)
        case "clear":
            screens.close(stand.slack, view, whole_stack=True)
        case "errors":
            return Outcome(reply, errors=answers.field_errors(view, answer), response_action=action)
        case "update":
            answers.update(stand.slack, view, answer)
        case "push":
            answers.push(stand.slack, view, answer)
        case _:
            raise SlackError("invalid_arguments", [f"unknown response_action: {action}"])
    return Outcome(reply, response_action=action)


async def close(stand: Stand, view: View) -> Outcome:
    """The cross or the close button of a modal."""
    whole = bool(view.given.get("clear_on_close")) and len(stand.slack.views.of(view.user)) > 1
    payload = payloads.closed(stand.slack, view, whole_stack=whole)
    screens.close(stand.slack, view, whole_stack=whole)
    if not view.given.get("notify_on_close"):
        return Outcome()
    return Outcome(await stand.delivery.interact(f"close:{view.given.get('callback_id', '')}", payload))
