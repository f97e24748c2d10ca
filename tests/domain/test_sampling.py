"""A step's sample: drawn once, finished by who brought it or the commander, and rid of its outputs afterwards."""

import pytest

from bot.domain import classifying, ending, sampling, working
from bot.domain.checklist import item_of
from bot.domain.incident import Incident
from bot.domain.labelling import Labels
from bot.domain.records import Sampled
from bot.errors import NotTheirSample, Restricted, SampleState, StaleButton, StepAlready
from tests.domain.incidents import ANNA, BEN, CARLA, LIBRARY, after, kinds
from tests.domain.samples import BAD, GOOD, STEP, drawn, labelled, spiking, waiting

WHOLE = labelled(2, BAD, GOOD)


def finished(labels: Labels = WHOLE) -> Incident:
    return sampling.finish(waiting(by=BEN), STEP, labels, BEN, after(9)).incident


def test_a_sample_is_drawn_for_a_step_and_told() -> None:
    change = sampling.draw(spiking(), STEP, drawn())

    assert item_of(change.incident.checklist, STEP).sample == drawn()
    assert kinds(change) == ["sample_drawn"]


def test_a_step_has_one_sample_at_a_time() -> None:
    with pytest.raises(SampleState):
        sampling.draw(waiting(), STEP, drawn())


def test_only_a_step_that_asks_for_one_has_a_sample() -> None:
    with pytest.raises(StaleButton):
        sampling.draw(spiking(), "scope", drawn())


def test_outputs_of_a_restricted_incident_are_neither_taken_nor_shown() -> None:
    with pytest.raises(Restricted):
        sampling.draw(spiking().having(restricted=True), STEP, drawn())
    with pytest.raises(Restricted):
        sampling.require_labels(waiting().having(restricted=True), STEP)


def test_outputs_that_were_taken_before_the_restriction_can_go_at_once() -> None:
    change = sampling.remove_outputs(waiting().having(restricted=True), STEP, ANNA, after(9))

    assert kinds(change) == ["outputs_removed"]


@pytest.mark.parametrize("person", [pytest.param(BEN, id="who brought it"), pytest.param(ANNA, id="the commander")])
def test_a_finished_sample_settles_its_step_with_what_it_shows(person: str) -> None:
    change = sampling.finish(waiting(by=BEN), STEP, WHOLE, person, after(9), "Checked against the handbook")

    item = item_of(change.incident.checklist, STEP)
    assert isinstance(item.record, Sampled)
    assert (item.record.bad, item.record.judged, item.note) == (1, 2, "Checked against the handbook")
    assert kinds(change)[0] == "step_done"


def test_somebody_else_neither_finishes_nor_discards_nor_removes() -> None:
    with pytest.raises(NotTheirSample):
        sampling.finish(waiting(by=BEN), STEP, WHOLE, CARLA, after(9))
    with pytest.raises(NotTheirSample):
        sampling.discard(waiting(by=BEN), STEP, CARLA, after(9))
    with pytest.raises(NotTheirSample):
        sampling.remove_outputs(finished(), STEP, CARLA, after(9))


def test_without_a_label_there_is_nothing_to_finish() -> None:
    with pytest.raises(SampleState):
        sampling.finish(waiting(), STEP, Labels(2), ANNA, after(9))


def test_a_discarded_sample_makes_room_for_another() -> None:
    change = sampling.discard(waiting(), STEP, ANNA, after(9))

    assert kinds(change) == ["sample_discarded"]
    assert sampling.draw(change.incident, STEP, drawn()).events


def test_a_finished_sample_is_not_discarded() -> None:
    with pytest.raises(StepAlready):
        sampling.discard(finished(), STEP, BEN, after(9))


def test_outputs_go_when_nobody_is_to_label_them_any_more_also_after_the_incident() -> None:
    over = ending.resolve(finished(), "It holds", ANNA, after(60)).incident

    change = sampling.remove_outputs(over, STEP, BEN, after(70))

    sample = item_of(change.incident.checklist, STEP).sample
    assert sample is not None
    assert sample.removed
    with pytest.raises(SampleState):
        sampling.remove_outputs(change.incident, STEP, BEN, after(71))


def test_outputs_stay_while_they_are_being_labelled() -> None:
    with pytest.raises(SampleState):
        sampling.remove_outputs(waiting(), STEP, ANNA, after(9))


def test_a_step_that_is_opened_again_goes_on_being_labelled() -> None:
    again = working.undo(finished(), STEP, BEN, after(10)).incident

    item, _ = sampling.require_labels(again, STEP)

    assert item.sample is not None


def test_a_sample_whose_outputs_are_gone_gives_way_to_another() -> None:
    removed = sampling.remove_outputs(finished(), STEP, BEN, after(10)).incident
    again = working.undo(removed, STEP, BEN, after(11)).incident

    change = sampling.draw(again, STEP, drawn())

    assert kinds(change) == ["sample_drawn"]
    assert change.events[0].model_dump()["again"]


def test_a_sample_under_way_survives_a_reclassification() -> None:
    other = classifying.set_type(waiting(), LIBRARY.runbook("bias_detection"), ANNA, after(9)).incident

    assert item_of(other.checklist, STEP).sample == drawn()
