"""A sample in each of its stages, as the tests need it."""

from collections.abc import Iterator

from bot.domain import classifying, sampling
from bot.domain.incident import Incident
from bot.domain.labelling import Given, Labels
from bot.domain.records import Drawn, DrawnSample
from tests.domain.incidents import ANNA, BEN, LIBRARY, after, commanded

STEP = "sample-50"
FRAME = "refund answers, 1 to 3 May"
GOOD, BAD, WORSE = "fine", "factual_error", "invented_citation"


def drawn(how: Drawn = Drawn.RANDOM, by: str = ANNA) -> DrawnSample:
    return DrawnSample(frame=FRAME, drawn=how, by=by, at=after(7))


def spiking() -> Incident:
    """Hallucinations, commanded by Anna, with nothing sampled yet."""
    return classifying.set_type(commanded(), LIBRARY.runbook("hallucination_spike"), ANNA, after(6)).incident


def waiting(how: Drawn = Drawn.RANDOM, by: str = ANNA) -> Incident:
    """A sample of it waits for labels."""
    return sampling.draw(spiking(), STEP, drawn(how, by)).incident


def labelled(size: int, *labels: str, by: str = ANNA) -> Labels:
    """So many outputs, of which the first were given these labels."""
    return Labels(size, tuple(Given(place, by, label) for place, label in enumerate(labels, 1)))


def together(size: int, *several: Labels) -> Labels:
    return Labels(size, tuple(given for labels in several for given in labels.given))


def sampled() -> Iterator[tuple[Incident, Labels]]:
    """Half labelled, all labelled, and finished."""
    half, whole = labelled(2, BAD), together(2, labelled(2, BAD, GOOD), labelled(2, BAD, by=BEN))
    yield waiting(), half
    yield waiting(), whole
    yield sampling.finish(waiting(), STEP, whole, ANNA, after(9)).incident, whole
