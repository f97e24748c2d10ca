"""What happens while a bundle is rolled back."""

from datetime import timedelta
from typing import Literal

from bot.domain.happening import Happening


class RollbackDeclined(Happening):
    """A rollback was considered and would not help; `reasons` are the answers, `instead` levers that help, in words."""

    kind: Literal["rollback_declined"] = "rollback_declined"
    reasons: tuple[str, ...]
    instead: tuple[str, ...] = ()
    note: str | None = None


class RollbackStarted(Happening):
    """Somebody decided to roll back, by stated criteria; `parts` are what moves of the bundle."""

    kind: Literal["rollback_started"] = "rollback_started"
    before: str
    after: str
    parts: tuple[str, ...]
    criteria: str


class RollbackAdvanced(Happening):
    """A stage of the rollback was passed (a `Stage` value), with what was seen."""

    kind: Literal["rollback_advanced"] = "rollback_advanced"
    stage: str
    note: str | None = None


class RollbackCompleted(Happening):
    """The rollback is complete; `over` is how far past the 15 minutes it went, None when it stayed within."""

    kind: Literal["rollback_completed"] = "rollback_completed"
    before: str
    after: str
    took: timedelta
    over: timedelta | None = None


class RollbackAborted(Happening):
    """The rollback was given up at a stage (a `Stage` value), with the reason."""

    kind: Literal["rollback_aborted"] = "rollback_aborted"
    stage: str
    reason: str


class RollbackOffered(Happening):
    """Something crossed what sets a rollback off: a rollback was offered, none was started.

    `trigger` is what it is offered once for, `because` says what was crossed.
    """

    kind: Literal["rollback_offered"] = "rollback_offered"
    trigger: str
    because: str
    value: float | None = None
    threshold: float | None = None
    n: int | None = None


RollbackEvent = (
    RollbackDeclined | RollbackStarted | RollbackAdvanced | RollbackCompleted | RollbackAborted | RollbackOffered
)
