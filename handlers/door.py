"""What handlers reach through: the office where use cases are served, group commit, and the model registry."""

from dataclasses import dataclass, field

from slack_bolt.context.async_context import AsyncBoltContext

from bot.domain.registry import Registered
from bot.domain.systems import System
from bot.errors import RegistryFailed
from bot.integrations.mlflow import Mlflow
from bot.service.desk import Office
from bot.store import Ingest
from handlers.newest import Newest


@dataclass(frozen=True, slots=True)
class Door:
    """Set once at start; handlers find it in their context."""

    office: Office
    ingest: Ingest
    mlflow: Mlflow | None = None
    newest: Newest = field(default_factory=Newest)


async def registered(context: AsyncBoltContext, system: System | None) -> Registered | RegistryFailed | None:
    """What the model registry says of a system, or why it does not; None where there is nothing to be asked."""
    door: Door = context["door"]
    return None if door.mlflow is None else await door.mlflow.look(system)


def office(context: AsyncBoltContext) -> Office:
    """The office behind the door of this request."""
    door: Door = context["door"]
    return door.office
