"""Rolling a bundle back: whether it helps at all, the stages in their order, and how long it took."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, ConfigDict

from bot.domain.rollback_events import RollbackAborted, RollbackAdvanced, RollbackCompleted, RollbackStarted
from bot.domain.systems import Part
from bot.domain.taxonomy import ROLLBACK
from bot.errors import StaleButton


class Stage(StrEnum):
    """What comes next in a rollback, in order."""

    TARGET = "target"
    POINTER = "pointer"
    REDEPLOY = "redeploy"
    ROUTING = "routing"
    METRICS = "metrics"
    USERS = "users"
    COMPLETE = "complete"

    @property
    def following(self) -> "Stage":
        """The stage after this one; the last stays."""
        order = tuple(Stage)
        return order[min(order.index(self) + 1, len(order) - 1)]


STAGES: Final[Mapping[Stage, str]] = MappingProxyType(
    {
        Stage.TARGET: "Check the target",
        Stage.POINTER: "Update the model registry pointer",
        Stage.REDEPLOY: "Redeploy the serving endpoint",
        Stage.ROUTING: "Verify the traffic routing",
        Stage.METRICS: "Confirm that the metrics recover",
        Stage.USERS: "Tell affected users if output quality changed noticeably",
    }
)
"""The brief's steps, with the check before and the word to users after them."""


class Futile(StrEnum):
    """Why a rollback would not help."""

    CHANGED_WORLD = "changed_world"
    POISONED_STATE = "poisoned_state"
    PAYLOAD = "payload"
    SAME_WEAKNESS = "same_weakness"
    RETIRED = "retired"


FUTILE: Final[Mapping[Futile, str]] = MappingProxyType(
    {
        Futile.CHANGED_WORLD: "The world changed: the inputs are new, not the system",
        Futile.POISONED_STATE: "Index or memory is poisoned, and stays so under the old version",
        Futile.PAYLOAD: "The attack is in the payload, and works on the old version too",
        Futile.SAME_WEAKNESS: "The old version has the same weakness",
        Futile.RETIRED: "The old version is retired, or nothing can run it",
    }
)
INSTEAD: Final[Mapping[Futile, tuple[str, ...]]] = MappingProxyType(
    {
        Futile.CHANGED_WORLD: ("segment_fallback", "human_review", "automatic_actions_off"),
        Futile.POISONED_STATE: ("source_quarantined", "ingest_stopped", "feature_off"),
        Futile.PAYLOAD: ("tool_off", "input_filter", "stricter_moderation"),
        Futile.SAME_WEAKNESS: ("capability_restricted", "feature_off", "human_review"),
        Futile.RETIRED: ("rule_based_fallback", "feature_off", "segment_fallback"),
    }
)
"""Levers, by their ids in the catalogue, that help where a rollback does not."""

TARGET_CHECKS: Final = (
    "The hash is the one on record",
    "It predates the cause",
    "It passes the current evaluations",
    "Schema and tools are compatible",
    "The provider has not retired it",
    "There is capacity for it",
)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Passed(_Value):
    """A stage that is behind: when, by whom (a Slack user id), and what was seen."""

    stage: Stage
    at: datetime
    by: str
    note: str | None = None


class Run(_Value):
    """One rollback under way or behind, the `number`-th of its incident.

    `before` and `after` are the labels of the bundles, `parts` what moves of them; `step` is the checklist's step that
    it came from, where it came from one; `way` the command or the address of the instructions, where one is on record.
    """

    number: int = 1
    before: str
    after: str
    parts: tuple[Part, ...]
    criteria: str
    decided_by: str
    started_at: datetime
    step: str | None = None
    way: str | None = None
    stage: Stage = Stage.TARGET
    passed: tuple[Passed, ...] = ()
    completed_at: datetime | None = None
    aborted_at: datetime | None = None
    reason: str | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether something is still to do."""
        return self.completed_at is None and self.aborted_at is None

    @property
    def is_partial(self) -> bool:
        """Whether only some parts of the bundle move: then the combination was never tested."""
        return set(self.parts) != set(Part)

    @property
    def due_at(self) -> datetime:
        """When it should be complete (brief: deployable within 15 minutes)."""
        return self.started_at + ROLLBACK.deployable_within

    @property
    def took(self) -> timedelta | None:
        """From the decision to the completion."""
        return self.completed_at - self.started_at if self.completed_at else None


class Offer(_Value):
    """A rollback that was offered: for which trigger, why, and after how many rollbacks."""

    trigger: str
    because: str
    rollbacks: int = 0


def start(run: Run) -> RollbackStarted:
    """Return the event of a decision."""
    return RollbackStarted(
        at=run.started_at,
        by=run.decided_by,
        before=run.before,
        after=run.after,
        parts=run.parts,
        criteria=run.criteria,
    )


def advance(run: Run, stage: Stage, by: str, now: datetime, note: str | None = None) -> tuple[Run, RollbackAdvanced]:
    """Pass the stage that is next.

    Raises:
        StaleButton: it is not next (any more), or the rollback is over.
    """
    if not run.is_under_way or stage is not run.stage or stage is Stage.COMPLETE:
        raise StaleButton(now="unknown")
    passed = Passed(stage=stage, at=now, by=by, note=note)
    following = stage.following
    done = {"completed_at": now} if following is Stage.COMPLETE else {}
    after = run.model_copy(update={"stage": following, "passed": (*run.passed, passed), **done})
    return after, RollbackAdvanced(at=now, by=by, stage=stage, note=note)


def completion(run: Run) -> RollbackCompleted | None:
    """Return the event of the end of a rollback; None while it is under way."""
    if run.completed_at is None or run.took is None:
        return None
    over = run.took - ROLLBACK.deployable_within
    return RollbackCompleted(
        at=run.completed_at,
        by=run.passed[-1].by,
        before=run.before,
        after=run.after,
        took=run.took,
        over=over if over > timedelta(0) else None,
    )


def abort(run: Run, reason: str, by: str, now: datetime) -> tuple[Run, RollbackAborted]:
    """Give a rollback up where it stands.

    Raises:
        StaleButton: it is over.
    """
    if not run.is_under_way:
        raise StaleButton(now="unknown")
    after = run.model_copy(update={"aborted_at": now, "reason": reason})
    return after, RollbackAborted(at=now, by=by, stage=run.stage, reason=reason)


def checked(held: Collection[int]) -> str:
    """Return what was established of a target, by the places in `TARGET_CHECKS` of what holds."""
    left = [words for place, words in enumerate(TARGET_CHECKS) if place not in held]
    if not left:
        return "All of the target's checks hold."
    return f"Not established: {'; '.join(left)}."


def instead(reasons: Sequence[Futile]) -> tuple[str, ...]:
    """Return the levers that help where a rollback does not, each once."""
    return tuple(dict.fromkeys(lever for reason in reasons for lever in INSTEAD[reason]))
