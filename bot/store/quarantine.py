"""Adversarial text, kept apart from everything that is shown, searched or exported."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.domain.quarantine import Quarantined, digest
from bot.errors import NothingToShow
from bot.store.schema import quarantine

_TOLD = (quarantine.c.number, quarantine.c.label, quarantine.c.sha256, quarantine.c.by, quarantine.c.at)


class Quarantine:
    """The quarantined texts of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, incident: int, label: str, text: str, by: str, at: datetime) -> Quarantined:
        """Put a text apart, under the incident's next number; the incident is locked meanwhile."""
        highest = select(func.max(quarantine.c.number)).where(quarantine.c.incident == incident)
        number = (self._connection.execute(highest).scalar() or 0) + 1
        kept = Quarantined(number=number, label=label, sha256=digest(text), by=by, at=at)
        self._connection.execute(quarantine.insert().values(incident=incident, text=text, **kept.model_dump()))
        return kept

    def of(self, incident: int) -> tuple[Quarantined, ...]:
        """List what an incident has, without the texts."""
        listed = select(*_TOLD).where(quarantine.c.incident == incident).order_by(quarantine.c.number)
        return tuple(Quarantined.model_validate(dict(row)) for row in self._connection.execute(listed).mappings())

    def get(self, incident: int, number: int) -> tuple[Quarantined, str]:
        """Read one, with its text.

        Raises:
            NothingToShow: there is none with this number.
        """
        wanted = select(*_TOLD, quarantine.c.text).where(
            quarantine.c.incident == incident, quarantine.c.number == number
        )
        row = self._connection.execute(wanted).mappings().one_or_none()
        if row is None:
            raise NothingToShow(what="quarantined item")
        told = dict(row)
        text = str(told.pop("text"))
        return Quarantined.model_validate(told), text
