"""What the built-in runbooks have to hold, whatever their words: order, gates, what alters the system, who is asked."""

import pytest

from bot.domain.runbook import Phase, Runbook, Step
from bot.domain.taxonomy import Severity
from bot.domain.works import Decide, Pull, Sample
from bot.library import load_library
from handlers.actions.recording import FORMS

LIBRARY = load_library()
BOOKS = [pytest.param(book, id=slug) for slug, book in LIBRARY.runbooks.items()]
TYPES = [pytest.param(book, id=book.slug) for book in LIBRARY.types()]
ROLLOUTS = {"staged-rollout", "rollout-and-monitor"}
WATCHES = {"watch-72h", "watch-24h", "watch-7d", "watch-30d"}
FIX = (Phase.FIX_AND_VERIFY, Phase.RECOVER)


def steps(book: Runbook, *phases: Phase) -> dict[str, Step]:
    return {step.id: step for phase, step in book.steps if not phases or phase in phases}


@pytest.mark.parametrize("book", BOOKS)
def test_every_kind_of_work_that_a_runbook_asks_for_has_a_form(book: Runbook) -> None:
    assert {step.work.kind for _, step in book.steps} - {"do"} <= set(FORMS)


@pytest.mark.parametrize("book", TYPES)
def test_a_type_says_what_it_is_how_it_shows_what_it_is_taken_for_and_what_to_keep(book: Runbook) -> None:
    assert book.definition
    assert len(book.signals) >= 3
    assert len(book.look_alikes) >= 3
    assert len(book.evidence) >= 2
    assert book.references.atlas


@pytest.mark.parametrize("book", BOOKS)
def test_nothing_is_rolled_out_before_its_fix_is_verified(book: Runbook) -> None:
    verifying = set(steps(book, *FIX)) - {"fix"}
    rollouts = [step for step in steps(book).values() if step.id in ROLLOUTS]

    assert rollouts
    assert all(step.after and set(step.after) <= verifying for step in rollouts)


@pytest.mark.parametrize("book", BOOKS)
def test_a_watch_begins_after_the_rollout_and_the_signatures_come_after_the_watch(book: Runbook) -> None:
    found = steps(book)
    watches = {step.id for step in found.values() if step.id in WATCHES}

    assert watches
    assert all(ROLLOUTS.intersection(found[watch].after) for watch in watches)
    assert {*watches, "correct-past-outputs"} <= set(found["sign-off"].after)


@pytest.mark.parametrize(
    ("slug", "altering"),
    [
        pytest.param("model_degradation", {"rollback-procedure", "patch-or-retrain"}, id="model degradation"),
        pytest.param("hallucination_spike", {"ground-and-calm", "fix-source"}, id="hallucination spike"),
        pytest.param("bias_detection", {"fix-data-and-model"}, id="bias detection"),
        pytest.param("safety_bypass", {"input-filter", "stricter-moderation", "patch-guardrails"}, id="safety bypass"),
        pytest.param(
            "prompt_injection",
            {"remove-carrier", "purge-residue", "revert-actions", "fix-privileges"},
            id="prompt injection",
        ),
        pytest.param(
            "data_poisoning",
            {"quarantine-source", "serve-known-good", "clean-and-retrain", "rebuild-index"},
            id="data poisoning",
        ),
        pytest.param("model_inversion", {"coarsen-outputs", "remove-records"}, id="model inversion"),
        pytest.param("distribution_shift", {"abstain-more", "fix-pipeline-or-model"}, id="distribution shift"),
        pytest.param(
            "harmful_agent_action",
            {"revert-actions", "fix-privileges", "per-user-rights", "approvals-that-work"},
            id="harmful agent action",
        ),
        pytest.param("unclassified", {"fix"}, id="not classified yet"),
    ],
)
def test_steps_that_alter_the_system_say_so_and_those_that_only_stop_it_do_not(slug: str, altering: set[str]) -> None:
    assert {step.id for step in steps(LIBRARY.runbooks[slug]).values() if step.alters} == altering


@pytest.mark.parametrize("book", BOOKS)
def test_a_step_that_sets_levers_alters_the_system_where_each_of_them_does(book: Runbook) -> None:
    for step in steps(book).values():
        if isinstance(step.work, Pull):
            pulled = [LIBRARY.catalogue.lever(lever) for lever in step.work.levers]
            assert step.alters == all(lever.alters for lever in pulled if lever), step.id


@pytest.mark.parametrize(
    ("slug", "step_id"),
    [
        pytest.param("model_degradation", "adversary-or-nature", id="model degradation"),
        pytest.param("distribution_shift", "adversary-check", id="distribution shift"),
        pytest.param("bias_detection", "planted-or-not", id="bias detection"),
        pytest.param("data_poisoning", "deliberate-or-not", id="data poisoning"),
        pytest.param("hallucination_spike", "planted-source", id="hallucination spike"),
        pytest.param("unclassified", "adversary-or-not", id="not classified yet"),
    ],
)
def test_whether_somebody_wanted_it_has_to_be_decided_at_every_severity(slug: str, step_id: str) -> None:
    step = steps(LIBRARY.runbooks[slug])[step_id]

    assert isinstance(step.work, Decide)
    assert [option.id for option in step.work.options] == ["natural", "adversarial", "unclear"]
    assert step.severities == frozenset(Severity)


def test_what_changed_can_be_each_of_the_briefs_kinds_of_change() -> None:
    step = steps(LIBRARY.runbooks["model_degradation"])["what-changed"]

    assert isinstance(step.work, Decide)
    assert {option.id for option in step.work.options} >= {
        "data", "model", "prompt", "infrastructure", "dependency", "traffic",
    }  # fmt: skip


def test_an_injection_is_told_by_how_it_came_how_it_spreads_and_how_it_was_hidden() -> None:
    confirming = steps(LIBRARY.runbooks["prompt_injection"], Phase.CONFIRM)

    assert {"delivery-surface", "propagation", "encoding"} <= set(confirming)


@pytest.mark.parametrize("book", TYPES)
def test_a_type_goes_through_its_list_of_evidence(book: Runbook) -> None:
    assert steps(book, Phase.EVIDENCE)["keep-evidence"].work.kind == "evidence"


@pytest.mark.parametrize(
    ("slug", "step_id", "labels"),
    [
        pytest.param(
            "hallucination_spike",
            "sample-50",
            {"factual_error", "invented_citation", "confabulation", "fine"},
            id="hallucination spike",
        ),
        pytest.param("data_poisoning", "sample-records", {"trigger", "wrong_label", "harmless"}, id="data poisoning"),
        pytest.param("model_inversion", "canary-test", {"canary", "verbatim", "nothing"}, id="model inversion"),
        pytest.param("safety_bypass", "sample-bypassed", {"instructions", "hate", "harmless"}, id="safety bypass"),
    ],
)
def test_fifty_outputs_are_labelled_by_what_the_type_can_turn_out_to_be(
    slug: str, step_id: str, labels: set[str]
) -> None:
    work = steps(LIBRARY.runbooks[slug])[step_id].work

    assert isinstance(work, Sample)
    assert work.size == 50
    assert labels <= {label.id for label in work.labels}
