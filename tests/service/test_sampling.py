"""Samples in the database: labels of several people, what the channel is told of them, and files that come later."""

from typing import Any

import pytest

from bot.domain.checklist import item_of
from bot.domain.labelling import Given
from bot.domain.records import Drawn, Sampled
from bot.errors import InvalidField, NotTheirSample, Restricted, SampleState, StaleButton
from bot.messages import FetchOutputs
from bot.service import checklist, classify, command, sampling
from bot.service.checklist import OnStep
from bot.service.classify import SetType
from bot.service.command import ByPerson
from bot.service.desk import Desk
from bot.service.sampling import Attached, Draw, Finish, Label, Turn
from tests.service.place import Place, short, words

STEP = "sample-50"
FILE = Attached("https://files.slack.com/answers.csv", "answers.csv")


async def spiking(place: Place) -> None:
    """An incident of hallucinations that Anna commands."""
    number = await place.opened()
    await place.ask(classify.set_type, SetType(incident=number, by="UANNA", type="hallucination_spike"))
    await place.ask(command.take_command, ByPerson(number, "UANNA"))
    place.news()


async def drawn(place: Place, by: str = "UBEN", **more: Any) -> None:
    how = {"outputs": ("first", "second <!channel>"), **more}
    await place.ask(sampling.draw, Draw(1, by, STEP, "refund answers", Drawn.RANDOM, **how))


async def labels(place: Place, by: str, *given: str) -> None:
    for number, label in enumerate(given, 1):
        await place.ask(sampling.label, Label(1, by, STEP, number, label))


def read(place: Place) -> FetchOutputs:
    [message] = [one for one in place.news() if isinstance(one, FetchOutputs)]
    return message


async def test_a_sample_stands_in_the_channel_without_its_outputs(place: Place) -> None:
    await spiking(place)

    await drawn(place)

    news = place.news()
    assert f"stand sample:{STEP}" in short(news)
    assert "second" not in words(news)
    assert place.kinds()[-1] == "sample_drawn"


async def test_labels_are_counted_in_the_channel_in_one_edit_after_a_pause(place: Place) -> None:
    await spiking(place)
    await drawn(place)
    place.news()

    await labels(place, "UANNA", "factual_error", "fine")
    await labels(place, "UBEN", "fine")

    with place.store.transaction() as work:
        assert work.outbox.next_try() == place.clock.now() + sampling.PAUSE
    assert short(place.news()).count(f"stand sample:{STEP}") == 1


async def test_a_click_that_arrives_twice_is_one_label(place: Place) -> None:
    await spiking(place)
    await drawn(place)

    for _ in range(2):
        await place.office.ask_once("click:1", sampling.label, Label(1, "UANNA", STEP, 1, "fine"))

    with place.store.transaction() as work:
        assert work.samples.labels(1, STEP).given == (Given(1, "UANNA", "fine"),)


@pytest.mark.parametrize(
    ("number", "label"),
    [
        pytest.param(3, "fine", id="no such output"),
        pytest.param(0, "fine", id="none at all"),
        pytest.param(1, "made_up", id="no such label"),
    ],
)
async def test_a_label_from_another_time_is_refused(place: Place, number: int, label: str) -> None:
    await spiking(place)
    await drawn(place)

    with pytest.raises(StaleButton):
        await place.ask(sampling.label, Label(1, "UANNA", STEP, number, label))


async def test_everybody_turns_their_own_pages(place: Place) -> None:
    await spiking(place)
    await drawn(place)
    await labels(place, "UANNA", "fine")

    anna = await place.ask(sampling.page, Turn(1, "UANNA", STEP))
    ben = await place.ask(sampling.page, Turn(1, "UBEN", STEP))
    back = await place.ask(sampling.page, Turn(1, "UANNA", STEP, place=1))

    assert (anna.page.place, anna.page.text) == (2, "second <!channel>")
    assert (ben.page.place, ben.page.given) == (1, None)
    assert (back.page.text, back.page.given) == ("first", "fine")


