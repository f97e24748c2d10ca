from collections import defaultdict
from pathlib import Path

import pytest

from bot.domain.runbook import Phase, Runbook, Step
from bot.domain.taxonomy import SEVERITIES, UNCLASSIFIED, Severity
from bot.errors import BadFile
from bot.library import data_folder, load_library, load_policy, load_runbooks

BUILT_IN = load_library()
BOOKS = [pytest.param(book, id=slug) for slug, book in BUILT_IN.runbooks.items()]
MINIMAL = """\
title: Agent did damage
definition: An autonomous agent did harm
signals: [Files are gone]
owner: Security
phases:
  evidence:
    - {id: keep, text: Keep the log, owner: Security}
  contain:
    - {id: stop, text: Stop the agent, owner: Security}
"""


def words(book: Runbook) -> str:
    return " ".join(" ".join([step.text, step.why or ""]) for _, step in book.steps)


def test_the_types_stand_in_the_briefs_order_and_the_ninth_after_them() -> None:
    assert [book.slug for book in BUILT_IN.types()] == [
        "model_degradation",
        "hallucination_spike",
        "bias_detection",
        "safety_bypass",
        "prompt_injection",
        "data_poisoning",
        "model_inversion",
        "distribution_shift",
        "harmful_agent_action",
    ]
    assert [book.origin for book in BUILT_IN.types()] == ["brief"] * 8 + ["own"]


@pytest.mark.parametrize("book", BOOKS)
def test_a_runbook_covers_every_phase_and_fits_into_messages(book: Runbook) -> None:
    assert tuple(book.phases) == tuple(Phase)
    assert all(1 <= len(steps) <= 12 for steps in book.phases.values())


@pytest.mark.parametrize("book", BOOKS)
def test_a_runbook_asks_more_of_the_gravest_incidents(book: Runbook) -> None:
    steps = {severity: {step.id for _, step in book.steps if severity in step.severities} for severity in Severity}

    assert steps[Severity.P0] > steps[Severity.P3]
    assert steps[Severity.P0] - steps[Severity.P2]


@pytest.mark.parametrize("book", BOOKS)
def test_evidence_is_held_before_anything_is_changed(book: Runbook) -> None:
    assert "hold-changes" in {step.id for step in book.phases[Phase.EVIDENCE]}


def test_the_same_id_means_the_same_work_in_all_built_in_runbooks_whatever_it_waits_for() -> None:
    meanings: dict[str, set[Step]] = defaultdict(set)
    for book in BUILT_IN.runbooks.values():
        for _, step in book.steps:
            meanings[step.id].add(step.model_copy(update={"after": ()}))

    assert {step_id: found for step_id, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("slug", "facts"),
    [
        pytest.param(
            "model_degradation",
            [
                "quality metrics, error rate, trend of user feedback",
                "which model version, which traffic segment, since when?",
                "previous model version (rollback), or enable the rule-based fallback",
                "data distribution, a model update, the infrastructure, a dependency?",
                "patch or retrain, then evaluate offline",
                "Roll the fix out in stages and monitor",
                "update the model registry pointer, redeploy the serving endpoint, verify the traffic routing,",
            ],
            id="model degradation",
        ),
        pytest.param(
            "hallucination_spike",
            [
                "hallucination rate metric or a cluster of user complaints",
                "Sample 50 affected outputs and categorise each: factual error, invented citation, confabulation",
                "add retrieval grounding, reduce the temperature, add hedging instructions to the system prompt",
                '"AI can make mistakes — please verify important information"',
                "a prompt change, an overflowing context window, a model update, a new input distribution?",
            ],
            id="hallucination spike",
        ),
        pytest.param(
            "bias_detection",
            [
                "disaggregated metrics: performance by demographic group",
                "which groups are affected, and how large is the disparity?",
                "does this constitute unlawful discrimination?",
                "Escalate to Legal immediately",
                "disable the feature for the affected use case, or add a human review layer",
                "re-label the training data, apply fairness constraints",
                "Re-evaluate with fairness metrics",
            ],
            id="bias detection",
        ),
        pytest.param(
            "safety_bypass",
            [
                "Collect and quarantine the adversarial prompt(s)",
                "Assess whether harmful outputs were seen by real users",
                "Notify Trust & Safety and Legal",
                "add an input filter for the attack pattern",
                "Increase the output moderation threshold",
                "test 50+ variations of the attack pattern",
                "update the guardrails in the system prompt, add a classifier, or restrict the model's capabilities",
            ],
            id="safety bypass",
        ),
    ],
)
def test_a_runbook_of_the_brief_holds_every_step_of_the_brief(slug: str, facts: list[str]) -> None:
    text = words(BUILT_IN.runbooks[slug])

    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize(
    ("slug", "step_id", "severities"),
    [
        pytest.param("bias_detection", "escalate-legal", {Severity.P0, Severity.P1}, id="Legal for bias"),
        pytest.param("model_degradation", "status-page", {Severity.P0, Severity.P1}, id="status page"),
        pytest.param("bias_detection", "user-email", {Severity.P0}, id="email to users after bias"),
        pytest.param("safety_bypass", "user-email", {Severity.P0}, id="email to users after a bypass"),
    ],
)
def test_some_steps_belong_to_grave_incidents_only(slug: str, step_id: str, severities: set[Severity]) -> None:
    (found,) = (step for _, step in BUILT_IN.runbooks[slug].steps if step.id == step_id)

    assert found.severities == severities


