"""The tick: every clock that is due rings, each incident in a transaction of its own."""

import asyncio

from bot.domain import levers, retention, updating
from bot.service.desk import Desk, Office


async def tick(office: Office) -> int:
    """Ring what is due; returns how many incidents had something to say.

    Raises:
        ExceptionGroup: an incident could not be rung; the others were all the same.
    """
    due = await office.ask(_due, None)
    outcomes = await asyncio.gather(*(office.ask(_ring, number) for number in due), return_exceptions=True)
    if failed := [outcome for outcome in outcomes if isinstance(outcome, Exception)]:
        raise ExceptionGroup("incidents whose clocks could not ring", failed)
    return len(due)


def _due(desk: Desk, _request: None) -> tuple[int, ...]:
    return desk.work.incidents.due(desk.now)


def _ring(desk: Desk, number: int) -> None:
    """Looked at again under the lock: another replica may have rung it meanwhile."""
    before = desk.incident(number)
    rung = updating.ring(before, desk.rules.policy, desk.now)
    nudged = levers.ring(rung.incident, desk.now)
    kinds = desk.rules.library.evidence_kinds(before.type)
    warned = retention.ring(nudged.incident, desk.retention(desk.system(before.system)), kinds, desk.now)
    desk.keep(before, rung, nudged, warned)
