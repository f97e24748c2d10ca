"""Deadlines: when each is due, how it moves, and what became of it; times are UTC-aware and come in as arguments."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class DeadlineKind(StrEnum):
    """What can be due."""

    RESPONSE = "response"
    STATUS_UPDATE = "status_update"
    CLASSIFICATION = "classification"
    LEVER = "lever"
    WATCH = "watch"
    EVIDENCE = "evidence"


class DeadlineState(StrEnum):
    """Where a deadline stands: a `missed` one may still be settled late, a `stopped` one no longer applies."""

    RUNNING = "running"
    MET = "met"
    MISSED = "missed"
    STOPPED = "stopped"


CLASSIFICATION_AFTER = timedelta(minutes=10)
RESOLVE_UNDO_FOR = timedelta(minutes=10)


class Deadline(BaseModel):
    """One clock of one incident.

    `misses` counts how often it rang since it was last set; `first_missed_at` is when it first was due.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: DeadlineKind
    started_at: datetime
    due_at: datetime
    state: DeadlineState = DeadlineState.RUNNING
    settled_at: datetime | None = None
    misses: int = 0
    first_missed_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether the clock will ring at `due_at`."""
        return self.state is DeadlineState.RUNNING

    def is_due(self, now: datetime) -> bool:
        """Whether it must ring now."""
        return self.is_running and self.due_at <= now

    def late_by(self, at: datetime) -> timedelta | None:
        """How far past the due time `at` lies; None when it does not."""
        return at - self.due_at if at > self.due_at else None

    @property
    def missed_by(self) -> timedelta | None:
        """How late it was settled; None when it was met or is still open."""
        return self.late_by(self.settled_at) if self.settled_at else None

    def settled(self, at: datetime) -> "Deadline":
        """What it waited for has happened, in time or not."""
        met = self.late_by(at) is None
        return self._with(state=DeadlineState.MET if met else DeadlineState.MISSED, settled_at=at)

    def missed(self) -> "Deadline":
        """The due time has passed and it does not ring again."""
        return self._with(state=DeadlineState.MISSED, misses=self.misses + 1)

    def rang(self, again_at: datetime) -> "Deadline":
        """It rang and will ring again."""
        return self._with(due_at=again_at, misses=self.misses + 1, first_missed_at=self.first_missed_at or self.due_at)

    def moved(self, due_at: datetime) -> "Deadline":
        """The due time changes, nothing else."""
        return self._with(due_at=due_at)

    def stopped(self) -> "Deadline":
        """It no longer applies."""
        return self._with(state=DeadlineState.STOPPED) if self.is_running else self

    def resumed(self) -> "Deadline":
        """It applies again, as it stood when it was stopped."""
        return self._with(state=DeadlineState.RUNNING) if self.state is DeadlineState.STOPPED else self

    def _with(self, **changes: object) -> "Deadline":
        return self.model_copy(update=changes)


def start(kind: DeadlineKind, at: datetime, after: timedelta) -> Deadline:
    """A clock that starts at `at` and is due `after` later."""
    return Deadline(kind=kind, started_at=at, due_at=at + after)


def retimed_response(deadline: Deadline, at: datetime, sla: timedelta, *, is_raise: bool) -> Deadline:
    """The response clock after a change of severity.

    A raise counts anew from the raise but never gives more time than there was; a lowering counts from the
    declaration, never takes time away, and never turns a miss into something else.
    """
    if not deadline.is_running:
        return deadline
    if is_raise:
        return deadline.moved(min(deadline.due_at, at + sla))
    return deadline.moved(max(deadline.due_at, deadline.started_at + sla))


def decided_response(deadline: Deadline, sla: timedelta) -> Deadline:
    """The response clock once a severity that nobody was sure of is decided: as if it had been declared with it."""
    return deadline.moved(deadline.started_at + sla) if deadline.is_running else deadline


def next_ring(due_at: datetime, now: datetime, every: timedelta) -> datetime:
    """The first multiple of `every` after `due_at` that lies in the future: missed intervals are not made up for."""
    intervals = (now - due_at) // every + 1
    return due_at + intervals * every