async def test_a_sample_is_finished_in_part_only_by_who_says_so(place: Place) -> None:
    await spiking(place)
    await drawn(place)
    await labels(place, "UCARLA", "factual_error")

    with pytest.raises(InvalidField) as refused:
        await place.ask(sampling.finish, Finish(1, "UBEN", STEP))
    with pytest.raises(NotTheirSample):
        await place.ask(sampling.before_finish, Turn(1, "UCARLA", STEP))
    await place.ask(sampling.finish, Finish(1, "UANNA", STEP, partly=True))

    assert refused.value.values["count"] == "1"
    record = item_of(place.incident().checklist, STEP).record
    assert isinstance(record, Sampled)
    assert (record.n, record.size, record.bad) == (1, 2, 1)


async def test_removed_outputs_leave_their_labels_and_stand_nowhere_else(place: Place) -> None:
    await spiking(place)
    await drawn(place)
    await labels(place, "UBEN", "factual_error", "fine")
    await place.ask(sampling.finish, Finish(1, "UBEN", STEP))

    await place.ask(sampling.remove_outputs, OnStep(1, "UBEN", STEP))

    with place.store.transaction() as work:
        assert work.samples.output(1, STEP, 1) is None
        assert len(work.samples.labels(1, STEP).given) == 2
    assert "second" not in place.incident().model_dump_json()
    await place.ask(checklist.undo, OnStep(1, "UBEN", STEP))
    with pytest.raises(SampleState):
        await place.ask(sampling.page, Turn(1, "UBEN", STEP))


async def test_a_discarded_sample_leaves_nothing(place: Place) -> None:
    await spiking(place)
    await drawn(place)
    place.news()

    await place.ask(sampling.discard, OnStep(1, "UBEN", STEP))

    assert f"remove sample:{STEP}" in short(place.news())
    with place.store.transaction() as work:
        assert work.samples.labels(1, STEP).size == 0


async def test_a_restricted_incident_shows_its_outputs_to_nobody(place: Place) -> None:
    await spiking(place)
    await drawn(place)

    def restrict(desk: Desk, _request: None) -> None:
        desk.work.incidents.save(desk.incident(1).having(restricted=True))

    await place.ask(restrict, None)

    with pytest.raises(Restricted):
        await place.ask(sampling.page, Turn(1, "UBEN", STEP))


async def test_outputs_of_a_file_can_be_labelled_once_it_was_read_and_are_there_once(place: Place) -> None:
    await spiking(place)
    await drawn(place, outputs=(), file=FILE)
    message = read(place)
    with pytest.raises(SampleState):
        await place.ask(sampling.page, Turn(1, "UBEN", STEP))

    for _ in range(2):
        await place.ask(lambda desk, _: sampling.fetched(desk.work, message, ("one", "two", "three")), None)

    shown = await place.ask(sampling.page, Turn(1, "UBEN", STEP))
    assert (shown.page.labels.size, shown.page.text) == (3, "one")


async def test_a_file_that_comes_after_its_sample_was_given_up_is_not_kept(place: Place) -> None:
    await spiking(place)
    await drawn(place, outputs=(), file=FILE)
    message = read(place)
    await place.ask(lambda desk, _: sampling.not_fetched(desk.work, message, desk.now), None)
    await place.pass_minutes(1)
    await drawn(place)

    await place.ask(lambda desk, _: sampling.fetched(desk.work, message, ("one",)), None)

    shown = await place.ask(sampling.page, Turn(1, "UBEN", STEP))
    assert shown.page.labels.size == 2


async def test_a_file_that_cannot_be_read_makes_room_for_another_sample(place: Place) -> None:
    await spiking(place)
    await drawn(place, outputs=(), file=FILE)
    message = read(place)

    await place.ask(lambda desk, _: sampling.not_fetched(desk.work, message, desk.now), None)

    assert item_of(place.incident().checklist, STEP).sample is None
    assert place.kinds()[-1] == "sample_discarded"
    assert {f"remove sample:{STEP}", "stand checklist:hallucination_spike:scope"} <= set(short(place.news()))
