"""The modals, one builder each: `modals.start(...)`, `modals.classify(...)`, ... return a checked `Modal`."""

from bot.blocks.modals.classification import classify
from bot.blocks.modals.starting import start

__all__ = ["classify", "start"]
