import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.raises import RAISE_LABELS, RAISE_RULES, Raise, raised, rules_for
from bot.domain.taxonomy import SEVERITIES, Harm, HarmOngoing, Severity
from bot.domain.triage import RULES, Impact, Measure, suggest_severity


def impact(
    *harms: Harm,
    ongoing: HarmOngoing = HarmOngoing.UNKNOWN,
    error_rate: Measure | None = None,
    quality: Measure | None = None,
    raises: tuple[Raise, ...] = (),
) -> Impact:
    return Impact(frozenset(harms), ongoing, error_rate, quality, frozenset(raises))


def suggested(what_is_known: Impact) -> Severity:
    suggestion = suggest_severity(what_is_known)
    assert suggestion is not None
    return suggestion.severity


BRIEFS_EXAMPLES = [
    pytest.param(impact(Harm.ILLEGAL_CONTENT), Severity.P0, id="CSAM or hate speech output"),
    pytest.param(impact(Harm.PERSONAL_DATA), Severity.P0, id="PII leak"),
    pytest.param(impact(Harm.FRAUD), Severity.P0, id="model used in fraud"),
    pytest.param(impact(Harm.SAFETY_VIOLATION), Severity.P0, id="safety violation"),
    pytest.param(impact(Harm.LEGAL_EXPOSURE), Severity.P0, id="legal exposure"),
    pytest.param(impact(Harm.COMPLETE_FAILURE), Severity.P0, id="complete service failure"),
    pytest.param(impact(Harm.HIRING_CONTEXT), Severity.P1, id="biased hiring output"),
    pytest.param(impact(Harm.MEDICAL_CONTEXT), Severity.P1, id="hallucination in medical context"),
    pytest.param(impact(error_rate=Measure(30, "points")), Severity.P1, id="30%+ error rate spike in points"),
    pytest.param(impact(error_rate=Measure(30, "relative")), Severity.P1, id="30%+ error rate spike, relative"),
    pytest.param(impact(Harm.MATERIAL_HARM), Severity.P1, id="material harm to users"),
    pytest.param(impact(quality=Measure(10, "points")), Severity.P2, id="10%+ quality drop in points"),
    pytest.param(impact(quality=Measure(-12, "relative")), Severity.P2, id="10%+ quality drop, relative, as minus"),
    pytest.param(impact(Harm.SUBSET_OF_USERS), Severity.P2, id="bias in low-stakes context"),
    pytest.param(impact(Harm.LATENCY), Severity.P2, id="unusual latency spike"),
    pytest.param(impact(Harm.ISOLATED_CASE), Severity.P3, id="edge case, single user complaint, format regression"),
    pytest.param(impact(quality=Measure(3, "points")), Severity.P3, id="minor quality regression"),
]


@pytest.mark.parametrize(("what_is_known", "severity"), BRIEFS_EXAMPLES)
def test_an_example_of_the_brief_gets_the_briefs_severity(what_is_known: Impact, severity: Severity) -> None:
    suggestion = suggest_severity(what_is_known)

    assert suggestion is not None
    assert suggestion.severity is severity
    assert {reason.severity for reason in suggestion.reasons} == {severity}


@pytest.mark.parametrize(
    ("what_is_known", "severity"),
    [
        pytest.param(impact(Harm.LEGAL_CONTEXT), Severity.P1, id="legal context"),
        pytest.param(impact(Harm.FINANCIAL_CONTEXT), Severity.P1, id="financial context"),
        pytest.param(impact(error_rate=Measure(29.9, "points")), Severity.P2, id="error rate just under 30"),
        pytest.param(impact(error_rate=Measure(9.9, "points")), Severity.P3, id="error rate just under 10"),
        pytest.param(impact(error_rate=Measure(-40, "points")), Severity.P3, id="error rate that fell"),
        pytest.param(impact(quality=Measure(9.9, "points")), Severity.P3, id="quality just under 10"),
        pytest.param(impact(ongoing=HarmOngoing.YES), Severity.P2, id="harm going on and nothing else"),
        pytest.param(impact(Harm.ISOLATED_CASE, ongoing=HarmOngoing.YES), Severity.P3, id="isolated harm going on"),
    ],
)
def test_what_the_brief_leaves_open_is_decided_by_the_table(what_is_known: Impact, severity: Severity) -> None:
    suggestion = suggest_severity(what_is_known)

    assert suggestion is not None
    assert suggestion.severity is severity


@pytest.mark.parametrize("ongoing", [HarmOngoing.UNKNOWN, HarmOngoing.NO])
def test_where_nothing_is_known_nothing_is_suggested(ongoing: HarmOngoing) -> None:
    assert suggest_severity(impact(ongoing=ongoing)) is None


def test_the_worst_rule_wins_and_only_its_equals_are_given_as_reasons() -> None:
    suggestion = suggest_severity(
        impact(Harm.ISOLATED_CASE, Harm.MEDICAL_CONTEXT, Harm.MATERIAL_HARM, quality=Measure(15, "points"))
    )

    assert suggestion is not None
    assert [reason.text for reason in suggestion.reasons] == [
        "Users suffer material harm.",
        "It happens in a medical context.",
    ]


