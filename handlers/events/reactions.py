"""The pushpin puts a message on the timeline; taking it away takes the message off.

Each event counts once: one that Slack delivers again must not put back what has been taken off meanwhile.
"""

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.service import listen
from bot.service.listen import OnMessage
from handlers.door import office

_PUSHPINS = frozenset({"pushpin", "round_pushpin"})


async def added(body: dict[str, Any], context: AsyncBoltContext) -> None:
    """Put it on, if it is a pushpin on a message."""
    if _is_pushpin(body["event"]):
        await office(context).ask_once(_key(body), listen.pin, _on_message(body["event"]))


async def removed(body: dict[str, Any], context: AsyncBoltContext) -> None:
    """Take it off."""
    if _is_pushpin(body["event"]):
        await office(context).ask_once(_key(body), listen.unpin, _on_message(body["event"]))


def _key(body: dict[str, Any]) -> str:
    return f"event:{body['event_id']}"


def _is_pushpin(event: dict[str, Any]) -> bool:
    return event["reaction"] in _PUSHPINS and event["item"]["type"] == "message"


def _on_message(event: dict[str, Any]) -> OnMessage:
    return OnMessage(channel=event["item"]["channel"], ts=event["item"]["ts"], by=event["user"])
