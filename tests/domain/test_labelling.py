"""What labels of several people come to: counts, a rate where there can be one, agreement, and whose turn is next."""

import pytest

from bot.domain.labelling import Given, Labels, majority, sampled
from bot.domain.records import Drawn, Interval, LabelCount, Sampled
from bot.domain.sampling import work_of
from bot.wording import recorded
from tests.domain.incidents import ANNA, BEN, CARLA
from tests.domain.samples import BAD, GOOD, STEP, WORSE, drawn, labelled, spiking, together

OFFERED = work_of(next(item for item in spiking().checklist.items if item.step_id == STEP)).labels


def come_to(labels: Labels, how: Drawn = Drawn.RANDOM) -> Sampled:
    return sampled(drawn(how), OFFERED, labels)


def test_zero_bad_of_fifty_leaves_both_upper_bounds() -> None:
    record = come_to(labelled(50, *[GOOD] * 50))

    assert record.upper == pytest.approx(0.0582, abs=1e-4)
    assert isinstance(record.rate, Interval)
    assert record.rate.high == pytest.approx(0.0711, abs=1e-4)
    assert "Zero bad of 50 leaves up to 5.8 % (95 %, one-sided; 7.1 % two-sided)." in recorded(record)


def test_a_random_sample_has_a_rate_with_its_exact_interval() -> None:
    said = recorded(come_to(labelled(50, *[BAD] * 3, *[WORSE] * 2, *[GOOD] * 45)))

    assert "Rate of bad: 5 of 50, 10 % (3.3 % to 21.8 %; 95 %, two-sided)." in said
    assert "Factual error 3, Invented citation 2, Nothing wrong 45" in said


@pytest.mark.parametrize("how", [Drawn.COMPLAINTS, Drawn.SEARCHED, Drawn.OTHER])
def test_any_other_sample_tells_what_occurs_and_not_how_often(how: Drawn) -> None:
    record = come_to(labelled(4, BAD, BAD, GOOD, GOOD), how)

    assert (record.rate, record.upper) == (None, None)
    assert record.counts[0] == LabelCount(text="Factual error", bad=True, count=2)
    assert "what kinds occur, not how often" in recorded(record)


def test_what_is_not_labelled_is_said_and_left_out_of_the_rate() -> None:
    record = come_to(labelled(50, *[GOOD] * 20))

    assert (record.size, record.n, record.judged) == (50, 20, 20)
    assert recorded(record).startswith("20 labelled outputs of 50 of refund answers")
    assert "30 of the sample have no verdict: it holds only if these are like the others." in recorded(record)


@pytest.mark.parametrize(
    ("given", "label"),
    [
        pytest.param((BAD,), BAD, id="one person's"),
        pytest.param((BAD, GOOD, BAD), BAD, id="two against one"),
        pytest.param((BAD, GOOD), None, id="a tie"),
        pytest.param((), None, id="nobody's"),
    ],
)
def test_an_output_has_the_label_that_most_people_gave(given: tuple[str, ...], label: str | None) -> None:
    assert majority(given) == label


def test_a_tie_is_undecided_and_two_kinds_of_bad_are_bad_all_the_same() -> None:
    labels = together(3, labelled(3, BAD, BAD, GOOD), labelled(3, GOOD, WORSE, GOOD, by=BEN))

    record = come_to(labels)

    assert (record.undecided, record.judged, record.bad, record.labellers) == (2, 2, 1, 2)
    assert [row.count for row in record.counts] == [0, 0, 0, 1]
    assert "no agreed label 2" in recorded(record)


def test_agreement_is_among_outputs_that_several_people_labelled() -> None:
    labels = together(4, labelled(4, BAD, GOOD, GOOD, GOOD), labelled(4, BAD, BAD, by=BEN), labelled(4, BAD, by=CARLA))

    record = come_to(labels)

    assert record.agreement is not None
    assert (record.agreement.shared, record.agreement.alike) == (2, 1)
    assert "Labelled alike: 1 of 2 that several people labelled (50 %)." in recorded(record)


def test_one_labeller_agrees_with_nobody() -> None:
    assert come_to(labelled(2, BAD, GOOD)).agreement is None


@pytest.mark.parametrize(
    ("labels", "behind", "place"),
    [
        pytest.param(labelled(3), 0, 1, id="the first"),
        pytest.param(labelled(3, GOOD), 1, 2, id="the one behind"),
        pytest.param(Labels(3, (Given(3, ANNA, GOOD),)), 3, 1, id="from the front again"),
        pytest.param(Labels(3, (Given(1, ANNA, GOOD),)), 2, 3, id="what was skipped waits its turn"),
        pytest.param(labelled(3, GOOD, GOOD, GOOD), 3, None, id="nothing left"),
        pytest.param(labelled(3, GOOD, GOOD, GOOD, by=BEN), 0, 1, id="somebody else's labels are theirs"),
    ],
)
def test_everybody_has_their_own_next_output(labels: Labels, behind: int, place: int | None) -> None:
    assert labels.next_for(ANNA, behind) == place


def test_progress_is_told_for_each_labeller() -> None:
    labels = together(5, labelled(5, BAD, GOOD), labelled(5, GOOD, by=BEN))

    assert labels.done_by == {ANNA: 2, BEN: 1}
    assert labels.unlabelled == 3
