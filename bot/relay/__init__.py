"""The way out: what the outbox holds is sent to Slack, and what came of it is written down."""

from bot.relay.directory import Directory
from bot.relay.ready import Renderer, RendererFor
from bot.relay.relay import Relay

__all__ = ["Directory", "Relay", "Renderer", "RendererFor"]
