"""Status updates and their reminder."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain import updating
from bot.domain.events import StatusUpdated
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class PostUpdate:
    """A status update as submitted; `following` is the time until the next one."""

    incident: int
    by: str
    known: str
    doing: str
    impact: str
    following: timedelta


@dataclass(frozen=True, slots=True)
class Snooze:
    """The reminder put off."""

    incident: int
    by: str
    wait: timedelta
    reason: str


def post(desk: Desk, request: PostUpdate) -> None:
    """Post a status update and set the clock."""
    before = desk.incident(request.incident)
    update = StatusUpdated(
        at=desk.now,
        by=request.by,
        known=request.known,
        doing=request.doing,
        impact=request.impact,
        next_update_at=desk.now + request.following,
    )
    desk.keep(before, updating.post_update(before, update))
    desk.get_to_know(request.by)


def snooze(desk: Desk, request: Snooze) -> None:
    """Put the reminder off."""
    before = desk.incident(request.incident)
    desk.keep(before, updating.snooze(before, request.wait, request.reason, request.by, desk.now))
