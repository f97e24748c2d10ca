"""Adversarial text: put apart, listed by label and hash, and shown to those whom policy names, each look on record."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain import quarantine
from bot.domain.incident import Incident
from bot.domain.quarantine import Quarantined
from bot.errors import NotAReader
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Put:
    """A text to put apart, under a label."""

    incident: int
    by: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody wants to read a text; `readers` are the people (Slack user ids) who may."""

    incident: int
    by: str
    number: int
    readers: Collection[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """What an incident has in quarantine, and who may read it: Slack users and user groups."""

    incident: Incident
    items: tuple[Quarantined, ...]
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One text, for one person's eyes."""

    kept: Quarantined
    text: str


def put(desk: Desk, request: Put) -> None:
    """Put a text apart.

    Raises:
        Restricted: nothing of the incident's content may be copied.
    """
    before = desk.incident(request.incident)
    before.require_unrestricted()
    kept = desk.work.quarantine.add(before.number, request.label, request.text, request.by, desk.now)
    desk.keep(before, quarantine.put(before, kept))
    desk.get_to_know(request.by)


def listed(desk: Desk, number: int) -> Listed:
    """List what is in quarantine, without the texts."""
    incident = desk.incident(number)
    return Listed(incident, desk.work.quarantine.of(number), quarantine.readers(desk.rules.policy))


def look(desk: Desk, request: Look) -> Shown:
    """Read a text; the look is on the timeline before anything is shown.

    Raises:
        NotAReader: policy does not name this person.
        Restricted: nothing of the incident's content may be shown.
        NothingToShow: there is no such text.
    """
    if request.by not in request.readers:
        raise NotAReader(readers=" ".join(quarantine.readers(desk.rules.policy)))
    before = desk.incident(request.incident)
    kept, text = desk.work.quarantine.get(before.number, request.number)
    desk.keep(before, quarantine.read(before, kept, request.by, desk.now))
    desk.get_to_know(request.by)
    return Shown(kept, text)
