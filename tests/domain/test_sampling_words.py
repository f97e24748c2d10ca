"""Samples in the post-mortem: what each shows, two of them side by side, nobody named, and people's words inert."""

from bot.domain import sampling
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.labelling import Labels
from bot.domain.postmortem import compile_postmortem
from bot.domain.records import Drawn, DrawnSample
from bot.domain.transcript import Person
from bot.library import data_folder
from bot.printing import Printer
from bot.wording import WORDS
from tests.domain.incidents import ANNA, BEN, POLICY, after
from tests.domain.samples import BAD, GOOD, STEP, labelled, spiking, together

PEOPLE = (Person(id=ANNA, names=("Anna Berg", "anna", "Anna")), Person(id=BEN, names=("Ben Okafor", "ben", "Ben")))
RESAMPLE = "resample"


def sampled(incident: Incident, step: str, frame: str, how: Drawn, labels: Labels) -> tuple[Incident, list[Event]]:
    """A step that is sampled by Ben from beginning to end."""
    drawn = sampling.draw(incident, step, DrawnSample(frame=frame, drawn=how, by=BEN, at=after(7)))
    finished = sampling.finish(drawn.incident, step, labels, BEN, after(20))
    removed = sampling.remove_outputs(finished.incident, step, BEN, after(21))
    return removed.incident, [*drawn.events, *finished.events, *removed.events]


def document(incident: Incident, events: list[Event]) -> str:
    compiled = compile_postmortem(
        incident,
        events=events,
        transcript=(),
        people=PEOPLE,
        runbook_title="Hallucination spike",
        now=after(60),
        policy=POLICY,
    )
    return Printer([data_folder("templates")], WORDS).markdown("postmortem.md.j2", postmortem=compiled)


def test_two_samples_stand_side_by_side_with_their_rates() -> None:
    before, first = sampled(spiking(), STEP, "answers of May", Drawn.RANDOM, labelled(50, *[BAD] * 9, *[GOOD] * 41))
    after_it, second = sampled(before, RESAMPLE, "answers of June", Drawn.RANDOM, labelled(50, *[GOOD] * 50))

    report = document(after_it, [*first, *second])

    table = report.partition("**Samples side by side**")[2]
    assert "| answers of May | drawn at random | 50 of 50 | 9 of 50 | Rate of bad: 9 of 50, 18 % (8.6 %" in table
    assert "| answers of June | drawn at random | 50 of 50 | 0 of 50 | Zero bad of 50 leaves up to 5.8 %" in table


def test_one_sample_stands_alone_with_the_kinds_that_occur() -> None:
    labels = together(2, labelled(2, BAD, GOOD), labelled(2, GOOD, GOOD, by=ANNA))

    report = document(*sampled(spiking(), STEP, "complaints of May", Drawn.COMPLAINTS, labels))

    assert "| Nothing wrong (not bad) | 1 |" in report
    assert "| No agreed label | 1 |" in report
    assert "people complain about what is bad" in report
    assert "Samples side by side" not in report


def test_nobody_is_named_and_what_people_wrote_is_inert() -> None:
    report = document(*sampled(spiking(), STEP, "Ben's | <b>list</b> {{ 70 * 70 }}", Drawn.OTHER, labelled(1, BAD)))

    assert not [name for name in (ANNA, BEN, "Ben'", "Okafor") if name in report]
    assert "<b>" not in report
    assert "4900" not in report
    assert "1 output of Responder 1" in report
