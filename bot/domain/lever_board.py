"""The levers of an incident as they stand on its board: who set each and when, what it did, what became of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class LeverState(StrEnum):
    """Where a lever stands: it mitigates, it was taken back, or it stays for good."""

    SET = "set"
    REMOVED = "removed"
    ADOPTED = "adopted"


class Stricter(StrEnum):
    """In which direction a score gets stricter: the same number helps in one system and harms in another."""

    LOWER = "lower"
    HIGHER = "higher"


class ScoreMove(_Value):
    """How a threshold was moved, and which direction is the stricter one."""

    stricter: Stricter
    before: float
    after: float

    @property
    def is_stricter(self) -> bool:
        """Whether it was moved in the stricter direction."""
        return self.after < self.before if self.stricter is Stricter.LOWER else self.after > self.before


class SetLever(_Value):
    """A lever that was set; one that is set again after its end is another of these.

    Attributes:
        number: Counts the levers of the incident, from 1.
        lever: Its id in the catalogue; None for one of the incident's own.
        title: What people call it.
        owner: The Slack user id of who answers for it; `set_by` of who set it.
        minutes: How long it is expected to take until its effect is seen.
        said: What was said where the lever asks; `score` where it asks for the move of a score.
        effect: What effect was seen, the last time that somebody said so.
        kept_because: Why it stays set although the incident was closed.
    """

    number: int
    lever: str | None = None
    title: str
    owner: str
    set_by: str
    set_at: datetime
    minutes: int
    said: str | None = None
    score: ScoreMove | None = None
    effect: str | None = None
    effect_at: datetime | None = None
    nudged_at: datetime | None = None
    state: LeverState = LeverState.SET
    ended_at: datetime | None = None
    ended_by: str | None = None
    kept_because: str | None = None

    @property
    def is_set(self) -> bool:
        """Whether it mitigates now."""
        return self.state is LeverState.SET

    @property
    def is_left_on(self) -> bool:
        """Whether it is set for the time being although its incident was closed."""
        return self.is_set and self.kept_because is not None

    @property
    def expected_at(self) -> datetime:
        """When its effect should be seen."""
        return self.set_at + timedelta(minutes=self.minutes)

    @property
    def is_waited_for(self) -> bool:
        """Whether its owner is still to be asked for its effect, which happens once."""
        return self.is_set and self.effect is None and self.nudged_at is None

    def is_same(self, lever: str | None, title: str) -> bool:
        """Say whether this is the lever of that id; where one of the two has none, the title tells."""
        if lever is not None and self.lever is not None:
            return self.lever == lever
        return self.title.casefold() == title.casefold()


def count_of(levers: tuple[SetLever, ...]) -> tuple[int, int, int]:
    """Return how many are set, adopted, removed."""
    standing = [lever.state for lever in levers]
    return standing.count(LeverState.SET), standing.count(LeverState.ADOPTED), standing.count(LeverState.REMOVED)
