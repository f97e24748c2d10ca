"""Adversarial text kept apart: who may read it, and what of it may be told to everybody, a label and a hash."""

from datetime import datetime
from hashlib import sha256
from typing import Final

from pydantic import BaseModel, ConfigDict

from bot.domain.evidence_events import PromptQuarantined, QuarantineRead
from bot.domain.incident import Change, Incident
from bot.domain.policy import Policy

READERS: Final = "quarantine_readers"
"""The group of policy that may read what is quarantined."""
READERS_OTHERWISE: Final = ("security", "trust_and_safety")
"""The groups that may where policy names no readers."""


class Quarantined(BaseModel):
    """What may be told of a quarantined text; `number` counts from 1 within the incident, `by` is a Slack user id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    label: str
    sha256: str
    by: str
    at: datetime


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def readers(policy: Policy) -> tuple[str, ...]:
    """Return who may read what is quarantined: Slack users and user groups, each once; perhaps nobody."""
    groups = (READERS,) if READERS in policy.groups else READERS_OTHERWISE
    return tuple(dict.fromkeys(member for group in groups for member in policy.members(group)))


def put(incident: Incident, kept: Quarantined) -> Change:
    """Note that a text was put into quarantine.

    Raises:
        Restricted: nothing of the incident's content may be copied.
    """
    incident.require_unrestricted()
    event = PromptQuarantined(at=kept.at, by=kept.by, number=kept.number, label=kept.label, sha256=kept.sha256)
    return Change(incident, (event,))


def read(incident: Incident, kept: Quarantined, by: str, now: datetime) -> Change:
    """Note that somebody looks at a quarantined text.

    Raises:
        Restricted: nothing of the incident's content may be shown.
    """
    incident.require_unrestricted()
    return Change(incident, (QuarantineRead(at=now, by=by, number=kept.number, label=kept.label),))
