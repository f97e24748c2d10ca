"""Rates as people read them, with what kind of interval it is."""

from bot.domain import statistics
from bot.domain.records import Interval


def percent(share: float) -> str:
    """Write a share as people read it, such as ``5.8 %``."""
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def interval(found: Interval) -> str:
    """Write a rate with its interval and what kind of interval it is."""
    level = f"{percent(found.confidence)}, {'one' if found.sides == 1 else 'two'}-sided"
    return f"{percent(found.rate)} ({percent(found.low)} to {percent(found.high)}; {level})"


def exact_rate(events: int, n: int) -> str:
    """Write the rate of counts with its exact interval, if anything was tried."""
    return interval(statistics.interval(events, n)) if n else "none tried"