def test_an_unclassified_incident_has_the_shortest_list() -> None:
    lengths = {slug: sum(1 for _ in book.steps) for slug, book in BUILT_IN.runbooks.items()}

    assert min(lengths, key=lambda slug: lengths[slug]) == UNCLASSIFIED


def test_a_type_whose_file_is_gone_falls_back_to_the_generic_runbook() -> None:
    assert BUILT_IN.runbook("retired_type").slug == UNCLASSIFIED


def test_a_file_in_an_organisations_folder_is_a_new_type_without_code(tmp_path: Path) -> None:
    (tmp_path / "agent_damage.yml").write_text(MINIMAL)

    library = load_library([tmp_path])

    assert [book.slug for book in library.types()][-1] == "agent_damage"


def test_a_later_folder_replaces_a_runbook_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "bias_detection.yml").write_text(MINIMAL)

    books = load_runbooks([data_folder("runbooks"), tmp_path])

    assert books["bias_detection"].title == "Agent did damage"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        pytest.param(
            MINIMAL.replace("Stop the agent, owner: Security", "Stop the agent"),
            "phases.contain[0].owner",
            "missing",
            id="a step without an owner",
        ),
        pytest.param(MINIMAL + "colour: red\n", "colour", "unknown key", id="an unknown key"),
        pytest.param(MINIMAL + "title: Again\n", "line 10, column 1", "'title' is given twice", id="a key given twice"),
        pytest.param("title: [unclosed\n", "line 2, column 1", "expected ',' or ']'", id="text that is not YAML"),
        pytest.param("- just\n- a list\n", "the whole file", "must be a mapping", id="a list"),
        pytest.param("", "the whole file", "must be a mapping", id="an empty file"),
        pytest.param(MINIMAL + "slug: other\n", "slug", "must be the file's name, broken", id="a slug of its own"),
        pytest.param(MINIMAL.replace("contain:", "contan:"), "phases.contan", "Input should be", id="an unknown phase"),
        pytest.param(
            MINIMAL.replace("id: stop", "id: keep"), "phases.contain[0].id", "more than once: keep", id="an id twice"
        ),
    ],
)
def test_a_broken_runbook_is_refused_with_file_place_and_reason(
    tmp_path: Path, text: str, place: str, reason: str
) -> None:
    path = tmp_path / "broken.yml"
    path.write_text(text)

    with pytest.raises(BadFile) as refusal:
        load_runbooks([tmp_path])

    assert str(refusal.value).startswith(f"{path}: {place}: ")
    assert reason in refusal.value.values["reason"]


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadFile, match="not YAML in UTF-8"):
        load_runbooks([tmp_path])


def test_a_folder_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="nowhere"):
        load_runbooks([tmp_path / "nowhere"])


def test_without_a_policy_file_the_defaults_hold() -> None:
    assert load_policy(None).sla(Severity.P1) == SEVERITIES[Severity.P1].sla


def test_an_empty_policy_file_is_a_policy(tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    path.write_text("# nothing decided yet\n")

    assert load_policy(path) == load_policy(None)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        pytest.param("update_evry: P1D\n", "update_evry", "unknown key", id="a misspelt key"),
        pytest.param("response_sla:\n  P0: PT0S\n", "response_sla.P0", "longer than zero", id="an empty duration"),
        pytest.param("response_sla:\n  P0: 15\n", "response_sla.P0", "ISO 8601", id="a bare number"),
        pytest.param("escalation:\n  P0: [legal]\n", "the whole file", "'legal' is neither", id="an unknown group"),
        pytest.param("private_channel_for: [bais]\n", "private_channel_for", "bais", id="an unknown type"),
        pytest.param("groups: {legal: [S1]\n", "line 2, column 1", "expected", id="text that is not YAML"),
    ],
)
def test_a_broken_policy_is_refused_with_file_place_and_reason(
    tmp_path: Path, text: str, place: str, reason: str
) -> None:
    path = tmp_path / "policy.yml"
    path.write_text(text)

    with pytest.raises(BadFile) as refusal:
        load_policy(path, BUILT_IN.runbooks)

    assert str(refusal.value).startswith(f"{path}: {place}: ")
    assert reason in refusal.value.values["reason"]


def test_a_policy_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        load_policy(tmp_path / "policy.yml")
