"""The tick: every clock that is due rings, each incident in a transaction of its own."""

from bot.domain import updating
from bot.service.desk import Desk, Office


async def tick(office: Office) -> int:
    """Ring what is due; returns how many incidents had something to say."""
    due = await office.ask(_due, None)
    for number in due:
        await office.ask(_ring, number)
    return len(due)


def _due(desk: Desk, _request: None) -> tuple[int, ...]:
    return desk.work.incidents.due(desk.now)


def _ring(desk: Desk, number: int) -> None:
    """Looked at again under the lock: another replica may have rung it meanwhile."""
    before = desk.incident(number)
    desk.keep(before, updating.ring(before, desk.rules.policy, desk.now))
