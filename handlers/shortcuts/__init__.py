"""Message shortcuts."""

from slack_bolt.async_app import AsyncApp

from bot.ids import Shortcut
from handlers.shortcuts import message


def register(app: AsyncApp) -> None:
    """The shortcuts of the manifest."""
    app.shortcut({"type": "message_action", "callback_id": Shortcut.DECLARE})(message.declare)
    app.shortcut({"type": "message_action", "callback_id": Shortcut.ADD_TO_TIMELINE})(message.add_to_timeline)
    app.shortcut({"type": "message_action", "callback_id": Shortcut.RESTRICT})(message.restrict)
