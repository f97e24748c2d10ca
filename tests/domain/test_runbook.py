from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.checklist import (
    Checklist,
    Finding,
    StepState,
    advance,
    assign,
    complete,
    is_phase_settled,
    item_of,
    left_open,
    of_phase,
    progress,
    raised,
    skip,
    start,
    swapped,
    undo,
)
from bot.domain.records import Measured
from bot.domain.runbook import Phase, Runbook
from bot.domain.taxonomy import Severity
from bot.errors import StepAlready, UnknownStep

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def step(step_id: str, *severities: Severity, text: str = "") -> Mapping[str, object]:
    only = {"severities": severities} if severities else {}
    return {"id": step_id, "text": text or f"Do {step_id}", "owner": "ML on-call", **only}


def runbook(slug: str = "drift", **phases: list[Mapping[str, object]]) -> Runbook:
    return Runbook.model_validate(
        {"slug": slug, "title": "T", "definition": "D", "signals": ["S"], "owner": "ML on-call", "phases": phases}
    )


BOOK = runbook(
    evidence=[step("snapshot"), step("hold", Severity.P0, Severity.P1)],
    contain=[step("page", Severity.P0), step("fallback")],
    learn=[step("note")],
)
OTHER = runbook(
    "bias", evidence=[step("snapshot")], confirm=[step("disaggregate")], contain=[step("fallback", text="Off")]
)


def ids(checklist: Checklist) -> list[str]:
    return [item.step_id for item in checklist.items]


def test_a_checklist_starts_with_the_steps_of_its_severity_in_the_first_phase() -> None:
    checklist = start(BOOK, Severity.P2)

    assert ids(checklist) == ["snapshot", "fallback", "note"]
    assert checklist.phase is Phase.EVIDENCE
    assert {item.state for item in checklist.items} == {StepState.OPEN}


def test_an_item_keeps_the_words_that_the_runbook_had_when_it_was_added() -> None:
    checklist = start(BOOK, Severity.P2)
    edited = runbook(evidence=[step("snapshot", text="Something else")])

    after, brought = raised(checklist, edited, Severity.P2)

    assert item_of(after, "snapshot").text == "Do snapshot"
    assert brought == ()


def test_a_done_step_tells_who_when_and_what_was_found() -> None:
    checklist = complete(start(BOOK, Severity.P2), "snapshot", "U1", NOON, Finding(note="v41"))

    item = item_of(checklist, "snapshot")
    assert (item.state, item.by, item.at, item.note) == (StepState.DONE, "U1", NOON, "v41")


def test_a_skipped_step_keeps_its_reason() -> None:
    checklist = skip(start(BOOK, Severity.P2), "snapshot", "U1", NOON, "no index in use")

    item = item_of(checklist, "snapshot")
    assert (item.state, item.note) == (StepState.SKIPPED, "no index in use")


def test_the_second_of_two_people_learns_who_was_first() -> None:
    checklist = complete(start(BOOK, Severity.P2), "snapshot", "U1", NOON)

    with pytest.raises(StepAlready) as refusal:
        skip(checklist, "snapshot", "U2", NOON, "late")

    assert refusal.value.values == {"step": "snapshot", "state": "done", "by": "U1"}


def test_a_settled_step_cannot_be_given_to_anyone() -> None:
    checklist = complete(start(BOOK, Severity.P2), "snapshot", "U1", NOON)

    with pytest.raises(StepAlready):
        assign(checklist, "snapshot", "U2")


def test_an_open_step_cannot_be_opened_again() -> None:
    with pytest.raises(StepAlready) as refusal:
        undo(start(BOOK, Severity.P2), "snapshot")

    assert refusal.value.values["state"] == "open"


def test_undo_takes_everything_back_but_the_assignment() -> None:
    assigned = assign(start(BOOK, Severity.P2), "snapshot", "U2")

    after = undo(complete(assigned, "snapshot", "U1", NOON, Finding(note="v41")), "snapshot")

    assert after == assigned


def test_a_step_that_does_not_exist_is_refused_by_its_id() -> None:
    with pytest.raises(UnknownStep) as refusal:
        complete(start(BOOK, Severity.P2), "hold", "U1", NOON)

    assert refusal.value.values == {"step": "hold"}


def test_a_checklist_advances_over_phases_without_items_and_stops_at_the_last() -> None:
    checklist = start(BOOK, Severity.P2)

    second = advance(checklist)
    last = advance(second)

    assert (second.phase, last.phase, advance(last)) == (Phase.CONTAIN, Phase.LEARN, last)


def test_what_was_left_open_in_earlier_phases_is_not_forgotten() -> None:
    checklist = advance(start(BOOK, Severity.P1))

    after = complete(checklist, "snapshot", "U1", NOON)

    assert [item.step_id for item in left_open(after)] == ["hold"]


def test_progress_tells_done_from_skipped_and_both_settle_a_phase() -> None:
    checklist = complete(start(BOOK, Severity.P1), "snapshot", "U1", NOON)

    after = skip(checklist, "hold", "U1", NOON, "nothing to hold")

    assert progress(after.items) == (1, 1, 4)
    assert progress(after.items).open == 2
    assert (is_phase_settled(checklist), is_phase_settled(after)) == (False, True)
    assert [item.step_id for item in of_phase(after, Phase.LEARN)] == ["note"]


def test_a_raise_adds_exactly_what_it_brings_where_the_runbook_has_it() -> None:
    checklist = complete(start(BOOK, Severity.P2), "snapshot", "U1", NOON)

    after, brought = raised(checklist, BOOK, Severity.P0)

    assert [item.step_id for item in brought] == ["hold", "page"]
    assert ids(after) == ["snapshot", "hold", "page", "fallback", "note"]
    assert item_of(after, "snapshot").by == "U1"


