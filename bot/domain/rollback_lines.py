"""The rollbacks of an incident as a post-mortem prints them, without names of people."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from bot.domain.editing import Editor
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.roles import Safe
from bot.domain.rollback import Run
from bot.domain.rollback_events import RollbackDeclined


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RollbackLine(_Value):
    """A rollback: `took` is None where it was given up, for `reason`; `over` how far past the 15 minutes it went."""

    before: Safe
    after: Safe
    parts: tuple[str, ...]
    is_partial: bool
    criteria: Safe
    started_at: datetime
    ended_at: datetime | None
    took: timedelta | None
    over: timedelta | None
    reason: Safe | None


class Declined(_Value):
    """Why a rollback was found not to help, and how that was known."""

    at: datetime
    reasons: tuple[str, ...]
    note: Safe | None


class RollbackRecord(_Value):
    """Everything about rollbacks, in the order in which they were decided."""

    runs: tuple[RollbackLine, ...]
    declined: tuple[Declined, ...]


def rollback_record(incident: Incident, events: Sequence[Event], editor: Editor) -> RollbackRecord | None:
    """Return what was rolled back, and what was decided against; None where it was never thought of."""
    declined = tuple(_declined(event, editor) for event in events if isinstance(event, RollbackDeclined))
    runs = tuple(_line(run, editor) for run in incident.rollbacks)
    return RollbackRecord(runs=runs, declined=declined) if runs or declined else None


def _declined(event: RollbackDeclined, editor: Editor) -> Declined:
    return Declined(at=event.at, reasons=event.reasons, note=editor.optional(event.note))


def _line(run: Run, editor: Editor) -> RollbackLine:
    over = run.took - (run.due_at - run.started_at) if run.took is not None else None
    return RollbackLine(
        before=editor.title(run.before),
        after=editor.title(run.after),
        parts=tuple(run.parts),
        is_partial=run.is_partial,
        criteria=editor.text(run.criteria),
        started_at=run.started_at,
        ended_at=run.completed_at or run.aborted_at,
        took=run.took,
        over=over if over is not None and over > timedelta(0) else None,
        reason=editor.optional(run.reason),
    )
