"""The database: state, timeline, deadlines and outbox, changed together in one transaction or not at all."""

from bot.store.ingest import Ingest
from bot.store.places import MessageRef
from bot.store.store import Store
from bot.store.trouble import Overtaken, StoreUnavailable
from bot.store.work import Work

__all__ = ["Ingest", "MessageRef", "Overtaken", "Store", "StoreUnavailable", "Work"]
