from datetime import timedelta

import pytest

from bot.domain import classifying, updating, working
from bot.domain.checklist import Finding, item_of
from bot.domain.classifying import Decision
from bot.domain.clocks import DeadlineKind, DeadlineState
from bot.domain.events import Classified, SeverityChanged, StepsAdded, TypeChanged
from bot.domain.incident import Answers, Change, Incident
from bot.domain.policy import Policy
from bot.domain.taxonomy import Harm, HarmOngoing, Severity
from bot.domain.triage import Measure
from bot.errors import InvalidField, WrongStatus
from tests.domain.incidents import ANNA, BEN, LIBRARY, POLICY, after, commanded, declared, kinds, resolved

LEAK = Answers(harms=frozenset({Harm.PERSONAL_DATA}))
SLOW = Answers(harms=frozenset({Harm.LATENCY}))
NOTHING = Answers()
BIAS = LIBRARY.runbook("bias_detection")


def classify(
    incident: Incident, answers: Answers, decision: Decision | None = None, *, at: float = 8, policy: Policy = POLICY
) -> Change:
    return classifying.classify(incident, answers, decision or Decision(), BEN, after(at), policy)


def test_answers_are_kept_and_told_by_name() -> None:
    answers = Answers(purpose="Answers patients", error_rate=Measure(12, "relative"))

    change = classify(declared(), answers)

    assert (change.incident.answers, change.incident.is_classified) == (answers, True)
    assert change.events == (Classified(at=after(8), by=BEN, answered=("purpose", "error_rate")),)


def test_unsure_becomes_what_the_answers_suggest() -> None:
    change = classify(declared(None), LEAK)

    assert (change.incident.severity, change.incident.provisional) == (Severity.P0, False)
    assert change.events[-1] == SeverityChanged(
        at=after(8),
        by=BEN,
        before=Severity.P2,
        after=Severity.P0,
        provisional_before=True,
        suggested=Severity.P0,
        basis=("Personal data leaked. (brief, P0: PII leak)",),
    )


def test_unsure_is_confirmed_where_the_suggestion_is_the_same() -> None:
    change = classify(declared(None), SLOW)

    assert (change.incident.severity, change.incident.provisional) == (Severity.P2, False)
    assert kinds(change) == ["classified", "severity_changed"]


def test_without_answers_unsure_stays_unsure() -> None:
    change = classify(declared(None), NOTHING)

    assert change.incident.provisional
    assert kinds(change) == ["classified"]


def test_harm_going_on_is_an_answer_given_at_the_declaration() -> None:
    incident = declared(None).having(harm_ongoing=HarmOngoing.YES)

    change = classify(incident, NOTHING)

    assert change.incident.suggestion is not None
    assert (change.incident.severity, change.incident.provisional) == (Severity.P2, False)


def test_as_suggested_raises_what_a_person_decided() -> None:
    change = classify(declared(Severity.P3), LEAK)

    assert change.incident.severity is Severity.P0


def test_as_suggested_never_lowers_what_a_person_decided() -> None:
    change = classify(declared(Severity.P0), SLOW)

    assert change.incident.severity is Severity.P0
    assert change.incident.suggestion is not None
    assert change.incident.suggestion.severity is Severity.P2


def test_an_override_is_recorded_with_both_values_and_its_reason() -> None:
    change = classify(declared(None), LEAK, Decision(Severity.P1, "Only test accounts"))

    event = change.events[-1]
    assert isinstance(event, SeverityChanged)
    assert (event.suggested, event.after, event.reason) == (Severity.P0, Severity.P1, "Only test accounts")
    assert event.is_override


@pytest.mark.parametrize("reason", [None, ""], ids=["none", "empty"])
def test_an_override_without_a_reason_is_refused_beside_the_reason(reason: str | None) -> None:
    with pytest.raises(InvalidField) as refusal:
        classify(declared(None), LEAK, Decision(Severity.P1, reason))

    assert (refusal.value.field, refusal.value.values["suggested"]) == ("reason", "P0")


def test_choosing_what_is_suggested_needs_no_reason() -> None:
    change = classify(declared(None), LEAK, Decision(Severity.P0))

    assert change.incident.severity is Severity.P0


def test_answers_in_time_meet_their_clock_and_late_ones_miss_it() -> None:
    in_time = classify(declared(), LEAK, at=9).incident.deadlines[DeadlineKind.CLASSIFICATION]
    late = classify(declared(), LEAK, at=25).incident.deadlines[DeadlineKind.CLASSIFICATION]

    assert (in_time.state, late.state) == (DeadlineState.MET, DeadlineState.MISSED)
    assert late.missed_by == timedelta(minutes=15)


def test_answers_corrected_later_do_not_turn_a_met_clock_into_a_miss() -> None:
    first = classify(declared(), SLOW, at=5).incident

    corrected = classify(first, LEAK, at=50).incident

    assert corrected.deadlines[DeadlineKind.CLASSIFICATION] == first.deadlines[DeadlineKind.CLASSIFICATION]
    assert corrected.answers == LEAK


def test_a_raise_by_hand_brings_the_response_forward() -> None:
    change = classifying.set_severity(declared(Severity.P3), Severity.P0, None, BEN, after(30), POLICY)

    assert change.incident.deadlines[DeadlineKind.RESPONSE].due_at == after(45)
    assert kinds(change) == ["severity_changed"]


def test_a_raise_after_command_was_taken_leaves_the_response_as_it_went() -> None:
    incident = commanded(Severity.P3)

    change = classifying.set_severity(incident, Severity.P0, None, BEN, after(30), POLICY)

    assert change.incident.deadlines == incident.deadlines


