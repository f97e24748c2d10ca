"""What a step found, as a value that stands in the checklist, on the timeline and in the post-mortem."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Interval(_Value):
    """A rate with its confidence interval: shares from 0 to 1, `confidence` too; `sides` is 1 or 2."""

    rate: float
    low: float
    high: float
    confidence: float = 0.95
    sides: Literal[1, 2] = 2


class Decided(_Value):
    """The answers that were chosen, in their words."""

    kind: Literal["decide"] = "decide"
    chosen: tuple[str, ...]


class Measured(_Value):
    """A number, what it is a number of, and how it was taken; `baseline` is the same before the incident."""

    kind: Literal["measure"] = "measure"
    quantity: str
    value: float
    unit: str
    n: int | None = None
    window: str
    baseline: float | None = None


class Drawn(StrEnum):
    """How a sample was drawn: only a random one of a named frame has a rate."""

    RANDOM = "random"
    COMPLAINTS = "complaints"
    SEARCHED = "searched"
    OTHER = "other"


class LabelCount(_Value):
    """How often a label was given."""

    text: str
    bad: bool
    count: int


class DrawnSample(_Value):
    """A sample as it was drawn, before it is labelled; `by` is a Slack user id.

    The outputs themselves are kept apart; `removed` says that only their labels are left.
    """

    frame: str
    drawn: Drawn
    by: str
    at: datetime
    removed: bool = False


class Agreement(_Value):
    """How many outputs several people labelled, and how many of these all of them labelled alike."""

    shared: int
    alike: int


class Sampled(_Value):
    """A labelled sample: `n` outputs of `size` have labels, on `undecided` of them no label has more votes than others.

    `judged` outputs are bad or not bad by the votes, `bad` of them are bad: two bad labels in a tie are bad all the
    same. `rate` is None where the sample cannot carry one; `upper` is the one-sided bound where none is bad.
    """

    kind: Literal["sample"] = "sample"
    frame: str
    drawn: Drawn
    size: int
    n: int
    counts: tuple[LabelCount, ...]
    labellers: int
    undecided: int = 0
    judged: int
    bad: int
    rate: Interval | None = None
    upper: float | None = None
    agreement: Agreement | None = None


class TrialPlan(_Value):
    """Trials as they were fixed before the first of them: `by` is a Slack user id, `tolerated` a share."""

    what: str
    tolerated: float
    planned: int
    by: str
    at: datetime


class Tried(_Value):
    """Trials of a fix: `failures` in `n`, against the rate that one can live with; `upper` is the one-sided bound."""

    kind: Literal["trials"] = "trials"
    what: str
    tolerated: float
    planned: int
    n: int
    failures: int
    upper: float

    @property
    def holds(self) -> bool:
        """Whether the trials show a rate below the tolerated one, as planned: all of them, and none failed."""
        return self.n >= self.planned and not self.failures and self.upper <= self.tolerated

    @property
    def was_extended(self) -> bool:
        """Whether trials were added although one failed: going on until it fits shows less than its bound says."""
        return self.n > self.planned and self.failures > 0


class Verdict(StrEnum):
    """What the comparison of a group says; never "fair": silence on a small group is no evidence."""

    REFERENCE = "reference"
    ALERT = "alert"
    WATCH = "watch"
    DIFFERS = "differs"
    UNDERPOWERED = "underpowered"
    NO_SIGNAL = "no signal"


class GroupRate(_Value):
    """One group: `positive` outcomes of `n`, the ratio to the best group, the test's p, and what follows.

    `is_small` says that its n is too small for silence to mean anything.
    """

    group: str
    n: int
    positive: int
    ratio: float
    p: float | None
    verdict: Verdict
    is_small: bool = False


class Compared(_Value):
    """Outcomes by group; `helps` says whether the positive outcome is good for the person."""

    kind: Literal["disparity"] = "disparity"
    outcome: str
    helps: bool
    window: str
    groups: tuple[GroupRate, ...]


class AttackFamily(_Value):
    """Variations of one family of attack: tried and got through, before the fix and after it."""

    family: str
    tried: int
    bypassed: int
    tried_after: int = 0
    bypassed_after: int = 0


class RedTeamed(_Value):
    """A red-team round by family of attack."""

    kind: Literal["red_team"] = "red_team"
    families: tuple[AttackFamily, ...]


class Told(_Value):
    """Who was told: groups of policy with the Slack ids behind them; `missing` are groups that policy does not name."""

    kind: Literal["notify"] = "notify"
    groups: tuple[str, ...]
    ids: tuple[str, ...]
    missing: tuple[str, ...] = ()
    message: str


class Drafted(_Value):
    """A notice that was drafted from a template."""

    kind: Literal["draft"] = "draft"
    notice: str
    text: str


class Pulled(_Value):
    """Levers that were set, by title."""

    kind: Literal["lever"] = "lever"
    levers: tuple[str, ...]


class Kept(_Value):
    """Evidence: how many items are held, and which kinds of the type's list are not."""

    kind: Literal["evidence"] = "evidence"
    items: int
    missing: tuple[str, ...] = ()


class Reached(StrEnum):
    """Whether outputs reached real users."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class PastOutputs(_Value):
    """Outputs of the bad window: how they are found, and what they touched; counts are None while nobody knows."""

    kind: Literal["past_outputs"] = "past_outputs"
    began_at: datetime | None = None
    ended_at: datetime | None = None
    query: str
    outputs: int | None = None
    users: int | None = None
    decisions: int | None = None
    actions: int | None = None
    seen: Reached = Reached.UNKNOWN
    recalled: int | None = None
    corrected: int | None = None


class RolledBack(_Value):
    """A rollback: from which bundle to which, and its times (UTC)."""

    kind: Literal["rollback"] = "rollback"
    before: str
    after: str
    started_at: datetime
    completed_at: datetime


class ReachedStage(_Value):
    """A share of the traffic (per cent) that a fix reached, by whom (a Slack user id), and what was seen there."""

    percent: int
    at: datetime
    by: str
    seen: str


class RolledOut(_Value):
    """A fix that all of the traffic has, with its stages."""

    kind: Literal["rollout"] = "rollout"
    stages: tuple[ReachedStage, ...]


COUNTED: Final = (Sampled, Tried, Compared, RedTeamed)
"""The records that hold evidence in numbers, with what the numbers can and cannot show."""

FOUND: Final = (Decided, Measured, PastOutputs, *COUNTED)
"""The records that say what is known of the incident; the others say what was done."""

Record = Annotated[
    Decided
    | Measured
    | Sampled
    | Tried
    | Compared
    | RedTeamed
    | Told
    | Drafted
    | Pulled
    | Kept
    | PastOutputs
    | RolledBack
    | RolledOut,
    Field(discriminator="kind"),
]
