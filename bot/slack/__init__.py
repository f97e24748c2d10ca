"""Slack's Web API, as the calls that the bot makes; what Slack refuses comes back as one of four outcomes."""

from bot.slack.connection import Identity, Slack
from bot.slack.outcome import AlreadyDone, CallFailed, Failure, GiveUp, Lost, Retry

__all__ = ["AlreadyDone", "CallFailed", "Failure", "GiveUp", "Identity", "Lost", "Retry", "Slack"]
