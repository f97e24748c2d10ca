"""The levers of an incident as a post-mortem prints them, with roles for people."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from bot.domain.editing import Editor
from bot.domain.incident import Incident
from bot.domain.lever_board import LeverState, ScoreMove, SetLever
from bot.domain.roles import Safe


class LeverLine(BaseModel):
    """A lever: whose it was, what it did, and what became of it; `seen_after` is how long its effect took."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Safe
    owner: Safe
    set_at: datetime
    minutes: int
    said: Safe | None
    score: ScoreMove | None
    effect: Safe | None
    seen_after: timedelta | None
    state: LeverState
    ended_at: datetime | None
    kept_because: Safe | None


def lever_lines(incident: Incident, editor: Editor) -> tuple[LeverLine, ...]:
    """Return every lever in the order in which they were set."""
    return tuple(_line(lever, editor) for lever in incident.levers)


def _line(lever: SetLever, editor: Editor) -> LeverLine:
    return LeverLine(
        title=editor.title(lever.title),
        owner=editor.roster.label(lever.owner),
        set_at=lever.set_at,
        minutes=lever.minutes,
        said=editor.optional(lever.said),
        score=lever.score,
        effect=editor.optional(lever.effect),
        seen_after=lever.effect_at - lever.set_at if lever.effect_at else None,
        state=lever.state,
        ended_at=lever.ended_at,
        kept_because=editor.optional(lever.kept_because),
    )
