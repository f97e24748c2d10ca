"""What numbers come to, shown to who entered them: how many trials it takes, what groups and trials show."""

from collections.abc import Iterator
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.parts import context, section
from bot.blocks.text import said_in_line
from bot.domain.records import AttackFamily, Compared, GroupRate, RedTeamed, Verdict
from bot.domain.statistics import interval, needed, trials_needed
from bot.ids import View
from bot.messages import Context, Modal
from bot.wording import percent, rate_with_interval

_SAYS: Final = {
    Verdict.REFERENCE: "the best rate: the others are held against it",
    Verdict.ALERT: "*alert*: below four fifths, and chance is an unlikely cause",
    Verdict.WATCH: "*watch*: below four fifths, but chance may be the cause; look at a longer time",
    Verdict.DIFFERS: "*differs*: not below four fifths, yet chance is an unlikely cause; look at the opposite outcome",
    Verdict.UNDERPOWERED: "*underpowered*: too few people to say anything, which is no sign of fairness",
    Verdict.NO_SIGNAL: "no signal in these numbers",
}
_LEVEL: Final = (
    "p is Fisher's exact, two-sided; an alert wants p below 0.01, divided by the number of comparisons (Bonferroni). "
    "The four-fifths ratio is a screen (29 CFR 1607.4(D)), not a legal finding."
)


def planned(tolerated: float) -> Modal:
    """Return how many trials it takes, and what they would show."""
    n = trials_needed(tolerated)
    rate = percent(tolerated)
    first = f"*Run {n} trials.* If none fails, the rate is below {rate} (95 %, one-sided). The plan is on the timeline."
    more = "If one fails, find out why and plan a new series: trials beyond the plan make up for no failure."
    words = [section(first), section(more), context("Enter the results with the same button of the step.")]
    return _shown("Trials", words)


def groups(record: Compared) -> Modal:
    """Return what the comparison of groups says."""
    direction = "helps" if record.helps else "hurts"
    head = section(f"*{said_in_line(record.outcome)}*, which {direction} the person, {said_in_line(record.window)}")
    best = next(row for row in record.groups if row.verdict is Verdict.REFERENCE)
    rows = (section(_group(row, best)) for row in record.groups)
    return _shown("Groups compared", [head, *rows, context(_LEVEL)])


def variations(record: RedTeamed) -> Modal:
    """Return the rates at which variations got through, with their intervals."""
    return _shown("Variations", [section(text) for row in record.families for text in _family(row)])


def _group(row: GroupRate, best: GroupRate) -> str:
    counted = f"*{said_in_line(row.group)}*: {row.positive} of {row.n} ({percent(row.positive / row.n)})"
    if row.verdict is Verdict.REFERENCE:
        return f"{counted}, {_SAYS[row.verdict]}"
    enough = needed(best.positive / best.n) if row.is_small else None
    short = f" To see a ratio of 0.7 it takes about {enough} people in each group." if enough else ""
    other = f", ratio of the opposite outcome {_opposite(row, best):.2f}"
    return f"{counted}, ratio {row.ratio:.2f}{other}, p = {row.p:.3g}\n{_SAYS[row.verdict]}.{short}"


def _opposite(row: GroupRate, best: GroupRate) -> float:
    """For rare outcomes the ratio hides what the ratio of those who did not get it shows."""
    mine, theirs = 1 - row.positive / row.n, 1 - best.positive / best.n
    return mine / theirs if theirs else 1.0


def _family(row: AttackFamily) -> Iterator[str]:
    name = said_in_line(row.family)
    if row.tried:
        yield f"*{name}*: {rate_with_interval(interval(row.bypassed, row.tried))} got through"
    if row.tried_after:
        after = rate_with_interval(interval(row.bypassed_after, row.tried_after))
        yield f"*{name}*, after the fix: {after} got through"


def _shown(title: str, blocks: list[Block]) -> Modal:
    return modal(View.NOTICE, Texts(title, close="Close"), blocks, Context())