def test_a_lowering_removes_nothing_and_a_second_raise_brings_nothing_twice() -> None:
    checklist = start(BOOK, Severity.P0)

    lowered, nothing = raised(checklist, BOOK, Severity.P3)
    again, nothing_again = raised(lowered, BOOK, Severity.P0)

    assert (nothing, nothing_again) == ((), ())
    assert again == checklist


def test_a_reclassification_keeps_what_was_settled_and_replaces_what_was_open() -> None:
    checklist = complete(start(BOOK, Severity.P0), "page", "U1", NOON)

    after = swapped(checklist, OTHER, Severity.P0)

    assert ids(after) == ["snapshot", "disaggregate", "page", "fallback"]
    assert (after.runbook, item_of(after, "page").runbook) == ("bias", "drift")
    assert after.phase is Phase.EVIDENCE


def test_work_that_both_types_ask_for_in_the_same_words_is_not_asked_for_twice() -> None:
    checklist = complete(start(BOOK, Severity.P2), "snapshot", "U1", NOON)

    after = swapped(checklist, OTHER, Severity.P2)

    assert ids(after) == ["snapshot", "disaggregate", "fallback"]
    assert after.phase is Phase.CONFIRM


def test_an_id_that_means_other_work_in_the_new_type_is_asked_for_again() -> None:
    checklist = complete(start(BOOK, Severity.P2), "fallback", "U1", NOON)

    after = complete(swapped(checklist, OTHER, Severity.P2), "fallback", "U2", NOON)

    assert [(item.text, item.by) for item in of_phase(after, Phase.CONTAIN)] == [("Do fallback", "U1"), ("Off", "U2")]


def test_a_step_waits_for_no_namesake_of_an_earlier_type_that_nobody_can_settle_any_more() -> None:
    measure = {"kind": "measure", "quantity": "Quality", "unit": "points"}
    taken = Measured(quantity="Quality", value=80, unit="points", window="Sunday")
    rate = runbook("rate", recover=[{**step("fallback"), "work": measure}])
    waiting = runbook("wait", recover=[step("fallback", text="Off"), {**step("expose"), "after": ["fallback"]}])
    opened = undo(complete(start(rate, Severity.P2), "fallback", "U1", NOON, Finding(record=taken)), "fallback")

    done = complete(swapped(opened, waiting, Severity.P2), "fallback", "U2", NOON)
    after = complete(done, "expose", "U2", NOON)

    assert [(item.text, item.is_settled) for item in after.items] == [
        ("Do fallback", False),
        ("Off", True),
        ("Do expose", True),
    ]
    assert after.items[0].record == taken


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["complete", "skip", "assign", "raise", "swap", "advance"]),
        st.sampled_from(["snapshot", "hold", "page", "fallback", "note", "disaggregate"]),
        st.sampled_from(Severity),
    ),
    max_size=25,
)


def apply(checklist: Checklist, operation: str, step_id: str, severity: Severity) -> Checklist:
    book = BOOK if checklist.runbook == BOOK.slug else OTHER
    match operation:
        case "complete":
            return complete(checklist, step_id, "U1", NOON, Finding(note=step_id))
        case "skip":
            return skip(checklist, step_id, "U2", NOON, f"why {step_id}")
        case "assign":
            return assign(checklist, step_id, "U3")
        case "raise":
            return raised(checklist, book, severity)[0]
        case "swap":
            return swapped(checklist, OTHER if book is BOOK else BOOK, severity)
    return advance(checklist)


@given(OPERATIONS)
def test_no_sequence_of_changes_loses_a_settled_step(operations: list[tuple[str, str, Severity]]) -> None:
    checklist = start(BOOK, Severity.P2)
    for operation in operations:
        settled = {item for item in checklist.items if item.is_settled}
        try:
            checklist = apply(checklist, *operation)
        except (StepAlready, UnknownStep):
            continue

        assert settled <= set(checklist.items)
        assert list(checklist.items) == sorted(checklist.items, key=lambda item: item.phase.place)


def test_a_checklist_survives_being_written_down() -> None:
    checklist = complete(start(BOOK, Severity.P0), "page", "U1", NOON, Finding(note="at once"))

    assert Checklist.model_validate_json(checklist.model_dump_json()) == checklist


@pytest.mark.parametrize(
    ("phases", "reason"),
    [
        pytest.param({"contain": [step("a")], "evidence": [step("b")]}, "in this order", id="phases out of order"),
        pytest.param({"evidence": [step("a")], "learn": [step("a")]}, "more than once: a", id="an id given twice"),
        pytest.param({"evidence": [step("a", Severity.P0)]}, "no step for P1, P2, P3", id="a severity without steps"),
        pytest.param({"evidence": [step("A b")]}, "should match pattern", id="an id with a space"),
        pytest.param({"evidence": [step("a", text="x" * 301)]}, "at most 300", id="a text of 301 characters"),
        pytest.param({"evidence": [step("a", text="one\ntwo")]}, "must be one line", id="a text of two lines"),
        pytest.param({"evidence": [{**step("a"), "ownr": "x"}]}, "not permitted", id="an unknown key"),
        pytest.param({"triage": [step("a")]}, "Input should be 'evidence'", id="an unknown phase"),
    ],
)
def test_a_runbook_that_cannot_be_worked_is_refused(phases: Any, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        runbook(**phases)


@pytest.mark.parametrize(
    ("phase", "title"), [(Phase.ROOT_CAUSE, "Root cause"), (Phase.FIX_AND_VERIFY, "Fix and verify")]
)
def test_a_phase_has_a_title_for_people(phase: Phase, title: str) -> None:
    assert phase.title == title
