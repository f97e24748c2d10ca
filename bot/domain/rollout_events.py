"""What happens while a fix is exposed in stages."""

from typing import Literal

from bot.domain.happening import Happening


class RolloutAdvanced(Happening):
    """The fix reached a share of the traffic, in per cent; `seen` is the metric beside its baseline."""

    kind: Literal["rollout_advanced"] = "rollout_advanced"
    step: str
    text: str
    percent: int
    seen: str


class RolloutWentBack(Happening):
    """The fix was taken back at a regression; `percent` of the traffic had it (none before the first stage)."""

    kind: Literal["rollout_went_back"] = "rollout_went_back"
    text: str
    percent: int
    reason: str


RolloutEvent = RolloutAdvanced | RolloutWentBack
