"""What stands of a rollback and of a staged exposure: one next button at a time, and nothing to press at the end."""

from datetime import timedelta

import pytest

from bot.blocks.modals import rolling
from bot.blocks.standing import Standing
from bot.domain import rolling_back, rolling_out
from bot.domain.incident import Incident
from bot.domain.rollback import STAGES, Stage
from bot.domain.rolling_back import Decision
from bot.domain.rolling_out import Seen
from bot.domain.systems import Bundle, Lack, Lacking, Part, Readiness, System
from bot.ids import Field, Slot
from bot.messages import Modal
from tests.blocks.test_standing import Shown, buttons
from tests.domain.incidents import ANNA, BEN, after, commanded, fixed

SYSTEM = System(
    name="chat assistant",
    bundles=(
        Bundle(label="v41", minutes=6),
        Bundle(label="v40", minutes=6, parts={Part.MODEL: "m-11"}),
        Bundle(label="v39", minutes=40),
    ),
)


def begun(parts: tuple[Part, ...] = tuple(Part), way: str | None = None, incident: Incident | None = None) -> Incident:
    decision = Decision(before="v41", after="v40", parts=parts, criteria="It invents rules", way=way)
    return rolling_back.begin(incident or commanded(), decision, ANNA, after(10)).incident


def at(stage: Stage, minutes: float = 1) -> Incident:
    """With every stage before this one passed, each so many minutes after the last."""
    incident = begun()
    for number, passed in enumerate(STAGES, start=1):
        if incident.rollbacks[-1].stage is not stage:
            moment = after(10) + number * timedelta(minutes=minutes)
            incident = rolling_back.advance(incident, 1, passed, BEN, moment, f"Seen at {passed}").incident
    return incident


@pytest.mark.parametrize(
    ("stage", "label"),
    [
        (Stage.TARGET, "Target checked"),
        (Stage.POINTER, "Pointer updated"),
        (Stage.REDEPLOY, "Redeployed"),
        (Stage.ROUTING, "Routing verified"),
        (Stage.METRICS, "Metrics recover"),
        (Stage.USERS, "Word to users settled"),
    ],
)
def test_a_stage_has_one_button_and_the_way_out(standing: Standing, stage: Stage, label: str) -> None:
    message = standing.stand(at(stage), Slot.ROLLBACK)

    assert list(buttons(message)) == [label, "Abort"]


@pytest.mark.parametrize(
    ("minutes", "told"), [(2, "in 12 min."), (3, "in 18 min, 3 min over the 15 minutes.")], ids=["in time", "late"]
)
def test_the_end_says_how_long_it_took(standing: Standing, shown: Shown, minutes: float, told: str) -> None:
    message = standing.stand(at(Stage.COMPLETE, minutes), Slot.ROLLBACK)

    assert told in shown(message)
    assert list(buttons(message)) == ["Roll forward or back again"]


def test_what_is_behind_has_its_time_its_person_and_its_note(standing: Standing, shown: Shown) -> None:
    read = shown(standing.stand(at(Stage.REDEPLOY), Slot.ROLLBACK))

    assert f":white_check_mark: Update the model registry pointer · <!date^{int(after(12).timestamp())}" in read
    assert "Seen at pointer" in read
    assert ":arrow_right: *Redeploy the serving endpoint*" in read
    assert ":white_small_square: Verify the traffic routing" in read


def test_a_part_alone_is_a_combination_that_nobody_tested(standing: Standing, shown: Shown) -> None:
    read = shown(standing.stand(begun(parts=(Part.PROMPT, Part.INDEX)), Slot.ROLLBACK))

    assert "Only these parts move, a combination that nobody has tested: prompt, index." in read


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("make <rollback>", "make &lt;rollback&gt;"),
        ("https://wiki.example/rb", "<https://wiki.example/rb|Instructions>"),
    ],
    ids=["command", "address"],
)
def test_the_way_on_record_stands_until_the_end(standing: Standing, shown: Shown, way: str, told: str) -> None:
    assert told in shown(standing.stand(begun(way=way), Slot.ROLLBACK))


def test_only_the_latest_rollback_leads_on_to_another(standing: Standing) -> None:
    aborted = rolling_back.abort(begun(), 1, "It got worse", BEN, after(11)).incident

    again = begun(incident=aborted)

    assert list(buttons(standing.stand(aborted, "rollback:1"))) == ["Roll forward or back again"]
    assert list(buttons(standing.stand(again, "rollback:1"))) == []
    assert list(buttons(standing.stand(again, "rollback:2"))) == ["Target checked", "Abort"]


def test_while_a_rollback_is_under_way_the_card_offers_no_other(standing: Standing) -> None:
    assert "Roll back" in buttons(standing.stand(commanded(), Slot.CARD))
    assert "Roll back" not in buttons(standing.stand(begun(), Slot.CARD))


def fields(form: Modal) -> dict[str, str]:
    return {block["block_id"]: block["element"]["type"] for block in form.view["blocks"] if block["type"] == "input"}


def test_bundles_on_record_are_offered_and_others_can_be_typed() -> None:
    offered = fields(rolling.decide(commanded(), SYSTEM, None))
    by_hand = fields(rolling.decide(commanded(), None, None))

    assert (offered[Field.TARGET], Field.OTHER_TARGET in offered) == ("static_select", True)
    assert (by_hand[Field.TARGET], Field.OTHER_TARGET in by_hand) == ("plain_text_input", False)


def test_what_the_first_rollback_went_to_is_what_runs_now() -> None:
    form = rolling.decide(at(Stage.COMPLETE), SYSTEM, None)

    running, target = (
        next(block["element"] for block in form.view["blocks"] if block.get("block_id") == field)
        for field in (Field.RUNNING, Field.TARGET)
    )
    assert running["initial_value"] == "v40"
    assert [option["value"] for option in target["options"]] == ["v41", "v39"]


def test_a_system_that_is_not_ready_says_so_in_the_form() -> None:
    lacks = Readiness(system="chat assistant", lacks=(Lacking(lack=Lack.NEVER_REHEARSED),))

    form = rolling.decide(commanded(), SYSTEM, lacks)

    assert "a rollback was never rehearsed" in str(form.view["blocks"][0])


def test_a_fix_shows_its_stages_and_the_way_back_until_it_is_everywhere(standing: Standing) -> None:
    first = rolling_out.reach(fixed(), "staged-rollout", Seen(50, "As before"), (50, 100), ANNA, after(7)).incident
    everywhere = rolling_out.reach(first, "staged-rollout", Seen(100, "Fine"), (50, 100), ANNA, after(9)).incident

    assert list(buttons(standing.stand(first, "rollout:1"))) == ["100 % reached", "Go back"]
    assert list(buttons(standing.stand(everywhere, "rollout:1"))) == []
