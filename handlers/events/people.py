"""People who come into a channel."""

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.service import listen
from bot.service.listen import OnMessage
from handlers.door import office


async def joined(event: dict[str, Any], context: AsyncBoltContext) -> None:
    """Get to know them, so that documents can leave their names out."""
    await office(context).ask(listen.joined, OnMessage(channel=event["channel"], ts="", by=event["user"]))
