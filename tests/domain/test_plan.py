from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.plan import NOTICES, TEMPLATE, Planned, prepare
from bot.domain.policy import Policy
from bot.domain.systems import System, judged
from bot.library import data_folder, load_library
from bot.printing import Printer
from bot.wording import WORDS

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
BRIEFS_NOTICES = (
    (
        "We're experiencing an issue affecting [feature]. Our team is working on a fix. In the meantime, please verify"
        " important outputs."
    ),
    (
        "[Feature] Quality Issue — We have identified a quality regression affecting [feature]. We have rolled back"
        " to a previous version while we investigate. Updates every 30 minutes."
    ),
    (
        "We discovered and fixed a bias issue in [feature] affecting [affected group]. Here's what happened, what we"
        " did, and how we're preventing recurrence. [Link to full post-mortem]."
    ),
)


def plan_for(system: str, *types: str, purpose: str | None = None, policy: Policy | None = None) -> str:
    library = load_library()
    runbooks = tuple(library.runbooks[slug] for slug in types)
    public = library.catalogue.public
    planned = Planned(system, purpose, owner="Search team")
    plan = prepare(planned, runbooks, policy or Policy(), public, MORNING)
    return Printer([data_folder("templates")], WORDS).markdown(TEMPLATE, plan=plan)


def test_a_plan_prints_what_is_on_record() -> None:
    system = System.model_validate(
        {
            "name": "Search",
            "bundles": [{"label": "v41 | x", "parts": {"model": 41, "prompt": "p-7"}, "minutes": 12}, {"label": "v40"}],
            "rehearsal": {"on": "2026-09-01", "minutes": 14},
            "triggers": {"quality": {"metric": "groundedness", "at": 0.8, "direction": "below"}},
            "log_retention": {"traces": "P30D"},
        }
    )
    planned, public = Planned("Search", known=judged(system, MORNING)), load_library().catalogue.public

    plan = prepare(planned, (), Policy(), public, MORNING)
    text = Printer([data_folder("templates")], WORDS).markdown(TEMPLATE, plan=plan)

    assert "Rollback not ready: only one earlier bundle is on record, two are needed" in text
    assert "| In service | v41 \\| x | model 41; prompt p-7 | 12 |" in text
    assert "| Earlier | v40 |  | not known |" in text
    assert "| Quality floor | groundedness below 0.8 |" in text
    assert "| Kept of traces | 30 d |" in text
    assert "Fill in before you need it" not in text


def test_the_clocks_of_a_plan_are_the_policys() -> None:
    policy = Policy.model_validate({"response_sla": {"P0": "PT5M"}, "update_every": {"P0": "PT10M"}})

    plan = prepare(Planned("Search"), (), policy, load_library().catalogue.public, MORNING)

    assert (plan.severities[0].sla, plan.severities[0].update_every) == (timedelta(minutes=5), timedelta(minutes=10))


def test_the_plan_prints_severities_with_their_clocks() -> None:
    document = plan_for("Search", "bias_detection")

    assert (
        "| **P0 — Critical** | Safety violation, legal exposure, or complete service failure | 15 min | 30 min |"
        in document
    )


def test_the_plan_prints_every_step_of_the_chosen_types_and_of_no_other() -> None:
    library = load_library()

    document = plan_for("Search", "bias_detection", "safety_bypass")

    assert document.count("- [ ] ") == sum(
        1 for slug in ("bias_detection", "safety_bypass") for _ in library.runbooks[slug].steps
    )
    assert "### 2.2 Safety bypass / jailbreak" in document


def test_a_step_for_some_severities_says_so() -> None:
    document = plan_for("Search", "bias_detection")

    assert "- [ ] Escalate to Legal immediately **(P0, P1 only)** — _Incident commander_" in document


@pytest.mark.parametrize("words", BRIEFS_NOTICES, ids=[notice.title for notice in NOTICES])
def test_the_plan_holds_the_briefs_notices_word_for_word(words: str) -> None:
    assert f"> {words}\n" in plan_for("Search", "model_degradation")


@pytest.mark.parametrize(
    "section",
    [
        "## 1. Severity and response clocks",
        "## 3. Model rollback",
        "## 5. Monitoring and early warning",
        "## 6. Responsible disclosure",
        "## 7. After the incident",
    ],
)
def test_the_plan_has_all_parts_of_the_practice(section: str) -> None:
    assert f"\n{section}\n" in plan_for("Search", "model_degradation")


def test_what_a_person_typed_makes_no_structure_in_the_plan() -> None:
    document = plan_for("<img src=x> | @channel", "bias_detection", purpose="one\n\n# two\n[x](https://evil.example)")

    assert "| What it does | one # two \\[x\\](https\\://evil.example) |" in document
    assert "<img" not in document
    assert "@channel" not in document


def test_the_plan_says_where_public_lists_have_a_type_with_version_and_year() -> None:
    document = plan_for("Mail assistant", "prompt_injection")

    assert "- MITRE ATLAS 5.6.0, techniques: AML.T0051 LLM Prompt Injection; " in document
    assert "- OWASP Top 10 for LLM, 2025: LLM01 Prompt Injection; LLM06 Excessive Agency; " in document
    assert "- OWASP Top 10 for LLM, 2026: LLM01 Prompt Injection; LLM03 Excessive Agency; " in document


def test_the_plan_says_what_a_type_is_taken_for_and_what_to_ask() -> None:
    document = plan_for("Mail assistant", "prompt_injection")

    assert "Ask: Who wrote the text that steers the model: the user, or somebody else?" in document


def test_the_plan_says_what_to_keep_and_what_to_write_down() -> None:
    document = plan_for("Mail assistant", "harmful_agent_action")

    assert "Audit logs of the systems that it acted on" in document
    assert "Write down: Run ids, and when the trace store deletes them" in document
