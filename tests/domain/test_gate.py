"""Before something alters the system, somebody says once whether the evidence is held; nothing waits for it."""

import pytest

from bot.domain import classifying, gate, working
from bot.domain.checklist import item_of
from bot.domain.gate import Altering
from bot.domain.incident import Incident
from bot.domain.runbook import Phase
from bot.errors import AnsweredAlready, StepAlready, WrongStatus
from tests.domain.incidents import ANNA, BEN, LIBRARY, after, commanded, kinds, resolved

LEVER = Altering("lever:purge", "Purge the index.")


def poisoned() -> Incident:
    return classifying.set_type(commanded(), LIBRARY.runbook("data_poisoning"), ANNA, after(6)).incident


def altering_step(incident: Incident) -> str:
    return next(item.step_id for item in incident.checklist.items if item.alters)


@pytest.mark.parametrize("held", [True, False], ids=["held", "not held"])
def test_either_answer_lets_a_step_go_on(*, held: bool) -> None:
    incident = poisoned()
    step = altering_step(incident)
    altering = gate.step(item_of(incident.checklist, step))

    answered = gate.answer(incident, altering, ANNA, after(7), held=held)
    done = working.complete(answered.incident, step, ANNA, after(8)).incident

    assert kinds(answered) == ["evidence_answered"]
    said = gate.answered(done, altering.subject)
    assert said is not None
    assert (said.held, said.by) == (held, ANNA)


def test_a_step_that_alters_nothing_never_asks() -> None:
    asking = [item for item in poisoned().checklist.items if gate.is_unanswered(item)]

    assert asking
    assert all(item.alters for item in asking)
    assert any(item.phase is Phase.CONTAIN and not item.alters for item in poisoned().checklist.items)


def test_the_first_answer_stands() -> None:
    incident = gate.answer(poisoned(), LEVER, ANNA, after(7), held=False).incident

    with pytest.raises(AnsweredAlready) as refused:
        gate.answer(incident, LEVER, BEN, after(8), held=True)

    assert refused.value.values == {"by": ANNA, "held": "False"}


def test_what_is_no_step_is_answered_by_its_own_name() -> None:
    incident = gate.answer(poisoned(), LEVER, ANNA, after(7), held=True).incident

    assert gate.answered(incident, "lever:purge") is not None
    assert gate.answered(incident, "rollback") is None


def test_an_answer_outlives_the_step_being_opened_again() -> None:
    incident = poisoned()
    step = altering_step(incident)
    answered = gate.answer(incident, gate.step(item_of(incident.checklist, step)), ANNA, after(7), held=True).incident

    done = working.complete(answered, step, ANNA, after(8)).incident
    again = working.undo(done, step, ANNA, after(9)).incident

    assert not gate.is_unanswered(item_of(again.checklist, step))


def test_a_settled_step_is_not_asked_about_any_more() -> None:
    incident = poisoned()
    step = altering_step(incident)
    skipped = working.skip(incident, step, "Not affected", ANNA, after(7)).incident

    with pytest.raises(StepAlready):
        gate.answer(skipped, gate.step(item_of(skipped.checklist, step)), ANNA, after(8), held=True)


def test_nothing_is_answered_once_the_incident_is_over() -> None:
    with pytest.raises(WrongStatus):
        gate.answer(resolved(), LEVER, ANNA, after(70), held=True)


def test_legal_reads_what_the_article_asks_and_that_nothing_waits() -> None:
    words = gate.to_legal(poisoned(), LEVER, held=False)

    assert "chat assistant is on record as high-risk" in words
    assert "Article 73(6) of Regulation (EU) 2024/1689" in words
    assert "Corrective action is still owed" in words
    assert "not held, and harm goes on" in words


def test_the_answer_for_a_step_that_both_types_have_outlives_a_change_of_type() -> None:
    incident = poisoned()
    twin = item_of(incident.checklist, altering_step(incident))
    runbook = LIBRARY.runbook("data_poisoning")
    renamed = runbook.model_copy(update={"slug": "own_poisoning"})
    answered = gate.answer(incident, gate.step(twin), ANNA, after(7), held=True).incident

    changed = classifying.set_type(answered, renamed, ANNA, after(8)).incident

    assert item_of(changed.checklist, twin.step_id).runbook == "own_poisoning"
    assert not gate.is_unanswered(item_of(changed.checklist, twin.step_id))