def test_a_raise_asks_for_the_next_update_as_often_as_policy_says_for_it() -> None:
    policy = Policy.model_validate({"update_every": {"P0": "PT10M", "P3": "PT2H"}})
    incident = declared(Severity.P3)

    raised = classifying.set_severity(incident, Severity.P0, None, BEN, after(4), policy).incident
    too_late = classifying.set_severity(incident, Severity.P0, None, BEN, after(25), policy).incident

    assert raised.deadlines[DeadlineKind.STATUS_UPDATE].due_at == after(10)
    assert too_late.deadlines[DeadlineKind.STATUS_UPDATE].due_at == after(25)


def test_a_raise_just_after_a_reminder_does_not_remind_again_at_once() -> None:
    policy = Policy.model_validate({"update_every": {"P0": "PT10M", "P3": "PT1H"}})
    reminded = updating.ring(declared(Severity.P3), policy, after(61)).incident

    raised = classifying.set_severity(reminded, Severity.P0, None, BEN, after(61), policy).incident

    assert updating.ring(raised, policy, after(61)).events == ()
    assert raised.deadlines[DeadlineKind.STATUS_UPDATE].due_at == after(71)


def test_a_lowering_needs_a_reason_and_keeps_it() -> None:
    with pytest.raises(InvalidField) as refusal:
        classifying.set_severity(declared(Severity.P1), Severity.P3, None, BEN, after(60), POLICY)
    change = classifying.set_severity(declared(Severity.P1), Severity.P3, "One customer", BEN, after(60), POLICY)

    assert (refusal.value.field, refusal.value.values["problem"]) == ("reason", "severity_reason")
    assert isinstance(change.events[0], SeverityChanged)
    assert change.events[0].reason == "One customer"


def test_another_severity_than_the_one_suggested_needs_a_reason_by_hand_too() -> None:
    incident = classify(declared(Severity.P1), SLOW).incident

    with pytest.raises(InvalidField):
        classifying.set_severity(incident, Severity.P0, None, BEN, after(30), POLICY)


def test_a_severity_that_is_set_already_is_refused_unless_it_was_provisional() -> None:
    with pytest.raises(InvalidField) as refusal:
        classifying.set_severity(declared(Severity.P2), Severity.P2, None, BEN, after(3), POLICY)
    confirmed = classifying.set_severity(declared(None), Severity.P2, None, BEN, after(3), POLICY)

    assert refusal.value.values["problem"] == "is_set_already"
    assert not confirmed.incident.provisional


def test_a_lowering_from_a_provisional_severity_is_a_first_decision() -> None:
    change = classifying.set_severity(declared(None), Severity.P3, None, BEN, after(3), POLICY)

    assert change.incident.severity is Severity.P3


def test_a_type_brings_its_runbook_and_keeps_what_was_done() -> None:
    started = working.complete(commanded(), "hold-changes", ANNA, after(6), Finding(note="Froze the release")).incident

    change = classifying.set_type(started, BIAS, BEN, after(8))

    assert change.events == (TypeChanged(at=after(8), by=BEN, before="unclassified", after="bias_detection"),)
    assert (change.incident.type, change.incident.checklist.runbook) == ("bias_detection", "bias_detection")
    assert item_of(change.incident.checklist, "hold-changes").note == "Froze the release"


def test_a_type_that_is_set_already_changes_nothing() -> None:
    incident = classifying.set_type(declared(), BIAS, BEN, after(8)).incident

    assert classifying.set_type(incident, BIAS, BEN, after(9)) == Change(incident)


def test_a_raise_adds_exactly_the_steps_that_it_brings() -> None:
    low = classifying.set_type(declared(Severity.P3), BIAS, BEN, after(8)).incident
    raised = classifying.set_severity(low, Severity.P0, None, BEN, after(9), POLICY).incident

    change = classifying.with_steps_of(raised, BIAS, after(9))

    brought = [
        step.text for _, step in BIAS.steps if Severity.P0 in step.severities and Severity.P3 not in step.severities
    ]
    assert brought
    assert change.events == (StepsAdded(at=after(9), texts=tuple(brought)),)
    assert len(change.incident.checklist.items) == len(low.checklist.items) + len(brought)


def test_a_lowering_takes_no_step_away() -> None:
    high = classifying.set_type(declared(Severity.P0), BIAS, BEN, after(8)).incident
    lowered = classifying.set_severity(high, Severity.P3, "A test system", BEN, after(15), POLICY).incident

    change = classifying.with_steps_of(lowered, BIAS, after(15))

    assert set(high.checklist.items) <= set(change.incident.checklist.items)


def test_after_the_end_answers_are_taken_and_change_nothing_else() -> None:
    late = classify(resolved(), LEAK, at=61)

    assert late.incident.answers == LEAK
    assert (late.incident.severity, late.incident.status) == (resolved().severity, resolved().status)
    assert kinds(late) == ["classified"]


def test_after_the_end_severity_and_type_stand() -> None:
    with pytest.raises(WrongStatus):
        classify(resolved(), LEAK, Decision(Severity.P3, "It was harmless"), at=61)
    with pytest.raises(WrongStatus):
        classifying.set_severity(resolved(), Severity.P0, None, BEN, after(61), POLICY)
    with pytest.raises(WrongStatus):
        classifying.set_type(resolved(), BIAS, BEN, after(61))


def test_the_first_decision_is_timed_as_if_it_had_been_declared() -> None:
    unsure = declared(None)

    decided = classifying.set_severity(unsure, Severity.P1, None, ANNA, after(20), POLICY)

    assert decided.incident.deadlines[DeadlineKind.RESPONSE].due_at == unsure.declared_at + POLICY.sla(Severity.P1)
