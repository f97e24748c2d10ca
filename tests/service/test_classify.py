from dataclasses import replace

import pytest

from bot.domain.classifying import Decision
from bot.domain.incident import Answers
from bot.domain.taxonomy import Harm, Severity
from bot.domain.triage import Measure
from bot.errors import InvalidField
from bot.service import checklist, classify
from bot.service.checklist import OnStep
from bot.service.classify import Classification, SetSeverity, SetType
from tests.service.place import Place, short, words

LEAK = Answers(harms=frozenset({Harm.PERSONAL_DATA}), error_rate=Measure(12.5, "points"))


def answered(answers: Answers = LEAK, slug: str | None = None, decision: Decision | None = None) -> Classification:
    return Classification(1, "UBEN", answers, slug, decision or Decision())


async def test_answers_severity_type_and_steps_land_together(place: Place) -> None:
    await place.opened(severity=None)

    await place.ask(classify.classify, answered(slug="bias_detection"))

    incident = place.incident()
    assert (incident.answers, incident.severity, incident.type) == (LEAK, Severity.P0, "bias_detection")
    assert incident.checklist.runbook == "bias_detection"
    told_at_once = ["step_done", "groups_told"]
    assert place.kinds() == ["declared", "classified", "severity_changed", "type_changed", *told_at_once]


async def test_a_form_that_was_open_meanwhile_adds_to_what_others_answered(place: Place) -> None:
    await place.opened(severity=None)
    opened_with = place.incident().answers.digest
    others = Answers(affected="Parents", harms=frozenset({Harm.FRAUD}))
    await place.ask(classify.classify, answered(others))

    await place.ask(classify.classify, replace(answered(), opened_with=opened_with))

    now = place.incident().answers
    assert (now.affected, now.harms) == ("Parents", {Harm.FRAUD, Harm.PERSONAL_DATA})
    assert now.error_rate == LEAK.error_rate


async def test_an_answer_can_be_taken_back_in_a_form_that_showed_it(place: Place) -> None:
    await place.opened(severity=None)
    await place.ask(classify.classify, answered())
    shown = place.incident().answers.digest

    await place.ask(classify.classify, replace(answered(Answers(affected="Parents")), opened_with=shown))

    assert place.incident().answers == Answers(affected="Parents")


async def test_a_suggestion_is_kept_with_its_reasons(place: Place) -> None:
    await place.opened(severity=None)

    await place.ask(classify.classify, answered())

    suggestion = place.incident().suggestion
    assert suggestion is not None
    assert [reason.text for reason in suggestion.reasons] == ["Personal data leaked."]


async def test_the_card_the_topic_and_the_announcement_follow(place: Place) -> None:
    await place.opened(severity=None)

    await place.ask(classify.classify, answered(slug="bias_detection"))

    news = short(place.news())
    assert {"stand card", "set_topic", "stand announcement", "stand checklist:bias_detection:evidence"} <= set(news)


async def test_the_old_checklist_goes_when_nothing_was_done_on_it(place: Place) -> None:
    await place.opened()

    await place.ask(classify.set_type, SetType(1, "UBEN", "bias_detection"))

    assert "remove checklist:unclassified:evidence" in short(place.news())


async def test_the_old_checklist_stays_as_a_record_of_what_was_done(place: Place) -> None:
    await place.opened()
    await place.ask(checklist.done, OnStep(1, "UANNA", "hold-changes"))
    place.news()

    await place.ask(classify.set_type, SetType(1, "UBEN", "bias_detection"))

    news = short(place.news())
    assert "stand checklist:unclassified:evidence" in news
    assert "remove checklist:unclassified:evidence" not in news


async def test_a_question_that_stood_open_goes_once_it_is_answered(place: Place) -> None:
    await place.opened()
    await place.pass_minutes(10)
    place.news()

    await place.ask(classify.classify, answered())

    assert "remove classify" in short(place.news())


async def test_a_raise_calls_whom_the_old_severity_did_not(place: Place) -> None:
    await place.opened(severity=Severity.P1)

    await place.ask(classify.set_severity, SetSeverity(1, "UBEN", Severity.P0, None))

    news = place.news()
    assert "invite USECOND" in short(news)
    assert "UFIRST" not in words(news)


async def test_a_lowering_calls_nobody(place: Place) -> None:
    await place.opened(severity=Severity.P0)
    await place.pass_minutes(15)
    place.news()

    await place.ask(classify.set_severity, SetSeverity(1, "UBEN", Severity.P3, "A test system"))

    assert not [call for call in short(place.news()) if call.startswith("invite")]


async def test_a_raise_brings_its_steps_in_the_same_transaction(place: Place) -> None:
    await place.opened(severity=Severity.P3)
    await place.ask(classify.set_type, SetType(1, "UBEN", "bias_detection"))
    before = len(place.incident().checklist.items)

    await place.ask(classify.set_severity, SetSeverity(1, "UBEN", Severity.P0, None))

    assert place.kinds()[-4:] == ["severity_changed", "steps_added", "step_done", "groups_told"]
    assert len(place.incident().checklist.items) > before


async def test_an_override_is_on_the_timeline_and_said_in_the_channel(place: Place) -> None:
    await place.opened(severity=None)

    await place.ask(classify.classify, answered(decision=Decision(Severity.P1, "Only our own test accounts")))

    assert place.incident().severity is Severity.P1
    assert "Only our own test accounts" in words(place.news())
    assert [event.reason for event in place.timeline() if event.kind == "severity_changed"] == [
        "Only our own test accounts"
    ]


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        pytest.param(answered(slug="no_such_type"), "incident_type", id="unknown-type"),
        pytest.param(answered(decision=Decision(Severity.P3)), "reason", id="override-without-a-reason"),
    ],
)
async def test_a_refused_classification_keeps_no_part_of_it(place: Place, request_: Classification, field: str) -> None:
    await place.opened(severity=None)
    before = place.incident()

    with pytest.raises(InvalidField) as refusal:
        await place.ask(classify.classify, request_)

    assert refusal.value.field == field
    assert (place.incident(), place.kinds(), place.news()) == (before, ["declared"], [])


async def test_a_type_that_is_set_already_is_refused(place: Place) -> None:
    await place.opened()
    await place.ask(classify.set_type, SetType(1, "UBEN", "bias_detection"))

    with pytest.raises(InvalidField) as refusal:
        await place.ask(classify.set_type, SetType(1, "UBEN", "bias_detection"))

    assert refusal.value.values["problem"] == "is_set_already"
