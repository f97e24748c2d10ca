"""Exact statistics of counts: intervals for a rate, trials that show a rate, and whether two groups differ.

Binomial intervals are Clopper and Pearson's (Biometrika 26, 1934), the test is Fisher's exact one, two-sided by
probability. Only the standard library is needed: the counts of an incident are small.
"""

from collections.abc import Callable
from math import ceil, exp, lgamma, log, log1p
from typing import Final

from bot.domain.records import GroupRate, Interval, Verdict

CONFIDENCE: Final = 0.95
FOUR_FIFTHS: Final = 0.8
"""Below this ratio to the best group US employment guidance asks why (29 CFR 1607.4(D)): a screen, not a finding."""
SIGNIFICANT: Final = 0.01
"""With the ratio, this p holds false alarms at one in a hundred at every size that was simulated (standards, 5.1)."""
_NEEDED: Final = ((0.2, 3000), (0.45, 1000), (1.0, 300))
"""The n of a group at which a true ratio of 0.7 is mostly seen, by the best group's rate (standards, 5.1)."""
_RAREST: Final = 0.1
"""The smallest rate of the best group that was simulated."""
_HALVINGS: Final = 60
_TINY: Final = 1e-12
_NEGLIGIBLE: Final = 1e-17
"""What adds less than this share to a sum leaves it as it is."""
_ROUNDING: Final = 1e-7
_ROUNDING_EACH: Final = 1e-14
"""Two tables that are equally rare differ by so much where logarithms are rounded, more so among more people."""


