"""What came of a replay."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """What a replay has seen; every sentence of `problems` is a step that did not happen.

    Attributes:
        channel: The name of the incident's channel.
        severities: Each severity that the channel's topic showed, in order.
        reminders: How often the bot asked for a status update.
        refusals: How many calls of the bot were refused.
        clocks: Each clock as the post-mortem's record tells it.
        postmortem: Where the last post-mortem was written to.
        journal: Where every call of the bot is written down.
    """

    journal: Path
    channel: str = ""
    severities: list[str] = field(default_factory=list)
    reminders: int = 0
    refusals: int = 0
    clocks: list[str] = field(default_factory=list)
    postmortem: Path | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 if every step happened."""
        return 1 if self.problems else 0
