from datetime import timedelta

import pytest

from bot.domain.taxonomy import (
    DISCLOSURE,
    HARM_GROUPS,
    HARM_LABELS,
    INDICATORS,
    NOTICED_BY_LABELS,
    PROVISIONAL,
    ROLLBACK,
    SEVERITIES,
    Harm,
    NoticedBy,
    Severity,
)


@pytest.mark.parametrize(
    ("severity", "label", "sla"),
    [
        pytest.param(Severity.P0, "P0 — Critical", timedelta(minutes=15), id="P0"),
        pytest.param(Severity.P1, "P1 — High", timedelta(hours=1), id="P1"),
        pytest.param(Severity.P2, "P2 — Medium", timedelta(hours=4), id="P2"),
        pytest.param(Severity.P3, "P3 — Low", timedelta(hours=24), id="P3"),
    ],
)
def test_a_severity_is_called_and_answered_as_the_brief_says(severity: Severity, label: str, sla: timedelta) -> None:
    facts = SEVERITIES[severity]

    assert (facts.label, facts.sla) == (label, sla)


@pytest.mark.parametrize(
    ("severity", "other", "worse"),
    [
        pytest.param(Severity.P0, Severity.P1, True, id="critical beside high"),
        pytest.param(Severity.P3, Severity.P2, False, id="low beside medium"),
        pytest.param(Severity.P1, Severity.P1, False, id="high beside itself"),
    ],
)
def test_a_lower_number_is_worse(severity: Severity, other: Severity, *, worse: bool) -> None:
    assert severity.is_worse_than(other) is worse


@pytest.mark.parametrize("typed", ["p0", "P0", " p0 "])
def test_a_severity_is_read_as_people_type_it(typed: str) -> None:
    assert Severity(typed) is Severity.P0


@pytest.mark.parametrize("typed", ["p4", "0", "", "critical"])
def test_what_is_no_severity_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Severity"):
        Severity(typed)


def test_an_incident_of_unknown_severity_runs_on_one_that_pages_nobody_at_night() -> None:
    assert PROVISIONAL is Severity.P2


def test_every_harm_stands_in_one_of_two_groups_that_fit_slacks_checkboxes() -> None:
    grouped = [harm for group in HARM_GROUPS for harm in group]

    assert grouped == list(Harm)
    assert all(len(group) <= 10 for group in HARM_GROUPS)


def test_the_second_group_begins_with_the_contexts() -> None:
    assert HARM_GROUPS[1][0] is Harm.MEDICAL_CONTEXT


@pytest.mark.parametrize("label", [*HARM_LABELS.values(), *NOTICED_BY_LABELS.values()])
def test_a_label_fits_an_option_of_a_form(label: str) -> None:
    assert 0 < len(label) <= 75


def test_everything_that_can_be_chosen_has_a_label() -> None:
    assert (set(HARM_LABELS), set(NOTICED_BY_LABELS)) == (set(Harm), set(NoticedBy))


def test_rollback_needs_two_versions_ready_in_a_quarter_of_an_hour() -> None:
    assert (ROLLBACK.prior_versions, ROLLBACK.deployable_within) == (2, timedelta(minutes=15))
    assert (len(ROLLBACK.triggers), len(ROLLBACK.steps)) == (3, 4)


def test_an_outside_reporter_hears_within_a_day_and_again_within_three() -> None:
    (rule,) = (rule for rule in DISCLOSURE if rule.acknowledge_within)

    assert (rule.acknowledge_within, rule.update_within) == (timedelta(hours=24), timedelta(hours=72))


def test_indicators_are_watched_at_four_cadences() -> None:
    counts = [len(row.indicators) for row in INDICATORS]

    assert counts == [3, 2, 3, 3]
