"""Evidence as values: what is held, what cannot be had, and whether it was held before the system was altered."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class GateAnswer(_Value):
    """What somebody (Slack user id) said before the system was altered: evidence held, or not and harm goes on."""

    held: bool
    by: str
    at: datetime


class EvidenceItem(_Value):
    """One thing that is held, by reference: never the thing itself.

    `number` counts from 1 within the incident; `kind` and `text` are those of the list. `collector` took it at `at`,
    and `by` wrote it down; both are Slack user ids.
    """

    number: int
    kind: str
    text: str
    reference: str
    sha256: str | None = None
    collector: str
    at: datetime
    by: str
    note: str | None = None


class Unavailable(_Value):
    """A kind of evidence that cannot be had (any more), and why."""

    kind: str
    text: str
    reason: str
    by: str
    at: datetime


class EvidenceLog(_Value):
    """What of an incident's evidence is held and what cannot be had.

    `warned` counts, by log source, how often it was said that the source will not keep what it has for long.
    """

    items: tuple[EvidenceItem, ...] = ()
    unavailable: tuple[Unavailable, ...] = ()
    warned: Mapping[str, int] = {}
