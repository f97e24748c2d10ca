"""A fix is exposed in stages, and taken back at the first regression."""

from dataclasses import dataclass

from bot.domain import rolling_out
from bot.domain.rolling_out import Seen
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Reaching:
    """A stage that was reached."""

    incident: int
    by: str
    step: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class GoingBack:
    """The `number`-th exposure is taken back."""

    incident: int
    by: str
    number: int
    reason: str


def reach(desk: Desk, request: Reaching) -> None:
    """Report a stage."""
    before = desk.incident(request.incident)
    stages = desk.rules.policy.rollout_stages
    desk.keep(before, rolling_out.reach(before, request.step, request.seen, stages, request.by, desk.now))
    desk.get_to_know(request.by)


def go_back(desk: Desk, request: GoingBack) -> None:
    """Take the fix back."""
    before = desk.incident(request.incident)
    desk.keep(before, rolling_out.go_back(before, request.number, request.reason, request.by, desk.now))
    desk.get_to_know(request.by)