def interval(events: int, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the two-sided exact interval of a rate.

    Raises:
        ValueError: `n` is not positive, or `events` does not lie within it.
    """
    _check(events, n)
    tail = (1 - confidence) / 2
    low, high = _lower(events, n, tail), _upper(events, n, tail)
    return Interval(rate=events / n, low=low, high=high, confidence=confidence)


def upper_bound(events: int, n: int, confidence: float = CONFIDENCE) -> float:
    """Return the highest rate that these counts do not rule out, one-sided.

    Raises:
        ValueError: As for `interval`.
    """
    _check(events, n)
    return _upper(events, n, 1 - confidence)


def trials_needed(tolerated: float, failures: int = 0, confidence: float = CONFIDENCE) -> int:
    """Return how many trials with at most so many failures show a rate below the tolerated one, one-sided.

    Raises:
        ValueError: The tolerated rate is not a share between 0 and 1.
    """
    if not 0 < tolerated < 1:
        raise ValueError("a tolerated rate lies between 0 and 1")
    low, high = failures, max(2 * failures, ceil(log(1 - confidence) / log1p(-tolerated)))
    while _at_most(failures, high, tolerated) > 1 - confidence:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        shown = _at_most(failures, middle, tolerated) <= 1 - confidence
        low, high = (low, middle) if shown else (middle, high)
    return high


def fisher(events: int, n: int, other_events: int, other_n: int) -> float:
    """Return the two-sided p of Fisher's exact test that two groups have the same rate.

    Raises:
        ValueError: As for `interval`.
    """
    _check(events, n)
    _check(other_events, other_n)
    total = events + other_events
    low, high = max(0, total - other_n), min(n, total)
    peak = min(high, (n + 1) * (total + 1) // (n + other_n + 2))

    def chance(count: int) -> float:
        return _hypergeometric(count, n, other_n, total)

    most = chance(events) + _ROUNDING + _ROUNDING_EACH * (n + other_n)
    below = _as_rare(lambda away: chance(peak - away), peak - low, most)
    above = _as_rare(lambda away: chance(peak + 1 + away), high - peak - 1, most)
    return min(1.0, below + above)


def needed(rate: float) -> int | None:
    """Return the n that a group needs before silence about it says much, by the best group's rate.

    Below the smallest rate that was simulated it grows as the outcome gets rarer; None where nobody had the outcome,
    since then no number of people tells.
    """
    if rate < _RAREST:
        return ceil(_NEEDED[0][1] * _odds_against(rate) / _odds_against(_RAREST)) if rate > 0 else None
    return next(n for most, n in _NEEDED if rate <= most)


def compared(groups: tuple[tuple[str, int, int], ...], *, helps: bool) -> tuple[GroupRate, ...]:
    """Compare every group's rate of positive outcomes with the best group's.

    The best group has the highest rate of an outcome that helps the person, the lowest of one that hurts. The level of
    the test is divided by the number of comparisons (Bonferroni).

    Args:
        groups: Name, n and positive outcomes of each; at least two, n positive.
        helps: Whether the positive outcome is good for the person.

    Raises:
        ValueError: Fewer than two groups, or counts that cannot be.
    """
    if len(groups) < 2:  # noqa: PLR2004  # a comparison has two sides
        raise ValueError("a comparison needs two groups")
    for _, n, positive in groups:
        _check(positive, n)
    best = (max if helps else min)(groups, key=lambda group: (group[2] / group[1], group[1] if helps else -group[1]))
    level = SIGNIFICANT / (len(groups) - 1)
    return tuple(_held_against(best, group, level, helps=helps) for group in groups)


def _held_against(best: tuple[str, int, int], group: tuple[str, int, int], level: float, *, helps: bool) -> GroupRate:
    name, n, positive = group
    if group is best:
        return GroupRate(group=name, n=n, positive=positive, ratio=1.0, p=None, verdict=Verdict.REFERENCE)
    rate, top = positive / n, best[2] / best[1]
    ratio = _share(rate, top) if helps else _share(top, rate)
    p = fisher(positive, n, best[2], best[1])
    enough = needed(top)
    small = enough is None or min(n, best[1]) < enough
    verdict = _verdict(ratio, p, level, small=small)
    return GroupRate(group=name, n=n, positive=positive, ratio=ratio, p=p, verdict=verdict, is_small=small)


def _verdict(ratio: float, p: float, level: float, *, small: bool) -> Verdict:
    """Silence about a small group is no evidence of fairness, and what chance does not explain is no silence."""
    if ratio < FOUR_FIFTHS:
        return Verdict.ALERT if p < level else Verdict.WATCH
    if p < level:
        return Verdict.DIFFERS
    return Verdict.UNDERPOWERED if small else Verdict.NO_SIGNAL


def _share(part: float, whole: float) -> float:
    """Two rates of zero are alike."""
    return part / whole if whole else 1.0


def _check(events: int, n: int) -> None:
    if n <= 0 or not 0 <= events <= n:
        raise ValueError("counts lie between 0 and n, and n is positive")


def _upper(events: int, n: int, tail: float) -> float:
    """The rate at which so few events, or fewer, have the probability of the tail."""
    if events == n:
        return 1.0
    return _found(lambda rate: _at_most(events, n, rate) > tail)


def _lower(events: int, n: int, tail: float) -> float:
    """Too many events is too few of the others."""
    return 1.0 - _upper(n - events, n, tail)


def _found(lies_above: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if lies_above(middle) else (low, middle)
    return (low + high) / 2


def _at_most(events: int, n: int, rate: float) -> float:
    """The binomial probability of so many events or fewer; of the two sums the one beyond the peak is taken."""
    if events >= n or rate <= _TINY:
        return 1.0
    if rate >= 1 - _TINY:
        return 0.0
    if events > n * rate:
        return 1.0 - _tail(n - events - 1, n, 1 - rate)
    return _tail(events, n, rate)


def _tail(events: int, n: int, rate: float) -> float:
    """The same from below the peak, where each term is smaller than the one before: a million counts take no longer."""
    term = exp(_choose(n, events) + events * log(rate) + (n - events) * log1p(-rate))
    total = 0.0
    while term > total * _NEGLIGIBLE:
        total += term
        term *= events * (1 - rate) / ((n - events + 1) * rate)
        events -= 1
    return total


def _as_rare(chance: Callable[[int], float], last: int, most: float) -> float:
    """Sum what is at most so likely (a logarithm) on one side of a peak, from where chances fall, up to the last."""
    near, far = 0, last + 1
    while near < far:
        middle = (near + far) // 2
        near, far = (near, middle) if chance(middle) <= most else (middle + 1, far)
    total = 0.0
    for away in range(near, last + 1):
        term = exp(chance(away))
        if term <= total * _NEGLIGIBLE:
            break
        total += term
    return total


def _odds_against(rate: float) -> float:
    return (1 - rate) / rate


def _hypergeometric(events: int, n: int, other_n: int, total: int) -> float:
    return _choose(n, events) + _choose(other_n, total - events) - _choose(n + other_n, total)


def _choose(n: int, k: int) -> float:
    """The logarithm of the binomial coefficient."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
