import pytest

from bot.domain.taxonomy import Harm, HarmOngoing, Severity
from bot.domain.triage import RULES, Impact, Measure, suggest_severity


def impact(
    *harms: Harm,
    ongoing: HarmOngoing = HarmOngoing.UNKNOWN,
    error_rate: Measure | None = None,
    quality: Measure | None = None,
) -> Impact:
    return Impact(frozenset(harms), ongoing, error_rate, quality)


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
