"""Whether and when a call that failed is tried again: a pure function over a few tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, assert_never

from bot.slack import AlreadyDone, Failure, GiveUp, Lost, Retry

FIRST_DELAY: Final = 1.0
LONGEST_DELAY: Final = 60.0
JITTER: Final = 0.25
"""By how much of itself a delay may grow, so that what failed together does not come back together."""

A_MINUTE: Final = timedelta(minutes=1)
AN_HOUR: Final = timedelta(hours=1)

PATIENCE: Final[Mapping[str, timedelta]] = MappingProxyType(
    {
        "set_topic": AN_HOUR,
        "add_bookmark": AN_HOUR,
        "remove": AN_HOUR,
        "take_back": AN_HOUR,
        "pin": AN_HOUR,
        "whisper": AN_HOUR,
        "upload": AN_HOUR,
        "tell_group": AN_HOUR,
        "look_up": AN_HOUR,
        "fetch_outputs": AN_HOUR,
        "publish_home": A_MINUTE,
    }
)
"""How long a call is worth trying; those that are not here make up the incident, and are tried without end."""

ONCE: Final = frozenset({"whisper", "upload"})
"""Calls whose effect the bot cannot look for: a second one would be seen twice, so none is made when in doubt."""

TOOK_TOO_LONG: Final = "took_too_long"


@dataclass(frozen=True, slots=True)
class Attempts:
    """What has been tried: `call` names the kind of message, `count` includes the attempt that just failed."""

    call: str
    count: int
    first_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Again:
    """Try again at `at`; when `doubtful`, look first whether it has been done."""

    at: datetime
    code: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """It will not be done; somebody has to know."""

    code: str
    detail: str = ""


Decision = Done | Again | Refused


def decide(outcome: Failure, attempts: Attempts, now: datetime, jitter: float) -> Decision:
    """Decide what becomes of a message whose call failed.

    Args:
        outcome: How it failed.
        attempts: What has been tried.
        now: When it failed.
        jitter: Chance, from 0 up to 1.
    """
    match outcome:
        case AlreadyDone():
            return Done()
        case GiveUp(code, detail):
            return Refused(code, detail)
        case Lost() if attempts.call in ONCE:
            return Done()
        case Lost(code):
            return _later(code, _back_off(attempts.count), attempts, now, jitter, doubtful=True)
        case Retry(code, after):
            delay = _back_off(attempts.count) if after is None else after
            return _later(code, delay, attempts, now, jitter, doubtful=False)
        case _:
            assert_never(outcome)


def _back_off(count: int) -> float:
    """Return 1, 2, 4 … 60 seconds for the first, second, third … failure."""
    return min(FIRST_DELAY * 2.0 ** min(count - 1, 10), LONGEST_DELAY)


def _later(code: str, delay: float, attempts: Attempts, now: datetime, jitter: float, *, doubtful: bool) -> Decision:
    patience = PATIENCE.get(attempts.call)
    at = now + timedelta(seconds=delay * (1 + JITTER * jitter))
    if patience is not None and at - attempts.first_at > patience:
        return Refused(TOOK_TOO_LONG, code)
    return Again(at, code, doubtful)