def test_a_reason_repeats_the_measured_value_with_its_unit() -> None:
    suggestion = suggest_severity(impact(error_rate=Measure(41.5, "relative")))

    assert suggestion is not None
    assert suggestion.reasons[0].text == "The error rate is up by 41.5 % relative (30 or more)."
    assert suggestion.reasons[0].source == "brief, P1: 30%+ error rate spike"


def test_every_harm_has_a_rule_and_every_rule_a_source() -> None:
    for harm in Harm:
        assert suggest_severity(impact(harm)) is not None
    assert all(rule.source.startswith(("brief, P", "own: ")) for rule in RULES)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_measure_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Measure(value, "points")


ZERO_CLICK, ANOTHERS_DATA, PRIVILEGED, PERSISTS, SPREADS, VULNERABLE, ACTED_ON = Raise


@pytest.mark.parametrize("fact", [fact for fact in Raise if fact is not SPREADS])
@pytest.mark.parametrize(
    ("harm", "severity"),
    [
        pytest.param(Harm.ISOLATED_CASE, Severity.P2, id="P3 becomes P2"),
        pytest.param(Harm.LATENCY, Severity.P1, id="P2 becomes P1"),
        pytest.param(Harm.MATERIAL_HARM, Severity.P0, id="P1 becomes P0"),
        pytest.param(Harm.PERSONAL_DATA, Severity.P0, id="P0 stays"),
    ],
)
def test_each_fact_makes_it_one_level_graver(fact: Raise, harm: Harm, severity: Severity) -> None:
    assert suggested(impact(harm, raises=(fact,))) is severity


def test_several_facts_raise_once() -> None:
    assert suggested(impact(Harm.ISOLATED_CASE, raises=(PERSISTS, VULNERABLE, ACTED_ON))) is Severity.P2


def test_where_nothing_else_is_known_it_counts_as_p2_before_and_says_so() -> None:
    suggestion = suggest_severity(impact(raises=(VULNERABLE,)))

    assert suggestion is not None
    assert suggestion.severity is Severity.P1
    assert [(reason.severity, reason.text) for reason in suggestion.reasons] == [
        (Severity.P2, "Nothing else says yet how bad it is, so it counts as P2 before what makes it worse."),
        (Severity.P1, "A vulnerable group is affected. That makes it worse."),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param((ZERO_CLICK, ANOTHERS_DATA), id="zero click with another person's data"),
        pytest.param((ZERO_CLICK, PRIVILEGED), id="zero click with a privileged or irreversible action"),
        pytest.param((SPREADS,), id="self-replicating or persisting across users"),
    ],
)
def test_some_facts_make_even_an_isolated_case_a_p0(facts: tuple[Raise, ...]) -> None:
    assert suggested(impact(Harm.ISOLATED_CASE, raises=facts)) is Severity.P0


def test_facts_that_say_more_together_are_told_together() -> None:
    suggestion = suggest_severity(impact(Harm.LATENCY, raises=(ZERO_CLICK, ANOTHERS_DATA, PERSISTS)))

    assert suggestion is not None
    assert [reason.text for reason in suggestion.reasons] == [
        "Latency is unusual.",
        "Another person's data is reached without a click of anybody. That makes it worse.",
        "It persists beyond the session. That makes it worse.",
    ]


def test_every_fact_has_a_row_a_source_and_a_box_that_fits() -> None:
    assert {fact for rule in RAISE_RULES for fact in rule.needs} == set(Raise)
    assert all(rule.source.startswith("standards") for rule in RAISE_RULES)
    assert all(len(RAISE_LABELS[fact]) <= 75 for fact in Raise)


@given(st.sampled_from(Severity), st.frozensets(st.sampled_from(Raise)), st.sampled_from(Raise))
def test_another_fact_never_makes_it_less_grave(before: Severity, facts: frozenset[Raise], fact: Raise) -> None:
    less, more = raised(before, rules_for(facts)), raised(before, rules_for(facts | {fact}))

    assert more <= less <= before


ANSWERED = {
    "CSAM/hate speech output": impact(Harm.ILLEGAL_CONTENT),
    "PII leak": impact(Harm.PERSONAL_DATA),
    "Model used in fraud": impact(Harm.FRAUD),
    "Biased hiring output": impact(Harm.HIRING_CONTEXT, Harm.SUBSET_OF_USERS),
    "Hallucination in medical context": impact(Harm.MEDICAL_CONTEXT),
    "30%+ error rate spike": impact(error_rate=Measure(32, "relative")),
    "10%+ quality drop": impact(quality=Measure(11, "relative")),
    "Bias in low-stakes context": impact(Harm.SUBSET_OF_USERS),
    "Unusual latency spike": impact(Harm.LATENCY),
    "Edge-case failure": impact(Harm.ISOLATED_CASE),
    "Single user complaint": impact(Harm.ISOLATED_CASE, ongoing=HarmOngoing.YES),
    "Minor format regression": impact(Harm.ISOLATED_CASE, quality=Measure(2, "points")),
}
"""What a responder would tick for each of the brief's examples."""


@pytest.mark.parametrize("example", [example for facts in SEVERITIES.values() for example in facts.examples])
def test_every_example_that_the_severities_name_comes_out_at_its_severity(example: str) -> None:
    [severity] = [facts.severity for facts in SEVERITIES.values() if example in facts.examples]

    assert suggested(ANSWERED[example]) is severity
