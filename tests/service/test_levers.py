"""Levers as they land in state, timeline and outbox."""

from typing import Any

import pytest

from bot.domain.checklist import StepState, item_of
from bot.domain.lever_board import ScoreMove, Stricter
from bot.domain.levers import Fate
from bot.domain.records import Pulled
from bot.domain.transcript import Person
from bot.domain.works import Pull
from bot.errors import InvalidField, StaleButton
from bot.ids import Field
from bot.service import command, ending, levers
from bot.service.command import ByPerson
from bot.service.ending import Closing
from bot.service.levers import OnLever, PullForStep, SetOne, Told
from tests.service.place import UNWATCHED, Place, short, words

STEP = "hold-changes"
MIXED = ("feature_off", "lower_temperature", "hedging_copy")


async def put(place: Place, lever: str | None = "feature_off", title: str | None = None, **told: Any) -> None:
    await place.ask(levers.put, SetOne(1, "UANNA", lever, title, Told(**{"owner": "UANNA", **told})))


async def stepped(place: Place, *ids: str) -> None:
    """An incident whose first step is done by setting levers."""
    await place.opened()
    before = place.incident()
    items = [
        item.model_copy(update={"work": Pull(levers=ids)}) if item.step_id == STEP else item
        for item in before.checklist.items
    ]
    after = before.having(checklist=before.checklist.model_copy(update={"items": tuple(items)}))
    await place.ask(lambda desk, _: desk.work.incidents.save(after), None)


async def pull(place: Place, *ids: str, **told: Any) -> None:
    await place.ask(levers.pull, PullForStep(1, "UANNA", STEP, ids, Told(**{"owner": "UANNA", **told}), "At once"))


async def test_the_first_lever_brings_the_board_which_is_then_kept_true(place: Place) -> None:
    await place.opened()

    await put(place)
    first = short(place.news())
    await put(place, "budgets")
    await place.ask(levers.adopt, OnLever(1, "UANNA", 2))
    then = short(place.news())

    assert {"stand levers", "pin levers", "stand card", "post"} <= set(first)
    assert "stand levers" in then
    assert "pin levers" not in then
    assert place.kinds() == ["declared", "lever_set", "lever_set", "lever_adopted"]


async def test_an_owner_who_is_somebody_else_is_invited_and_has_to_be_a_person(place: Place) -> None:
    await place.opened()
    await place.meet(Person(id="UBOT", is_bot=True))

    await put(place, owner="UBEN")
    with pytest.raises(InvalidField):
        await put(place, "budgets", owner="UBOT")

    assert "invite UBEN" in short(place.news())


async def test_a_late_effect_is_asked_for_once_from_the_owner_alone(place: Place) -> None:
    await place.opened()
    await put(place, owner="UBEN", minutes=7)
    place.news()

    await place.pass_minutes(8)
    asked = place.news()
    await place.pass_minutes(8)

    assert short(asked).count("whisper UBEN") == 1
    assert "stand levers" in short(asked)
    assert "whisper UBEN" not in short(place.news())


@pytest.mark.parametrize(
    ("lever", "title", "told", "field"),
    [
        pytest.param(None, None, {}, Field.OWN_LEVER, id="nothing"),
        pytest.param("feature_off", "Banner", {}, Field.OWN_LEVER, id="two at once"),
        pytest.param("lower_temperature", None, {}, Field.HELD, id="evidence not asked for"),
        pytest.param("abstain_more", None, {"held": True}, Field.SAID, id="no answer"),
        pytest.param("stricter_moderation", None, {"held": True}, Field.STRICTER, id="no direction"),
        pytest.param(
            "stricter_moderation",
            None,
            {"held": True, "score": ScoreMove(stricter=Stricter.HIGHER, before=0.8, after=0.6)},
            Field.SCORE_AFTER,
            id="the wrong direction",
        ),
    ],
)
async def test_what_a_lever_asks_has_to_be_said(
    place: Place, lever: str | None, title: str | None, told: dict[str, Any], field: Field
) -> None:
    await place.opened()

    with pytest.raises(InvalidField) as refusal:
        await put(place, lever, title, **told)

    assert refusal.value.field == field
    assert place.incident().levers == ()
    assert place.kinds() == ["declared"]


async def test_a_lever_that_alters_the_system_says_first_whether_the_evidence_is_held(place: Place) -> None:
    await place.opened()

    await put(place, "lower_temperature", held=False)

    assert place.kinds() == ["declared", "evidence_answered", "lever_set"]
    assert "Lower temperature" in words(place.news())


async def test_a_lever_of_their_own_is_asked_only_where_somebody_answers(place: Place) -> None:
    await place.opened()

    await put(place, None, "Banner for doctors")
    await put(place, None, "Index rebuilt", held=True)

    assert place.kinds() == ["declared", "lever_set", "evidence_answered", "lever_set"]


async def test_a_step_sets_its_levers_and_is_done_by_it(place: Place) -> None:
    await stepped(place, *MIXED)

    await pull(place, "feature_off", "hedging_copy", minutes=9)

    item = item_of(place.incident().checklist, STEP)
    assert (item.state, item.note) == (StepState.DONE, "At once")
    assert item.record == Pulled(levers=("Feature off", "Hedging copy in the UI"))
    assert [(lever.title, lever.minutes) for lever in place.incident().levers] == [
        ("Feature off", 9),
        ("Hedging copy in the UI", 9),
    ]


async def test_a_step_whose_lever_is_set_already_records_it(place: Place) -> None:
    await stepped(place, *MIXED)
    await put(place)

    await pull(place)

    assert item_of(place.incident().checklist, STEP).record == Pulled(levers=("Feature off",))
    assert len(place.incident().levers) == 1


@pytest.mark.parametrize(
    ("ids", "field"),
    [
        pytest.param((), Field.LEVERS, id="none is ticked"),
        pytest.param(("rollback",), Field.LEVERS, id="one that the step does not name"),
        pytest.param(("feature_off", "lower_temperature"), Field.HELD, id="one alters the system"),
    ],
)
async def test_a_step_stays_open_where_something_is_missing(place: Place, ids: tuple[str, ...], field: Field) -> None:
    await stepped(place, *MIXED)

    with pytest.raises(InvalidField) as refusal:
        await pull(place, *ids)

    assert refusal.value.field == field
    assert not item_of(place.incident().checklist, STEP).is_settled
    assert place.incident().levers == ()


async def test_one_answer_about_the_evidence_holds_for_all_levers_of_a_step(place: Place) -> None:
    await stepped(place, *MIXED, "input_filter")

    await pull(place, "lower_temperature", "input_filter", held=True)

    assert place.kinds() == ["declared", "evidence_answered", "lever_set", "lever_set", "step_done"]


async def test_a_step_that_asks_for_something_else_by_now_sets_nothing(place: Place) -> None:
    await place.opened()

    with pytest.raises(StaleButton):
        await pull(place, "feature_off")


async def test_closing_settles_the_levers_without_a_word_for_each(place: Place) -> None:
    await place.opened()
    await place.ask(command.take_command, ByPerson(1, "UANNA"))
    await put(place)
    with pytest.raises(InvalidField):
        await place.ask(ending.resolve, Closing(1, "UANNA", "It holds", unwatched=UNWATCHED))
    place.news()

    await place.ask(ending.resolve, Closing(1, "UANNA", "It holds", {1: Fate.REMOVED}, unwatched=UNWATCHED))

    assert "lever_removed" in place.kinds()
    assert "removed the lever" not in words([message for message in place.news() if message.call == "post"])
