"""What handlers reach through: the office, where use cases are served, and the group commit for messages."""

from dataclasses import dataclass, field

from slack_bolt.context.async_context import AsyncBoltContext

from bot.service.desk import Office
from bot.store import Ingest
from handlers.newest import Newest


@dataclass(frozen=True, slots=True)
class Door:
    """Set once at start; handlers find it in their context."""

    office: Office
    ingest: Ingest
    newest: Newest = field(default_factory=Newest)


def office(context: AsyncBoltContext) -> Office:
    """The office behind the door of this request."""
    door: Door = context["door"]
    return door.office
