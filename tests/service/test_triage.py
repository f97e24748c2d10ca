"""The interview in one transaction each: what is kept, what a click makes of it, and what two people say at once."""

from dataclasses import replace

import pytest

from bot.domain.classifying import Decision
from bot.domain.incident import Answers
from bot.domain.taxonomy import UNCLASSIFIED, HarmOngoing, Severity
from bot.errors import InvalidField
from bot.service import classify, triage
from bot.service.classify import Classification, SetSeverity, SetType
from bot.service.triage import ClassifyAs, Interviewed
from tests.service.place import Place, short

WORSE = Interviewed(1, "UBEN", ("quality_worse", "other_inputs", "not_adversarial"))
LIKELY = ("model_degradation", "hallucination_spike")


async def test_answers_are_kept_without_deciding_anything_and_the_card_stays_true(place: Place) -> None:
    await place.opened()

    await place.ask(triage.keep_answers, WORSE)

    incident = place.incident()
    assert incident.interview is not None
    assert [one.id for one in incident.interview.said] == ["quality_worse", "not_adversarial", "other_inputs"]
    assert (incident.type, place.kinds()) == (UNCLASSIFIED, ["declared", "interviewed"])
    assert not [call for call in short(place.news()) if call.startswith("post")]


async def test_a_click_keeps_the_answers_sets_the_type_and_suspects_the_others(place: Place) -> None:
    await place.opened()

    await place.ask(triage.classify_as, ClassifyAs(WORSE, "distribution_shift"))

    incident = place.incident()
    assert (incident.type, incident.suspected) == ("distribution_shift", LIKELY)
    assert place.kinds() == ["declared", "interviewed", "type_changed", "types_suspected"]


async def test_a_click_after_the_answers_were_kept_counts_those(place: Place) -> None:
    await place.opened()
    await place.ask(triage.keep_answers, WORSE)

    await place.ask(triage.classify_as, ClassifyAs(Interviewed(1, "UANNA"), "distribution_shift"))

    assert place.incident().suspected == LIKELY
    assert place.kinds().count("interviewed") == 1


async def test_a_type_that_is_kept_private_goes_private_by_the_click_too(place: Place) -> None:
    await place.opened()
    taken = Interviewed(1, "UBEN", ("data_given_away", "systematic_queries"))

    await place.ask(triage.classify_as, ClassifyAs(taken, "model_inversion"))

    assert place.incident().private


async def test_a_type_that_no_file_describes_any_more_is_refused_and_nothing_is_kept(place: Place) -> None:
    await place.opened()

    with pytest.raises(InvalidField):
        await place.ask(triage.classify_as, ClassifyAs(WORSE, "no_such_type"))

    assert (place.incident().interview, place.kinds()) == (None, ["declared"])


async def test_suspicions_of_two_people_are_both_kept(place: Place) -> None:
    await place.opened()
    await place.ask(classify.set_type, SetType(1, "UANNA", "bias_detection", suspected=("data_poisoning",)))

    await place.ask(classify.set_type, SetType(1, "UBEN", "bias_detection", suspected=("distribution_shift",)))
    both = place.incident().suspected
    await place.ask(classify.set_type, SetType(1, "UBEN", "bias_detection", dropped=("data_poisoning",)))

    assert both == ("data_poisoning", "distribution_shift")
    assert place.incident().suspected == ("distribution_shift",)


async def test_harm_that_somebody_reported_meanwhile_stays_where_the_form_did_not_change_it(place: Place) -> None:
    await place.opened(severity=None)
    answered = Classification(1, "UBEN", Answers(), None, Decision(), harm_ongoing=HarmOngoing.YES)
    await place.ask(classify.classify, answered)

    await place.ask(classify.classify, replace(answered, by="UANNA", harm_ongoing=None))

    assert place.incident().harm_ongoing is HarmOngoing.YES
    assert place.kinds().count("harm_reported") == 1


async def test_a_lowering_that_is_refused_leaves_no_trace(place: Place) -> None:
    await place.opened(severity=Severity.P1)

    with pytest.raises(InvalidField) as refusal:
        await place.ask(classify.set_severity, SetSeverity(1, "UBEN", Severity.P2, "It is one customer"))

    assert refusal.value.values["problem"] == "lowered_without_commander"
    assert (place.incident().severity, place.kinds()) == (Severity.P1, ["declared"])
