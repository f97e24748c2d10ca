"""Somebody opens the app's Home."""

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.service import home
from handlers.door import office


async def opened(event: dict[str, Any], context: AsyncBoltContext) -> None:
    """Have it published; the tab of messages is opened with the same event."""
    if event.get("tab") == "home":
        await office(context).ask(home.opened, event["user"])
