"""Incidents as they stand now, and the projections that say which of them is due."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from bot.domain.clocks import DeadlineState
from bot.domain.incident import Incident, Status
from bot.errors import NothingToShow
from bot.store.inserts import upsert
from bot.store.schema import counters, deadlines, incidents, systems

_RUNNING = deadlines.c.state == DeadlineState.RUNNING.value


class Incidents:
    """The incidents of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self) -> int:
        """Take the next number: without gaps, because a transaction that fails gives its number back."""
        taken = update(counters).where(counters.c.name == "incidents").values(value=counters.c.value + 1)
        return int(self._connection.execute(taken.returning(counters.c.value)).scalar_one())

    def add(self, incident: Incident) -> None:
        """Write a new incident."""
        row = {**_columns(incident), "number": incident.number, "declared_at": incident.declared_at}
        self._connection.execute(incidents.insert().values(**row))
        self._project(incident)
        self._remember_system(incident, is_new=True)

    def get(self, number: int) -> Incident:
        """Read an incident in order to change it: others wait until this transaction ends.

        Raises:
            NothingToShow: there is none with this number.
        """
        found = self._one(select(incidents.c.state).where(incidents.c.number == number).with_for_update())
        if found is None:
            raise NothingToShow(what="incident")
        return found

    def save(self, incident: Incident) -> None:
        """Write the new state of an incident."""
        changed = update(incidents).where(incidents.c.number == incident.number).values(**_columns(incident))
        self._connection.execute(changed)
        self._project(incident)
        self._remember_system(incident, is_new=False)

    def find(self, number: int) -> Incident | None:
        """Read an incident, without keeping others from changing it."""
        return self._one(select(incidents.c.state).where(incidents.c.number == number))

    def in_channel(self, channel_id: str) -> Incident | None:
        """Read the incident that this channel belongs to."""
        return self._one(select(incidents.c.state).where(incidents.c.channel_id == channel_id))

    def running(self) -> tuple[Incident, ...]:
        """Read the incidents that are not resolved, oldest first."""
        unresolved = incidents.c.status != Status.RESOLVED.value
        return self._all(select(incidents.c.state).where(unresolved).order_by(incidents.c.number))

    def resolved_since(self, moment: datetime, most: int) -> tuple[Incident, ...]:
        """Read the incidents that were resolved since and are still, at most so many, the last one first."""
        closed = incidents.c.status == Status.RESOLVED.value
        query = select(incidents.c.state).where(closed, incidents.c.resolved_at >= moment)
        return self._all(query.order_by(incidents.c.resolved_at.desc(), incidents.c.number.desc()).limit(most))

    def due(self, now: datetime) -> tuple[int, ...]:
        """Name the incidents of which some clock must ring now, the longest overdue first."""
        ringing = select(deadlines.c.incident).where(_RUNNING, deadlines.c.due_at <= now)
        ordered = ringing.group_by(deadlines.c.incident).order_by(func.min(deadlines.c.due_at))
        return tuple(self._connection.execute(ordered).scalars())

    def next_due(self) -> datetime | None:
        """Say when the next clock rings."""
        moment: datetime | None = self._connection.execute(
            select(func.min(deadlines.c.due_at)).where(_RUNNING)
        ).scalar()
        return moment

    def systems(self) -> tuple[str, ...]:
        """Name the AI systems that incidents were declared for, the last used first."""
        named = select(systems.c.name).order_by(systems.c.last_used_at.desc(), systems.c.name)
        return tuple(self._connection.execute(named).scalars())

    def _one(self, query: Select[Any]) -> Incident | None:
        return next(iter(self._all(query)), None)

    def _all(self, query: Select[Any]) -> tuple[Incident, ...]:
        return tuple(map(Incident.model_validate_json, self._connection.execute(query).scalars()))

    def _project(self, incident: Incident) -> None:
        """Keep the clocks that are queried in step with the state."""
        self._connection.execute(deadlines.delete().where(deadlines.c.incident == incident.number))
        if rows := _deadlines(incident):
            self._connection.execute(deadlines.insert(), rows)

    def _remember_system(self, incident: Incident, *, is_new: bool) -> None:
        """Know the system again when the next incident is declared, and what it does once somebody has said it.

        Everybody who declares is offered it, so that what a private incident is about is not remembered.
        """
        if incident.private:
            return
        keep = {"purpose"} if incident.answers.purpose is None else set()
        upsert(self._connection, systems, _system(incident), keep=keep if is_new else {*keep, "last_used_at"})


def _columns(incident: Incident) -> Mapping[str, object]:
    return {
        "state": incident.model_dump_json(),
        "status": incident.status.value,
        "severity": incident.severity.value,
        "system": incident.system,
        "resolved_at": incident.resolved_at,
    }


def _system(incident: Incident) -> Mapping[str, object]:
    return {"name": incident.system, "purpose": incident.answers.purpose, "last_used_at": incident.declared_at}


def _deadlines(incident: Incident) -> Sequence[Mapping[str, object]]:
    return [
        {"incident": incident.number, "kind": one.kind.value, "due_at": one.due_at, "state": one.state.value}
        for one in incident.deadlines.values()
    ]
