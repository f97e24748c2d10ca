"""What a labelled sample shows and what it cannot show, in plain sentences."""

from bot.domain.records import Drawn, Sampled
from bot.wording.rates import interval, percent

_DRAWN = {
    Drawn.RANDOM: "drawn at random",
    Drawn.COMPLAINTS: "from complaints",
    Drawn.SEARCHED: "found by searching for the fault",
    Drawn.OTHER: "not drawn at random",
}
_WITHOUT_A_RATE = {
    Drawn.RANDOM: "No output has a verdict, so there is no rate.",
    Drawn.COMPLAINTS: "This says what kinds occur, not how often: people complain about what is bad.",
    Drawn.SEARCHED: "This says what kinds occur, not how often: what was searched for was found.",
    Drawn.OTHER: "This says what kinds occur, not how often: only a random sample has a rate.",
}


def sampled(record: Sampled) -> str:
    """Return what a sample shows, without markup of its own; the name of its frame is as it was written."""
    counted = ", ".join(f"{row.text} {row.count}" for row in record.counts if row.count)
    split = ", ".join(filter(None, (counted, f"no agreed label {record.undecided}" if record.undecided else "")))
    by = _counted(record.labellers, "labeller")
    head = f"{_size(record)} of {record.frame}, {drawn_how(record.drawn)}, {by}: {split}."
    return " ".join(filter(None, (head, shown_rate(record), _agreement(record))))


def shown_rate(record: Sampled) -> str:
    """Return the rate of bad outputs with its exact interval, or why the sample has none."""
    if record.rate is None:
        return _WITHOUT_A_RATE[record.drawn]
    if record.upper is not None:
        leaves = f"{percent(record.upper)} (95 %, one-sided; {percent(record.rate.high)} two-sided)"
        return f"Zero bad of {record.judged} leaves up to {leaves}.{_if_random(record)}"
    return f"Rate of bad: {record.bad} of {record.judged}, {interval(record.rate)}.{_if_random(record)}"


def _if_random(record: Sampled) -> str:
    """A part of a random sample is random only if nobody chose it, which the bot cannot know."""
    left = record.size - record.judged
    return f" {left} of the sample have no verdict: it holds only if these are like the others." if left else ""


def drawn_how(drawn: Drawn) -> str:
    """Return how a sample was drawn."""
    return _DRAWN[drawn]


def _size(record: Sampled) -> str:
    if record.n == record.size:
        return _counted(record.n, "output")
    return f"{_counted(record.n, 'labelled output')} of {record.size}"


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def _agreement(record: Sampled) -> str:
    if record.agreement is None:
        return ""
    alike, shared = record.agreement.alike, record.agreement.shared
    return f"Labelled alike: {alike} of {shared} that several people labelled ({percent(alike / shared)})."
