"""Suspicions, harm that is reported later, and who may lower a severity in the first minutes."""

from datetime import timedelta

import pytest

from bot.domain import classifying, triaging
from bot.domain.classifying import Decision
from bot.domain.incident import Answers, Change, Incident
from bot.domain.interview import interview
from bot.domain.raises import Raise
from bot.domain.taxonomy import UNCLASSIFIED, Harm, HarmOngoing, Severity
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected
from bot.errors import InvalidField, WrongStatus
from tests.domain.incidents import ANNA, BEN, LIBRARY, POLICY, after, commanded, declared, kinds, resolved

HARM_AND_REACH = "standards: harm and reach decide, not the metric (MSRC AI bug bar, OWASP LLM08:2026)"
ANSWERED = interview(["quality_worse", "other_inputs"], LIBRARY.catalogue.interview, LIBRARY.types())


def lower(incident: Incident, by: str, at: float, reason: str | None = "One customer") -> Change:
    return classifying.set_severity(incident, Severity.P3, reason, by, after(at), POLICY)


def problem(refusal: pytest.ExceptionInfo[InvalidField]) -> str:
    return refusal.value.values["problem"]


def test_the_interview_is_kept_and_told_and_decides_nothing() -> None:
    change = triaging.interviewed(declared(), ANSWERED, BEN, after(2))

    likely = tuple(one.type for one in ANSWERED.likely)
    says = ("quality is worse overall", "the inputs became others")
    assert change.events == (Interviewed(at=after(2), by=BEN, says=says, ranking=likely),)
    assert (change.incident.interview, change.incident.type) == (ANSWERED, UNCLASSIFIED)


def test_the_same_answers_again_are_no_news() -> None:
    asked = triaging.interviewed(declared(), ANSWERED, BEN, after(2)).incident

    assert triaging.interviewed(asked, ANSWERED, BEN, after(3)) == Change(asked)


def test_what_is_suspected_is_said_once_and_never_the_type_itself() -> None:
    typed = classifying.set_type(declared(), LIBRARY.runbook("bias_detection"), BEN, after(2)).incident

    change = triaging.suspect(typed, ["data_poisoning", "bias_detection", "data_poisoning"], BEN, after(3))

    assert change.events == (TypesSuspected(at=after(3), by=BEN, before=(), after=("data_poisoning",)),)
    assert triaging.suspect(change.incident, ["data_poisoning"], ANNA, after(4)).events == ()


def test_a_suspicion_that_is_confirmed_is_no_suspicion_any_more() -> None:
    suspecting = triaging.suspect(declared(), ["data_poisoning", "bias_detection"], BEN, after(3)).incident

    typed = classifying.set_type(suspecting, LIBRARY.runbook("bias_detection"), BEN, after(4)).incident

    assert typed.suspected == ("data_poisoning",)


def test_harm_can_be_reported_after_the_declaration_and_then_counts() -> None:
    change = triaging.report_harm(declared(None), HarmOngoing.YES, BEN, after(2))
    answered = classifying.classify(change.incident, Answers(), Decision(), BEN, after(3), POLICY)

    assert change.events == (HarmReported(at=after(2), by=BEN, before=HarmOngoing.UNKNOWN, after=HarmOngoing.YES),)
    assert answered.incident.suggestion is not None
    assert triaging.report_harm(change.incident, HarmOngoing.YES, ANNA, after(4)).events == ()


def test_after_the_end_types_are_neither_interviewed_for_nor_suspected() -> None:
    with pytest.raises(WrongStatus):
        triaging.interviewed(resolved(), ANSWERED, BEN, after(61))
    with pytest.raises(WrongStatus):
        triaging.suspect(resolved(), ["bias_detection"], BEN, after(61))


def test_what_makes_it_worse_is_stored_with_its_source_beside_the_severity() -> None:
    answers = Answers(harms=frozenset({Harm.LATENCY}), raises=frozenset({Raise.PERSISTS}))

    change = classifying.classify(declared(None), answers, Decision(), BEN, after(3), POLICY)

    [_, decided] = change.events
    assert getattr(decided, "basis", ()) == (
        "Latency is unusual. (brief, P2: unusual latency spike)",
        f"It persists beyond the session. That makes it worse. ({HARM_AND_REACH})",
    )


def test_in_the_first_window_nobody_but_the_commander_lowers() -> None:
    with pytest.raises(InvalidField) as refusal:
        lower(commanded(Severity.P1), BEN, at=59)

    assert problem(refusal) == "lowered_too_early"
    assert (refusal.value.field, refusal.value.values["until"]) == ("severity", "10:00")


def test_where_nobody_commands_yet_the_refusal_says_how_to() -> None:
    with pytest.raises(InvalidField) as refusal:
        lower(declared(Severity.P1), ANNA, at=10)

    assert problem(refusal) == "lowered_without_commander"


def test_the_commander_lowers_with_a_reason_alone() -> None:
    with pytest.raises(InvalidField) as refusal:
        lower(commanded(Severity.P1), ANNA, at=10, reason=None)

    assert problem(refusal) == "severity_reason"
    assert lower(commanded(Severity.P1), ANNA, at=10).incident.severity is Severity.P3


def test_the_window_is_that_of_the_severity_at_the_declaration() -> None:
    raised = classifying.set_severity(commanded(Severity.P1), Severity.P0, None, BEN, after(20), POLICY).incident

    with pytest.raises(InvalidField):
        lower(raised, BEN, at=50)

    assert raised.first_window_ends_at == raised.declared_at + timedelta(hours=1)
    assert lower(raised, BEN, at=60).incident.severity is Severity.P3


def test_in_the_questions_a_lowering_is_refused_beside_its_own_field_and_a_raise_is_open_to_all() -> None:
    with pytest.raises(InvalidField) as refusal:
        classifying.classify(declared(), Answers(), Decision(Severity.P3, "One"), BEN, after(5), POLICY)
    raised = classifying.classify(declared(), Answers(), Decision(Severity.P0), BEN, after(5), POLICY)

    assert refusal.value.field == "decided_severity"
    assert raised.incident.severity is Severity.P0


def test_what_nobody_was_sure_of_is_decided_by_anybody_at_any_level() -> None:
    isolated = Answers(harms=frozenset({Harm.ISOLATED_CASE}))

    change = classifying.classify(declared(None), isolated, Decision(), BEN, after(5), POLICY)

    assert change.incident.severity is Severity.P3
    assert kinds(change) == ["classified", "severity_changed"]


def test_an_incident_of_earlier_days_knows_no_window() -> None:
    old = declared(Severity.P1).having(first_window_ends_at=None)

    assert lower(old, BEN, at=10).incident.severity is Severity.P3
