"""`/ai-incident` and its sub-commands."""

from slack_bolt.async_app import AsyncApp

from bot.ids import COMMAND
from handlers.commands import root


def register(app: AsyncApp) -> None:
    """One command; what follows it decides."""
    app.command(COMMAND)(root.ai_incident)
