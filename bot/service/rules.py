"""What every use case follows: the organisation's policy, the runbooks, the templates, and where the workspace is."""

from dataclasses import dataclass, replace

from bot.blocks.standing import Standing
from bot.domain.policy import Policy
from bot.domain.transcript import permalink
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

    def seeing(self, work: Work) -> "Rules":
        """The same rules with eyes for a transaction: where an incident's channel is stands in the database."""
        return replace(self, standing=replace(self.standing, channel_of=work.places.channel_of))

    def link(self, channel: str, ts: str) -> str:
        """The permalink of a message."""
        return permalink(self.team_url, channel, ts)
