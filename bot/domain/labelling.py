"""What the labels of a sample come to: counts by majority, a rate where the sample can carry one, and agreement."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.records import Agreement, Drawn, DrawnSample, LabelCount, Sampled
from bot.domain.statistics import interval, upper_bound
from bot.domain.works import OutputLabel


@dataclass(frozen=True, slots=True)
class Given:
    """A label (its id) that somebody (a Slack user id) gave to the output of a place; places count from 1."""

    place: int
    by: str
    label: str


@dataclass(frozen=True, slots=True)
class Labels:
    """How far a sample is: how many outputs it has, and the labels given so far."""

    size: int
    given: tuple[Given, ...] = ()

    @property
    def by_output(self) -> Mapping[int, tuple[str, ...]]:
        """The labels of each output that has any."""
        found: dict[int, list[str]] = defaultdict(list)
        for one in self.given:
            found[one.place].append(one.label)
        return {place: tuple(labels) for place, labels in sorted(found.items())}

    @property
    def unlabelled(self) -> int:
        """How many outputs nobody has labelled."""
        return self.size - len({one.place for one in self.given})

    @property
    def done_by(self) -> Mapping[str, int]:
        """How many outputs each labeller has labelled, in the order in which they began."""
        return Counter(one.by for one in self.given)

    def of(self, person: str) -> Mapping[int, str]:
        """The labels that one person gave, by place."""
        return {one.place: one.label for one in self.given if one.by == person}

    def next_for(self, person: str, after: int = 0) -> int | None:
        """The first output behind a place that somebody has not labelled, then from the front; None when all are."""
        mine = self.of(person)
        ahead = [*range(after + 1, self.size + 1), *range(1, min(after, self.size) + 1)]
        return next((place for place in ahead if place not in mine), None)


@dataclass(frozen=True, slots=True)
class Page:
    """What somebody (`by`) has before them while they label: the output of a place; without one, all are labelled."""

    labels: Labels
    by: str
    place: int | None = None
    text: str = ""

    @property
    def done(self) -> int:
        """How many outputs they have labelled."""
        return len(self.labels.of(self.by))

    @property
    def given(self) -> str | None:
        """The label that they gave to this output."""
        return None if self.place is None else self.labels.of(self.by).get(self.place)


def majority(labels: Sequence[str]) -> str | None:
    """Return the label that more people gave than any other; None in a tie."""
    ranked = Counter(labels).most_common(2)
    is_tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return None if is_tied or not ranked else ranked[0][0]


def sampled(sample: DrawnSample, offered: Sequence[OutputLabel], labels: Labels) -> Sampled:
    """Return what a sample shows; only a random one of a named frame has a rate."""
    by_output = labels.by_output
    decided = Counter(majority(given) for given in by_output.values())
    judged, bad = _judged(offered, by_output)
    has_rate = sample.drawn is Drawn.RANDOM and judged > 0
    return Sampled(
        frame=sample.frame,
        drawn=sample.drawn,
        size=labels.size,
        n=len(by_output),
        counts=tuple(LabelCount(text=one.text, bad=one.bad, count=decided[one.id]) for one in offered),
        labellers=len(labels.done_by),
        undecided=decided[None],
        judged=judged,
        bad=bad,
        rate=interval(bad, judged) if has_rate else None,
        upper=upper_bound(0, judged) if has_rate and not bad else None,
        agreement=_agreement(by_output),
    )


def _judged(offered: Sequence[OutputLabel], by_output: Mapping[int, tuple[str, ...]]) -> tuple[int, int]:
    """Count the outputs on which the votes say bad or not bad, and those that are bad: kinds of bad are one there."""
    are_bad = {one.id for one in offered if one.bad}
    verdicts = [majority(["bad" if label in are_bad else "good" for label in given]) for given in by_output.values()]
    return sum(verdict is not None for verdict in verdicts), verdicts.count("bad")


def _agreement(by_output: Mapping[int, tuple[str, ...]]) -> Agreement | None:
    shared = [given for given in by_output.values() if len(given) > 1]
    if not shared:
        return None
    return Agreement(shared=len(shared), alike=sum(len(set(given)) == 1 for given in shared))
