"""Rollbacks and staged exposures as they land in state, timeline and outbox."""

import pytest

from bot.domain.offering import Crossed
from bot.domain.rollback import STAGES, Futile, Stage
from bot.domain.systems import Part
from bot.domain.taxonomy import Severity
from bot.errors import InvalidField, RollbackUnderWay, StaleButton
from bot.service import classify, rollback
from bot.service.classify import SetType
from bot.service.rollback import AtStage, Deciding, Declining, Offering
from tests.service.place import Place, short, words

CROSSED = Crossed("alert:drift", "The monitor <reports> drift.")


def deciding(**changes: object) -> Deciding:
    said: dict[str, object] = {
        "before": "v41", "after": "v40", "parts": tuple(Part), "criteria": "It invents rules", "held": True,
    }  # fmt: skip
    return Deciding(1, "UBEN", **{**said, **changes})  # type: ignore[arg-type]  # each is of its field's type


async def test_a_rollback_stands_in_the_channel_and_on_the_card_from_its_decision(place: Place) -> None:
    await place.opened()

    await place.ask(rollback.begin, deciding())

    assert place.kinds() == ["declared", "evidence_answered", "rollback_started"]
    assert {"stand rollback:1", "stand card", "look_up UBEN"} <= set(short(place.news()))


async def test_it_does_not_begin_before_the_evidence_was_answered_for(place: Place) -> None:
    await place.opened()

    with pytest.raises(InvalidField):
        await place.ask(rollback.begin, deciding(held=None))

    assert not place.incident().rollbacks


async def test_stages_edit_the_standing_message_and_the_end_is_told(place: Place) -> None:
    await place.opened()
    await place.ask(rollback.begin, deciding())
    place.news()

    for stage in STAGES:
        await place.ask(rollback.advance, AtStage(1, "UBEN", 1, stage, "Seen"))

    assert place.kinds()[-2:] == ["rollback_advanced", "rollback_completed"]
    assert "completed the rollback from v41 to v40" in words(place.news())
    assert [lever.effect for lever in place.incident().levers] == ["Seen"]


async def test_a_stage_is_passed_once(place: Place) -> None:
    await place.opened()
    await place.ask(rollback.begin, deciding())
    await place.ask(rollback.advance, AtStage(1, "UBEN", 1, Stage.TARGET))

    with pytest.raises(StaleButton):
        await place.ask(rollback.advance, AtStage(1, "UCARLA", 1, Stage.TARGET))


async def test_the_form_of_a_second_rollback_is_refused(place: Place) -> None:
    await place.opened()
    await place.ask(rollback.begin, deciding())

    with pytest.raises(RollbackUnderWay):
        await place.ask(rollback.consider, 1)


async def test_what_would_not_help_names_levers_of_the_catalogue(place: Place) -> None:
    await place.opened()

    await place.ask(rollback.decline, Declining(1, "UBEN", (Futile.PAYLOAD,)))

    assert "What helps instead: Tool or egress off; Input filter; Stricter moderation" in words(place.news())


async def test_an_alert_offers_a_rollback_once_and_starts_none(place: Place) -> None:
    await place.opened()

    for _ in range(2):
        await place.ask(rollback.offer, Offering(1, CROSSED))

    assert place.kinds() == ["declared", "rollback_offered"]
    assert words(place.news()).count("Start rollback") == 1
    assert not place.incident().rollbacks


async def test_a_grave_safety_event_offers_one_by_whichever_way_it_became_one(place: Place) -> None:
    await place.opened(severity=Severity.P0)

    await place.ask(classify.set_type, SetType(1, "UBEN", "safety_bypass"))

    assert "rollback_offered" in place.kinds()
    assert "A P0 safety event" in words(place.news())


async def test_a_move_to_a_private_channel_takes_the_rollback_along(place: Place) -> None:
    await place.opened()
    await place.ask(rollback.begin, deciding())
    place.news()

    await place.ask(classify.set_type, SetType(1, "UBEN", "model_inversion"))

    assert place.incident().private
    assert "stand rollback:1" in short(place.news())
