"""A step that alters the system shows one question first; then it is a step like any other."""

import pytest

from bot.blocks.checklist import main_button
from bot.blocks.standing import Standing
from bot.domain import gate
from bot.domain.checklist import item_of
from bot.domain.incident import Incident
from bot.domain.works import Measure, Work
from tests.blocks.test_checklist import Shown, first, labels, stands

MEASURE = Measure(quantity="Error rate", unit="%")


def altering(incident: Incident, **changes: object) -> Incident:
    """The same incident, with a first step that alters the system."""
    items = incident.checklist.items
    changed = items[0].model_copy(update={"alters": True, **changes})
    return incident.having(checklist=incident.checklist.model_copy(update={"items": (changed, *items[1:])}))


def answered(incident: Incident) -> Incident:
    step = gate.step(item_of(incident.checklist, first(incident)))
    return gate.answer(incident, step, "U0DOER", incident.declared_at, held=False).incident


def test_it_is_asked_by_two_buttons_and_can_be_skipped_or_taken(
    standing: Standing, incident: Incident, shown: Shown
) -> None:
    message = stands(standing, altering(incident))

    assert labels(message, first(incident)) == ["Evidence held", "Not held, harm goes on", "Skip", "Assign to me"]
    assert "It alters the system: is the evidence held?" in shown(message)


@pytest.mark.parametrize(
    ("changes", "buttons"),
    [
        pytest.param({}, ["Done", "Done, with note", "Skip", "Assign to me"], id="something to do"),
        pytest.param({"work": MEASURE}, ["Record a measurement", "Skip", "Assign to me"], id="with a form"),
    ],
)
def test_once_answered_it_is_done_as_any_other(
    standing: Standing, incident: Incident, changes: dict[str, Work], buttons: list[str], shown: Shown
) -> None:
    message = stands(standing, answered(altering(incident, **changes)))

    assert labels(message, first(incident)) == buttons
    assert "evidence not held, harm goes on, says <@U0DOER>" in shown(message)


def test_where_there_is_room_for_one_button_it_opens_the_question(incident: Incident) -> None:
    asking = altering(incident)

    label = main_button(asking.number, asking.checklist.items[0]).text

    assert label is not None
    assert label.text == "Evidence held?"
