"""What happens while a fix is verified, beside the steps that it settles."""

from typing import Literal

from bot.domain.happening import Happening
from bot.domain.records import TrialPlan, Tried


class TrialsPlanned(Happening):
    """Trials were fixed before the first was run; `again` says that results of an earlier plan had been seen."""

    kind: Literal["trials_planned"] = "trials_planned"
    step: str
    text: str
    plan: TrialPlan
    again: bool = False


class TrialsFellShort(Happening):
    """Trials did not show what they were to show, and their step stays open."""

    kind: Literal["trials_fell_short"] = "trials_fell_short"
    step: str
    text: str
    record: Tried
