"""The watch after a mitigation as a value: until when, who owns the system, who has signed it off."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict


class Signer(StrEnum):
    """Who signs a watch off."""

    COMMANDER = "commander"
    OWNER = "owner"


class Lacking(StrEnum):
    """What closing an incident waits for."""

    WATCH = "watch"
    COMMANDER = "commander"
    OWNER = "owner"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SignOff(_Value):
    """A signature: in which part, by whom (Slack user id), when."""

    part: Signer
    by: str
    at: datetime


class Watch(_Value):
    """A watch: `owner` (Slack user id) was named when it began; whoever is ML on-call stands in where nobody was."""

    started_at: datetime
    owner: str | None = None
    watched: str | None = None
    ended_at: datetime | None = None
    signed: tuple[SignOff, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether it has ended quietly."""
        return self.ended_at is not None

    def signature(self, part: Signer) -> SignOff | None:
        """Return who signed in this part; None when nobody has."""
        return next((one for one in self.signed if one.part is part), None)


class Unwatched(NamedTuple):
    """How an incident is closed before its watch is over and signed off: a false alarm has nothing to watch."""

    reason: str | None = None
    false_alarm: bool = False
    lacking: tuple[Lacking, ...] = ()
