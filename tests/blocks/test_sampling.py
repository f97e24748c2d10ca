"""Outputs as people label them, and what the channel sees of a sample: never an output."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.blocks.modals import sampling as modals
from bot.blocks.standing import Standing
from bot.domain import sampling
from bot.domain.checklist import item_of
from bot.domain.labelling import Labels, Page
from bot.domain.outputs import CUT, LONGEST_OUTPUT
from bot.domain.works import OutputLabel, Sample
from bot.messages import Modal, Rendered
from tests.domain.incidents import ANNA, BEN, CARLA, after
from tests.domain.samples import BAD, GOOD, STEP, labelled, spiking, together, waiting

Asked = Callable[[Modal], str]
Shown = Callable[[Rendered | None], str]
ITEM = item_of(waiting().checklist, STEP)
BEGUN = labelled(3, BAD)


def page(text: str, labels: Labels = BEGUN, place: int | None = 2) -> Modal:
    return modals.page(7, ITEM, Page(labels, ANNA, place, text))


def buttons(of: Modal | Rendered | None) -> list[str]:
    assert of is not None
    blocks = of.view["blocks"] if isinstance(of, Modal) else of.blocks
    return [part["text"]["text"] for block in blocks if block["type"] == "actions" for part in block["elements"]]


def stands(standing: Standing, labels: Labels, **changes: Any) -> Rendered | None:
    seeing = replace(standing, labels_of=lambda _number, _step: labels)
    return seeing.stand(waiting().having(**changes), f"sample:{STEP}")


def test_the_form_says_where_the_outputs_stay(asked: Asked) -> None:
    item = item_of(spiking().checklist, STEP)

    told = asked(modals.draw(7, item, sampling.work_of(item)))

    assert "never stand in the channel or in a document" in told
    assert "Outputs (about 50)" in told


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<!channel> *now* :wave: <https://evil.test|here>", id="markup"),
        pytest.param("x" * LONGEST_OUTPUT, id="long"),
        pytest.param("﷽" * LONGEST_OUTPUT, id="wide"),
        pytest.param("&" * LONGEST_OUTPUT, id="entities"),
        pytest.param("   ", id="blank"),
        pytest.param("https://example.test/" + "a" * 2900, id="a long address"),
    ],
)
def test_an_output_is_shown_as_plain_text(asked: Asked, text: str) -> None:
    modal = page(text)

    asked(modal)
    [shown] = [block["text"] for block in modal.view["blocks"] if block.get("text", {}).get("type") == "plain_text"]
    assert shown["emoji"] is False
    assert shown["text"] == text.strip() or not text.strip()


def test_a_reference_can_be_opened(asked: Asked) -> None:
    assert "<https://example.test/trace/1|Open it>" in asked(page("https://example.test/trace/1"))
    assert "Open it" not in asked(page("see https://example.test/trace/1"))


def test_what_was_cut_is_said(asked: Asked) -> None:
    assert "It is longer" in asked(page(f"x{CUT}"))


def test_a_page_has_the_labels_of_the_type_and_the_way_on(asked: Asked) -> None:
    modal = page("first")

    assert "Output 2 of 3" in asked(modal)
    assert buttons(modal)[-4:] == ["Nothing wrong", "Back", "Skip", "Finish"]


def test_an_earlier_label_is_shown_when_one_goes_back(asked: Asked) -> None:
    assert "You labelled it: *Factual error*" in asked(page("first", place=1))


def test_ten_labels_have_room(asked: Asked) -> None:
    ten = tuple(OutputLabel(id=f"l{number}", text="x" * 75, bad=number > 0) for number in range(10))
    item = ITEM.model_copy(update={"work": Sample(labels=ten)})

    assert asked(modals.page(7, item, Page(Labels(1), ANNA, 1, "text")))


def test_after_the_last_there_is_nothing_to_skip() -> None:
    assert buttons(page("", labelled(1, GOOD), place=None)) == ["Back", "Finish"]


def test_the_form_that_finishes_says_what_it_comes_to_and_asks_about_the_rest(asked: Asked) -> None:
    told = asked(modals.finish(7, ITEM, labelled(3, BAD)))

    assert "1 labelled output of 3" in told
    assert "2 outputs have no label" in told
    assert "no label" not in asked(modals.finish(7, ITEM, labelled(1, BAD))).partition("Note")[0]


def test_the_channel_sees_how_far_everybody_is(standing: Standing, shown: Shown) -> None:
    message = stands(standing, together(3, labelled(3, BAD), labelled(3, BAD, GOOD, by=BEN)))

    told = shown(message)

    assert f"<@{ANNA}>: 1 of 3\n<@{BEN}>: 2 of 3" in told
    assert buttons(message) == ["Label outputs", "Finish", "Discard"]


def test_a_crowd_of_labellers_has_room(standing: Standing, shown: Shown) -> None:
    crowd = together(1, *(labelled(1, GOOD, by=f"U{number}") for number in range(60)))

    assert "and 40 others" in shown(stands(standing, crowd))


def test_a_file_on_its_way_cannot_be_labelled(standing: Standing, shown: Shown) -> None:
    message = stands(standing, Labels(0))

    assert "The attached file is being read" in shown(message)
    assert buttons(message) == ["Discard"]


def test_what_nobody_is_to_label_any_more_can_be_removed(standing: Standing) -> None:
    assert buttons(stands(standing, labelled(1, GOOD), restricted=True)) == ["Remove the outputs, keep the labels"]


def test_a_finished_sample_shows_its_result_and_then_that_the_outputs_are_gone(
    standing: Standing, shown: Shown
) -> None:
    labels = together(1, labelled(1, GOOD), labelled(1, GOOD, by=CARLA))
    finished = sampling.finish(waiting(), STEP, labels, ANNA, after(9)).incident
    removed = sampling.remove_outputs(finished, STEP, ANNA, after(10)).incident
    seeing = replace(standing, labels_of=lambda _number, _step: labels)

    result, gone = (shown(seeing.stand(each, f"sample:{STEP}")) for each in (finished, removed))

    assert "Labelled alike: 1 of 1" in result
    assert "Removed: 1 output. The labels are kept." in gone


def test_a_step_without_a_sample_shows_none(standing: Standing) -> None:
    assert standing.stand(spiking(), f"sample:{STEP}") is None
