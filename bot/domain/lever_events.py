"""What happens to the levers of an incident; `number` is the lever's on the board."""

from datetime import timedelta
from typing import Literal

from bot.domain.happening import Happening
from bot.domain.lever_board import ScoreMove


class LeverSet(Happening):
    """A lever was set, with what it asked for; `lever` is its id in the catalogue, `owner` a Slack user id."""

    kind: Literal["lever_set"] = "lever_set"
    number: int
    lever: str | None = None
    title: str
    owner: str
    minutes: int
    said: str | None = None
    score: ScoreMove | None = None


class LeverEffectSeen(Happening):
    """Somebody said what a lever does, so long `after` it was set."""

    kind: Literal["lever_effect_seen"] = "lever_effect_seen"
    number: int
    title: str
    effect: str
    after: timedelta


class LeverNudged(Happening):
    """The effect of a lever was expected by now, and its owner was asked for it, once."""

    kind: Literal["lever_nudged"] = "lever_nudged"
    number: int
    title: str
    owner: str
    minutes: int


class LeverRemoved(Happening):
    """A lever was taken back."""

    kind: Literal["lever_removed"] = "lever_removed"
    number: int
    title: str


class LeverAdopted(Happening):
    """A lever stays for good, as a part of the system."""

    kind: Literal["lever_adopted"] = "lever_adopted"
    number: int
    title: str


class LeverStillSet(Happening):
    """The end of a lever was a slip: it is still set."""

    kind: Literal["lever_still_set"] = "lever_still_set"
    number: int
    title: str


class LeverLeftOn(Happening):
    """A lever stays set for the time being although the incident is closed, with the reason."""

    kind: Literal["lever_left_on"] = "lever_left_on"
    number: int
    title: str
    reason: str


LeverEvent = LeverSet | LeverEffectSeen | LeverNudged | LeverRemoved | LeverAdopted | LeverStillSet | LeverLeftOn
