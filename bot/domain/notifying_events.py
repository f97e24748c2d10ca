"""Who was told, beside the step that asked for it."""

from typing import Literal

from bot.domain.happening import Happening


class GroupsTold(Happening):
    """Groups of policy were told; `ids` are the Slack ids behind them, `missing` the groups without any."""

    kind: Literal["groups_told"] = "groups_told"
    groups: tuple[str, ...]
    ids: tuple[str, ...]
    missing: tuple[str, ...] = ()
    message: str
