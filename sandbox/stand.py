"""One running stand-in: the workspace with its journal, its faults, its limits and its line to the bot."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.limits import Limits
from sandbox.socketmode import Sockets
from sandbox.timetable import Timetable
from sandbox.workspace import Workspace


@dataclass
class Stand:
    """What every route of the server works with."""

    slack: Workspace
    journal: Journal
    faults: Faults
    delivery: Delivery
    sockets: Sockets
    limits: Limits = field(default_factory=Limits)
    # What opens the page from other machines; empty for one that listens to its own machine alone.
    key: str = ""
    timetable: Timetable | None = None

    async def close(self) -> None:
        """Stop delivering, and let everyone go who waits for news or for the clock."""
        if self.timetable is not None:
            await self.timetable.close()
        await self.delivery.close()
        self.slack.hub.close()
        self.slack.clock.close()
