"""The pushpin puts a message on the timeline; taking it away takes the message off."""

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.service import listen
from bot.service.listen import OnMessage
from handlers.door import office

_PUSHPINS = frozenset({"pushpin", "round_pushpin"})


async def added(event: dict[str, Any], context: AsyncBoltContext) -> None:
    """Put it on, if it is a pushpin on a message."""
    if _is_pushpin(event):
        await office(context).ask(listen.pin, _on_message(event))


async def removed(event: dict[str, Any], context: AsyncBoltContext) -> None:
    """Take it off."""
    if _is_pushpin(event):
        await office(context).ask(listen.unpin, _on_message(event))


def _is_pushpin(event: dict[str, Any]) -> bool:
    return event["reaction"] in _PUSHPINS and event["item"]["type"] == "message"


def _on_message(event: dict[str, Any]) -> OnMessage:
    return OnMessage(channel=event["item"]["channel"], ts=event["item"]["ts"], by=event["user"])
