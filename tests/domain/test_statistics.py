"""Exact counts: held against published figures, and against direct sums."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.records import Verdict
from bot.domain.statistics import compared, fisher, interval, needed, trials_needed, upper_bound


@pytest.mark.parametrize(
    ("events", "n", "low", "high"),
    [
        pytest.param(0, 50, 0.0, 0.0711, id="none of 50"),
        pytest.param(5, 50, 0.0333, 0.2181, id="5 of 50"),
        pytest.param(10, 20, 0.2720, 0.7280, id="half of 20"),
        pytest.param(50, 50, 0.9289, 1.0, id="all of 50"),
    ],
)
def test_intervals_are_clopper_and_pearsons(events: int, n: int, low: float, high: float) -> None:
    found = interval(events, n)

    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("n", "bound"), [(20, 0.139), (50, 0.058), (59, 0.0495), (299, 0.00997)])
def test_no_failure_in_n_trials_leaves_so_much(n: int, bound: float) -> None:
    assert upper_bound(0, n) == pytest.approx(bound, abs=5e-4)


@pytest.mark.parametrize(
    ("tolerated", "failures", "n"), [(0.14, 0, 20), (0.05, 0, 59), (0.01, 0, 299), (0.031, 0, 96), (0.05, 1, 93)]
)
def test_trials_are_sized_by_the_rate_that_one_can_live_with(tolerated: float, failures: int, n: int) -> None:
    assert trials_needed(tolerated, failures) == n


@given(st.floats(0.002, 0.9), st.integers(0, 6))
def test_so_many_trials_suffice_and_one_fewer_does_not(tolerated: float, failures: int) -> None:
    n = trials_needed(tolerated, failures)

    assert upper_bound(failures, n) <= tolerated + 1e-9
    assert n - 1 <= failures or upper_bound(failures, n - 1) > tolerated - 1e-9


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_rate(counts: tuple[int, int]) -> None:
    events, n = counts

    found = interval(events, n)

    assert 0 <= found.low <= events / n <= found.high <= 1


@given(st.tuples(*[st.integers(1, 25)] * 2), st.tuples(*[st.integers(0, 25)] * 2))
def test_fishers_test_is_the_sum_of_what_is_as_rare(sizes: tuple[int, int], events: tuple[int, int]) -> None:
    (n, m), (a, b) = sizes, (min(events[0], sizes[0]), min(events[1], sizes[1]))
    total = a + b
    ways = {k: comb(n, k) * comb(m, total - k) for k in range(max(0, total - m), min(n, total) + 1)}

    p = fisher(a, n, b, m)

    assert p == pytest.approx(sum(w for w in ways.values() if w <= ways[a]) / sum(ways.values()), rel=1e-6)


def test_counts_of_a_large_service_are_answered_as_fast_as_small_ones() -> None:
    found = interval(4_000_000, 9_000_000)
    alike = fisher(4_500_000, 9_000_000, 4_500_000, 9_000_000)
    unlike = fisher(4_500_000, 9_000_000, 4_510_000, 9_000_000)

    assert found.low < found.rate < found.high
    assert found.high - found.low == pytest.approx(2 * 1.96 * (4 / 9 * 5 / 9 / 9e6) ** 0.5, rel=0.01)
    assert alike == pytest.approx(1)
    assert unlike == pytest.approx(2.427e-6, rel=0.01)


@pytest.mark.parametrize(
    ("events", "n"), [(1, 0), (-1, 10), (11, 10)], ids=["nobody", "fewer than none", "more than all"]
)
def test_counts_that_cannot_be_are_refused(events: int, n: int) -> None:
    with pytest.raises(ValueError, match="counts"):
        interval(events, n)


@pytest.mark.parametrize(
    ("rate", "n"), [(0.0, None), (0.01, 33000), (0.05, 6334), (0.1, 3000), (0.3, 1000), (0.6, 300)]
)
def test_a_rarer_outcome_needs_more_people(rate: float, n: int | None) -> None:
    assert needed(rate) == n


@pytest.mark.parametrize(
    ("groups", "outcome", "verdict"),
    [
        pytest.param((("a", 3000, 1800), ("b", 3000, 1200)), "helps", Verdict.ALERT, id="large and significant"),
        pytest.param((("a", 30, 18), ("b", 30, 12)), "helps", Verdict.WATCH, id="below four fifths, by chance perhaps"),
        pytest.param((("a", 30, 18), ("b", 30, 17)), "helps", Verdict.UNDERPOWERED, id="silence of a small group"),
        pytest.param((("a", 3000, 1800), ("b", 3000, 1750)), "helps", Verdict.NO_SIGNAL, id="no signal"),
        pytest.param((("a", 3000, 30), ("b", 3000, 27)), "helps", Verdict.UNDERPOWERED, id="silence on a rare outcome"),
        pytest.param((("a", 3000, 0), ("b", 3000, 0)), "hurts", Verdict.UNDERPOWERED, id="nobody had the outcome"),
        pytest.param((("a", 3000, 2970), ("b", 3000, 2700)), "helps", Verdict.DIFFERS, id="denied ten times as often"),
        pytest.param((("a", 3000, 300), ("b", 3000, 600)), "hurts", Verdict.ALERT, id="hurt twice as often"),
    ],
)
def test_a_group_is_told_by_ratio_and_test(
    groups: tuple[tuple[str, int, int], ...], outcome: str, verdict: Verdict
) -> None:
    best, other = compared(groups, helps=outcome == "helps")

    assert best.verdict is Verdict.REFERENCE
    assert other.verdict is verdict


def test_a_ratio_is_read_in_the_direction_that_matters_to_the_person() -> None:
    groups = (("a", 1000, 100), ("b", 1000, 200))

    helped = compared(groups, helps=True)
    hurt = compared(groups, helps=False)

    assert [row.ratio for row in helped] == pytest.approx([0.5, 1.0])
    assert [row.ratio for row in hurt] == pytest.approx([1.0, 0.5])


def test_more_comparisons_ask_for_more_evidence() -> None:
    pair = (("a", 400, 240), ("b", 400, 190))
    many = (*pair, *((f"c{n}", 400, 239) for n in range(20)))

    alone = compared(pair, helps=True)[1]
    among_many = compared(many, helps=True)[1]

    assert (alone.verdict, among_many.verdict) == (Verdict.ALERT, Verdict.WATCH)
    assert alone.p == among_many.p
