"""What happens to a sample of outputs, beside the step that it settles."""

from typing import Literal

from bot.domain.happening import Happening
from bot.domain.records import DrawnSample


class SampleDrawn(Happening):
    """A sample was drawn and waits for labels; `again` says that an earlier one of the same step was replaced."""

    kind: Literal["sample_drawn"] = "sample_drawn"
    step: str
    text: str
    sample: DrawnSample
    again: bool = False


class SampleDiscarded(Happening):
    """A sample was discarded before it was finished, with its outputs and labels."""

    kind: Literal["sample_discarded"] = "sample_discarded"
    step: str
    text: str


class OutputsRemoved(Happening):
    """The outputs of a sample were deleted; their labels stay."""

    kind: Literal["outputs_removed"] = "outputs_removed"
    step: str
    text: str


SamplingEvent = SampleDrawn | SampleDiscarded | OutputsRemoved
