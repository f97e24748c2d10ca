"""Exposing a fix in stages: each with who, when and what was seen; back at the first regression."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.domain.records import ReachedStage


class Rollout(BaseModel):
    """One exposure of a fix, the `number`-th of its incident; `step` asked for it and says in `text` what is done.

    `stages` are shares of the traffic in per cent, the last of them 100, as policy had them when it began.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    number: int
    step: str
    text: str
    stages: tuple[int, ...]
    reached: tuple[ReachedStage, ...] = ()
    went_back_at: datetime | None = None
    went_back_by: str | None = None
    reason: str | None = None

    @property
    def following(self) -> int | None:
        """The next stage; None when all are reached, or it was taken back."""
        left = self.stages[len(self.reached) :]
        return left[0] if left and self.went_back_at is None else None

    @property
    def is_under_way(self) -> bool:
        """Whether something is still to do."""
        return self.following is not None

    @property
    def percent(self) -> int:
        """The share of the traffic that had the fix last."""
        return self.reached[-1].percent if self.reached else 0


def under_way(rollouts: Iterable[Rollout], step: str) -> Rollout | None:
    """Return the exposure of a step that is under way."""
    return next((one for one in rollouts if one.is_under_way and one.step == step), None)
