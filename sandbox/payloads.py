"""What Slack sends to an app: the form of a slash command, interaction payloads, and event envelopes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import urlencode

from sandbox.channels import Channel, Kind
from sandbox.hub import Happening
from sandbox.messages import Message
from sandbox.present import message_json
from sandbox.shapes import Json
from sandbox.tickets import ANSWER_TIME, ResponseUrl
from sandbox.values import state_values
from sandbox.views import View
from sandbox.workspace import Workspace

VERIFICATION_TOKEN = "sandbox-verification"  # noqa: S105 - Slack's deprecated field, checked by nobody
CHANNEL_NAMES: Mapping[Kind, str] = MappingProxyType({Kind.PRIVATE: "privategroup", Kind.IM: "directmessage"})


def as_json(payload: Json) -> str:
    """The body of an event."""
    return json.dumps(payload, ensure_ascii=False)


def as_form(payload: Json) -> str:
    """The body of a slash command, or of an interaction in its one field."""
    return urlencode(payload if "command" in payload else {"payload": as_json(payload)})


def name_of(payload: Json) -> str:
    """How the inspector calls a delivery."""
    return f"event:{payload['event']['type']}"


def event(slack: Workspace, happening: Happening) -> Json:
    """The envelope of the Events API."""
    who = {"enterprise_id": None, "team_id": slack.team_id, "user_id": slack.bot, "is_bot": True}
    envelope: Json = {"token": VERIFICATION_TOKEN, "team_id": slack.team_id, "context_team_id": slack.team_id}
    envelope |= {"api_app_id": slack.app.app_id, "event": happening.event, "type": "event_callback"}
    envelope |= {"event_id": slack.new_id("Ev"), "event_time": slack.unix(), "is_ext_shared_channel": False}
    envelope |= {"authorizations": [who | {"is_enterprise_install": False}], "event_context": secrets.token_hex(16)}
    return envelope


def response_url(slack: Workspace, channel: Channel, user: str, ts: str = "", thread_ts: str = "") -> str:
    """A fresh response_url for an act in a channel."""
    expires = slack.clock.now() + timedelta(seconds=ANSWER_TIME.total_seconds())
    token = slack.response_urls.issue(ResponseUrl(channel.id, user, expires, ts, thread_ts))
    return f"{slack.base_url}/response/{token}"


def command(slack: Workspace, channel: Channel, user: str, word: str, text: str) -> Json:
    """The fields of a slash command."""
    fields: Json = {"token": VERIFICATION_TOKEN, "team_id": slack.team_id, "team_domain": slack.team_domain}
    fields |= {"channel_id": channel.id, "channel_name": CHANNEL_NAMES.get(channel.kind, channel.name)}
    fields |= {"user_id": user, "user_name": slack.directory.people[user].name, "command": word, "text": text}
    fields |= {"api_app_id": slack.app.app_id, "is_enterprise_install": "false"}
    fields |= {"response_url": response_url(slack, channel, user), "trigger_id": slack.triggers.issue(user)}
    return fields


def _interaction(slack: Workspace, kind: str, user: str) -> Json:
    person = slack.directory.people[user]
    who = {"id": user, "username": person.name, "name": person.name, "team_id": slack.team_id}
    base: Json = {"type": kind, "user": who, "api_app_id": slack.app.app_id, "token": VERIFICATION_TOKEN}
    base |= {"team": {"id": slack.team_id, "domain": slack.team_domain}, "enterprise": None}
    return base | {"is_enterprise_install": False}


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": CHANNEL_NAMES.get(channel.kind, channel.name)}


def _trigger(slack: Workspace, user: str) -> Json:
    return {"trigger_id": slack.triggers.issue(user)}


def global_shortcut(slack: Workspace, user: str, callback_id: str) -> Json:
    """A shortcut of the lightning menu."""
    act = {"callback_id": callback_id, "action_ts": slack.stamp()}
    return _interaction(slack, "shortcut", user) | act | _trigger(slack, user)


def message_shortcut(slack: Workspace, user: str, callback_id: str, message: Message) -> Json:
    """A shortcut of a message's menu."""
    channel = slack.channels[message.channel]
    act: Json = {"callback_id": callback_id, "action_ts": slack.stamp(), "message_ts": message.ts}
    act |= {"channel": _channel(channel), "message": message_json(slack, message)}
    act |= {"response_url": response_url(slack, channel, user, message.ts, message.thread_ts)}
    return _interaction(slack, "message_action", user) | act | _trigger(slack, user)


def _in_message(slack: Workspace, message: Message) -> Json:
    """Where an element of a message stands; an ephemeral one is not sent along, as in Slack."""
    channel, ephemeral = slack.channels[message.channel], bool(message.only_for)
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    container |= {"is_ephemeral": ephemeral} | ({"thread_ts": message.thread_ts} if message.thread_ts else {})
    where: Json = {"container": container, "channel": _channel(channel)}
    return where if ephemeral else where | {"message": message_json(slack, message)}


def _in_view(slack: Workspace, view: View) -> Json:
    shown = view.as_slack(slack.team_id, slack.app)
    return {"container": {"type": "view", "view_id": view.id}, "view": shown}


def message_press(slack: Workspace, user: str, message: Message, action: Json) -> Json:
    """block_actions from a message."""
    channel = slack.channels[message.channel]
    payload = _interaction(slack, "block_actions", user) | _in_message(slack, message)
    payload["state"] = {"values": state_values(message.blocks, message.state)}
    payload["response_url"] = response_url(slack, channel, user, message.ts, message.thread_ts)
    return payload | {"actions": [_stamped(slack, action)]} | _trigger(slack, user)


def view_press(slack: Workspace, user: str, view: View, action: Json) -> Json:
    """block_actions from a modal or a Home tab."""
    payload = _interaction(slack, "block_actions", user) | _in_view(slack, view)
    return payload | {"actions": [_stamped(slack, action)]} | _trigger(slack, user)


def suggestion(slack: Workspace, user: str, at: Message | View, asked: Json) -> Json:
    """block_suggestion from anywhere: nothing can be opened or answered with it but options."""
    where = _in_message(slack, at) if isinstance(at, Message) else _in_view(slack, at)
    return _interaction(slack, "block_suggestion", user) | where | asked


def _stamped(slack: Workspace, action: Json) -> Json:
    return action | {"action_ts": slack.stamp()}


def submission(slack: Workspace, view: View) -> Json:
    """view_submission, with the whole view."""
    shown = view.as_slack(slack.team_id, slack.app)
    payload = _interaction(slack, "view_submission", view.user) | {"view": shown, "response_urls": []}
    return payload | _trigger(slack, view.user)


def closed(slack: Workspace, view: View, *, whole_stack: bool) -> Json:
    """view_closed."""
    shown = view.as_slack(slack.team_id, slack.app)
    return _interaction(slack, "view_closed", view.user) | {"view": shown, "is_cleared": whole_stack}
