"""One place answers what a handler raises: beside the field, to the person alone, or by asking Slack to come again."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import wording
from bot.blocks import modals
from bot.blocks.text import mention
from bot.errors import BotError
from bot.store import StoreUnavailable

_log = structlog.get_logger(__name__)
_AGAIN = BoltResponse(status=500, body="not stored: please deliver again")


async def answer(
    error: Exception, body: dict[str, Any], ack: AsyncAck, respond: AsyncRespond, client: AsyncWebClient
) -> BoltResponse:
    """Tell the person what did not work and what to do; a bug is logged as well."""
    if not isinstance(error, BotError):
        _log.error("handler_failed", exc_info=error, request_type=body.get("type") or body.get("command"))
    if body.get("type") == "event_callback":
        return _AGAIN
    is_beside_a_field = body.get("type") == "view_submission" or "response_url" not in body
    return await _told(error, _words(error, None if is_beside_a_field else mention), body, ack, respond, client)


async def _told(
    error: Exception, words: str, body: dict[str, Any], ack: AsyncAck, respond: AsyncRespond, client: AsyncWebClient
) -> BoltResponse:
    if body.get("type") == "view_submission":
        return await ack(response_action="errors", errors={_field(error, body["view"]): words})
    if "command" in body:
        return await ack(response_type="ephemeral", text=words)
    if body.get("response_url"):
        await respond(text=words, response_type="ephemeral", replace_original=False)
    elif body.get("view"):
        # Above a modal; a Home has none yet.
        show = client.views_open if body["view"].get("type") == "home" else client.views_push
        await show(trigger_id=body["trigger_id"], view=modals.notice("That did not work", words).view)
    else:
        await client.chat_postMessage(channel=body["user"]["id"], text=words)
    return await ack()


def _words(error: Exception, who: Callable[[str], str] | None) -> str:
    """A mention names somebody in a message; beside a field it would be shown as an id."""
    if isinstance(error, BotError):
        return wording.refusal(error, who)
    if isinstance(error, SlackApiError):
        return wording.slack_refused(str(error.response.get("error")))
    if isinstance(error, ClientError | TimeoutError):
        return wording.slack_refused("no_answer")
    if isinstance(error, StoreUnavailable):
        return wording.store_away()
    return wording.broken()


def _field(error: Exception, view: Mapping[str, Any]) -> str:
    """The block beside which Slack shows the words: the field's own, else the modal's first input."""
    blocks = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    named = error.field if isinstance(error, BotError) else None
    return named if named is not None and named in blocks else str(blocks[0])
