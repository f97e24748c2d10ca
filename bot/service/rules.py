"""What every use case follows: policy, runbooks, templates, the systems on record, and where the workspace is."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.blocks.standing import Standing
from bot.domain.policy import Policy
from bot.domain.systems import Judged, System, judged, key_of
from bot.domain.transcript import permalink
from bot.inventory import Inventory
from bot.library import Library
from bot.printing import Printer
from bot.store import Work


@dataclass(frozen=True, slots=True)
class Rules:
    """Read once at start. `team_url` ends with a slash; permalinks are built from it."""

    policy: Policy
    library: Library
    printer: Printer
    standing: Standing
    team_url: str
    inventory: Inventory = field(default_factory=Inventory)

    def seeing(self, work: Work, now: datetime) -> "Rules":
        """The same rules with eyes for a transaction: channels, labels, and what is on record of systems now."""

        def on_record(name: str) -> Judged | None:
            system = self.system(work, name)
            return None if system is None else judged(system, now)

        standing = replace(
            self.standing, channel_of=work.places.channel_of, on_record=on_record, labels_of=work.samples.labels
        )
        return replace(self, standing=standing)

    def system(self, work: Work, name: str) -> System | None:
        """The record of an AI system: what a file says of it, or else what was entered in Slack; None without either.

        Rehearsals that were written down in Slack count wherever the rest stands.
        """
        filed = self.inventory.get(name)
        system = filed.system if filed else work.systems.get(name)
        return system and system.rehearsed(work.systems.rehearsals(name))

    def systems(self, work: Work) -> tuple[System, ...]:
        """The records of all AI systems, by name."""
        entered = (one for one in work.systems.all() if self.inventory.get(one.name) is None)
        known = sorted((*self.inventory.systems(), *entered), key=lambda one: key_of(one.name))
        return tuple(one.rehearsed(work.systems.rehearsals(one.name)) for one in known)

    def link(self, channel: str, ts: str) -> str:
        """The permalink of a message."""
        return permalink(self.team_url, channel, ts)
