"""Incoming webhooks: a monitor posts to the one channel of its address, and is answered in plain text."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox import orders, strictjson, talk
from sandbox.acts import place, read
from sandbox.blockkit.check import check_attachments, check_message, with_ids
from sandbox.channels import Channel
from sandbox.control import stand_of
from sandbox.delivery import elapsed
from sandbox.journal import of_other_app
from sandbox.limits import RateLimited
from sandbox.messages import BOT_MESSAGE
from sandbox.methods.drafts import fresh_ids
from sandbox.otherapps import Webhook
from sandbox.shapes import Json, SlackError
from sandbox.stand import Stand
from sandbox.talk import Draft
from sandbox.text import from_api

# docs.slack.dev, "Sending messages using incoming webhooks", on errors; whatever is not named here answers 400.
STATUS: Mapping[str, int] = MappingProxyType({
    "invalid_token": 403,
    "no_service": 404,
    "no_team": 404,
    "channel_is_archived": 410,
    "ratelimited": 429,
})  # fmt: skip


async def post(request: Request) -> Response:
    """POST /services/{team}/{hook}/{secret}: JSON, or a form with JSON in its `payload`."""
    stand, started = stand_of(request), time.monotonic()
    payload = await _payload(request)
    hook, error, headers = None, "", {}
    try:
        hook = _found(stand, request)
        _post(stand, hook, payload)
    except RateLimited as refusal:
        error, headers = refusal.code, {"Retry-After": str(refusal.retry_after)}
    except SlackError as refusal:
        error = refusal.code
    by, shown = hook.app.name if hook else "nobody", payload if isinstance(payload, dict) else {}
    answer = {"text": error or "ok", **({"error": error} if error else {})}
    stand.journal.note(of_other_app(by, "incoming webhook", shown, answer, elapsed(started)))
    return PlainTextResponse(error or "ok", STATUS.get(error, 400) if error else 200, headers)


async def _payload(request: Request) -> Any:
    """What was sent; nothing where it cannot be read."""
    try:
        if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return strictjson.loads(str((await request.form())["payload"]))
        return strictjson.loads(await request.body())
    except (ValueError, KeyError):
        return None


def _found(stand: Stand, request: Request) -> Webhook:
    asked = request.path_params
    if asked["team"] != stand.slack.team_id:
        raise SlackError("no_team")
    hook = stand.slack.webhooks.of(asked["hook"])
    if hook is None:
        raise SlackError("no_service")
    if hook.secret != asked["secret"]:
        raise SlackError("invalid_token")
    return hook


def _post(stand: Stand, hook: Webhook, payload: Any) -> None:
    if not isinstance(payload, dict):
        raise SlackError("invalid_payload")
    draft = _draft(payload, hook.bot_id)
    channel = _channel(stand, hook)
    if draft.thread_ts and draft.thread_ts not in stand.slack.messages[channel.id]:
        raise SlackError("invalid_payload")
    stand.limits.of(hook.bot_id).message(channel.id, stand.slack.clock.now())
    talk.say(stand.slack, channel, hook.app.bot_user_id, draft)


def _channel(stand: Stand, hook: Webhook) -> Channel:
    channel = stand.slack.channels[hook.channel]
    if channel.archived:
        raise SlackError("channel_is_archived")
    return channel


def _draft(payload: Json, bot_id: str) -> Draft:
    blocks, attachments = payload.get("blocks", []), payload.get("attachments", [])
    text = from_api(str(payload.get("text") or ""))
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise SlackError("invalid_payload")
    check_message(blocks, too_long="invalid_blocks")
    check_attachments(attachments, too_long="invalid_blocks")
    if not (text or blocks or attachments):
        raise SlackError("no_text")
    in_thread = str(payload.get("thread_ts") or "")
    whole = text, with_ids(blocks, fresh_ids()), attachments
    return Draft(*whole, thread_ts=in_thread, subtype=BOT_MESSAGE, bot_id=bot_id)


async def create(request: Request) -> Response:
    """POST /control/webhook: a new address for a channel, as a person adds Alertbot's webhook to it."""
    order, stand = await read(request, orders.InChannel), stand_of(request)
    channel = place(stand.slack, order)
    hook = stand.slack.webhooks.add(stand.slack.others[0], channel.id)
    return JSONResponse({"url": f"{stand.slack.base_url}{hook.path(stand.slack.team_id)}"})
