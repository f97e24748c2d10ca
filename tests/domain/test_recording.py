"""Steps whose kind of work has a record: what is kept, what waits, and what no later click loses."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from bot.domain.checklist import Checklist, Finding, StepState, complete, item_of, skip, start, swapped, undo
from bot.domain.records import Decided, Measured
from bot.domain.runbook import Runbook
from bot.domain.taxonomy import Severity
from bot.errors import StaleButton, StepGated
from bot.wording import recorded

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CAUSE = {
    "id": "cause",
    "text": "Find the cause",
    "owner": "ML on-call",
    "work": {"kind": "decide", "options": [{"id": "data", "text": "Data"}, {"id": "model", "text": "Model"}]},
}
CONFIRM = {"id": "confirm", "text": "Confirm it", "owner": "ML on-call"}
RELEASE = {"id": "release", "text": "Release it", "owner": "ML on-call", "after": ["cause"]}
DECIDED = Finding(record=Decided(chosen=("Model",)))


def book(slug: str = "drift", **phases: list[dict[str, object]]) -> Runbook:
    given = phases or {"confirm": [CONFIRM], "root_cause": [CAUSE], "recover": [RELEASE]}
    kind = {"title": "Drift", "definition": "It drifts", "signals": ["It drifts"], "owner": "ML on-call"}
    return Runbook.model_validate({"slug": slug, **kind, "phases": given})


def begun() -> Checklist:
    return start(book(), Severity.P1)


def test_what_a_step_found_is_kept_with_it_and_put_in_words() -> None:
    done = complete(begun(), "cause", "U1", NOON, DECIDED)

    item = item_of(done, "cause")
    assert item.record == Decided(chosen=("Model",))
    assert recorded(Decided(chosen=("Model", "Data"))) == "Decided: Model; Data."


def test_a_record_of_another_kind_than_the_step_asks_for_is_refused() -> None:
    measured = Measured(quantity="Error rate", value=5, unit="%", window="one hour")

    with pytest.raises(StaleButton):
        complete(begun(), "cause", "U1", NOON, Finding(record=measured))


def test_a_step_that_waits_names_what_comes_first() -> None:
    with pytest.raises(StepGated) as refused:
        complete(begun(), "release", "U1", NOON)

    assert refused.value.values == {"step": "release", "first": "Find the cause", "more": "0"}


@pytest.mark.parametrize("settle", [complete, lambda *given: skip(*given, "Nothing changed")], ids=["done", "skipped"])
def test_a_step_goes_once_what_it_waited_for_is_settled(settle: object) -> None:
    settled = settle(begun(), "cause", "U1", NOON)  # type: ignore[operator]  # one of two functions of the same shape

    released = complete(settled, "release", "U1", NOON)

    assert item_of(released, "release").state is StepState.DONE


def test_opening_a_step_again_keeps_its_record() -> None:
    opened = undo(complete(begun(), "cause", "U1", NOON, DECIDED), "cause")

    again = complete(opened, "cause", "U1", NOON, Finding(note="It stays the model"))

    assert item_of(opened, "cause").record == DECIDED.record
    assert item_of(again, "cause").record == DECIDED.record


def test_a_reclassification_keeps_an_open_step_that_has_a_record() -> None:
    opened = undo(complete(begun(), "cause", "U1", NOON, DECIDED), "cause")

    after = swapped(opened, book("spike", confirm=[CONFIRM]), Severity.P1)

    assert item_of(after, "cause").record == DECIDED.record


@pytest.mark.parametrize(
    ("phases", "problem"),
    [
        pytest.param({"confirm": [{**CONFIRM, "after": ["gone"]}]}, "not there: gone", id="gate to nowhere"),
        pytest.param(
            {"confirm": [{**CONFIRM, "after": ["release"]}], "recover": [{**RELEASE, "after": ["confirm"]}]},
            "wait for each other",
            id="circle",
        ),
        pytest.param(
            {"confirm": [CONFIRM], "contain": [{**RELEASE, "after": ["confirm"]}]},
            "containment must not wait: release",
            id="waiting containment",
        ),
        pytest.param(
            {"confirm": [{**CONFIRM, "work": {"kind": "decide", "options": [CAUSE["work"]["options"][0]] * 2}}]},  # type: ignore[index]  # the table above
            "ids must be unique",
            id="options alike",
        ),
    ],
)
def test_a_runbook_that_cannot_be_worked_is_refused(phases: dict[str, list[dict[str, object]]], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        book(**phases)
