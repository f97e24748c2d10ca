from collections.abc import Mapping
from datetime import timedelta

import pytest
from pydantic import ValidationError

from bot.domain.policy import Policy
from bot.domain.taxonomy import SEVERITIES, Severity


def test_without_a_file_the_slas_are_the_briefs() -> None:
    policy = Policy()

    assert {severity: policy.sla(severity) for severity in Severity} == {
        severity: facts.sla for severity, facts in SEVERITIES.items()
    }


def test_without_a_file_an_update_is_owed_every_thirty_minutes() -> None:
    policy = Policy()

    assert {policy.cadence(severity) for severity in Severity} == {timedelta(minutes=30)}


def test_a_table_that_names_one_severity_leaves_the_others_at_their_defaults() -> None:
    policy = Policy.model_validate({"response_sla": {"P0": "PT5S"}, "update_every": {"p3": "P1D"}})

    assert (policy.sla(Severity.P0), policy.sla(Severity.P1)) == (timedelta(seconds=5), timedelta(hours=1))
    assert (policy.cadence(Severity.P3), policy.cadence(Severity.P0)) == (timedelta(days=1), timedelta(minutes=30))


def test_one_duration_stands_for_all_severities() -> None:
    policy = Policy.model_validate({"update_every": "P1D"})

    assert {policy.cadence(severity) for severity in Severity} == {timedelta(days=1)}


def test_an_escalation_is_resolved_in_order_and_calls_nobody_twice() -> None:
    policy = Policy.model_validate(
        {
            "groups": {"legal": "S1", "safety": ["U2", "U3"]},
            "escalation": {"P0": ["U3", "safety", "legal", "S1", "U9"], "P1": "legal"},
        }
    )

    assert policy.called(Severity.P0) == ("U3", "U2", "S1", "U9")
    assert policy.called(Severity.P1) == ("S1",)
    assert policy.called(Severity.P2) == ()


@pytest.mark.parametrize("written", ["ai-incidents", "#ai-incidents"])
def test_the_announce_channel_may_be_written_with_its_sign(written: str) -> None:
    assert Policy.model_validate({"announce_channel": written}).announce_channel == "ai-incidents"


def test_a_group_that_policy_does_not_know_has_no_members() -> None:
    policy = Policy.model_validate({"groups": {"legal": "S1"}})

    assert (policy.members("legal"), policy.members("privacy")) == (("S1",), ())


@pytest.mark.parametrize(
    ("content", "place"),
    [
        pytest.param({"anounce_channel": "x"}, ("anounce_channel",), id="an unknown key"),
        pytest.param({"response_sla": {"P9": "PT5M"}}, ("response_sla", "P9", "[key]"), id="an unknown severity"),
        pytest.param({"response_sla": {"P0": 15}}, ("response_sla", "P0"), id="a number without a unit"),
        pytest.param({"response_sla": {"P0": "00:15"}}, ("response_sla", "P0"), id="a time of day"),
        pytest.param({"response_sla": {"P0": "PT0S"}}, ("response_sla", "P0"), id="no time at all"),
        pytest.param({"response_sla": {"P0": "-PT5M"}}, ("response_sla", "P0"), id="a negative duration"),
        pytest.param({"update_every": {"P2": "P9999D"}}, ("update_every", "P2"), id="a duration of years"),
        pytest.param({"groups": {"legal": ["ada"]}}, ("groups", "legal", 0), id="a name where an id belongs"),
        pytest.param({"groups": {"U1": ["U2"]}}, ("groups", "U1", "[key]"), id="a group that looks like an id"),
        pytest.param({"escalation": {"P0": ["legal"]}}, (), id="a group that does not exist"),
        pytest.param({"channel_prefix": "Inc"}, ("channel_prefix",), id="a prefix in capitals"),
        pytest.param({"channel_prefix": "i" * 21}, ("channel_prefix",), id="a prefix of 21 characters"),
        pytest.param({"readiness_check_at": 630}, ("readiness_check_at",), id="a time that YAML has read as a number"),
        pytest.param({"readiness_check_at": "09:00Z"}, ("readiness_check_at",), id="a time with a zone"),
        pytest.param({"announce_channel": "<!channel>"}, ("announce_channel",), id="a channel that pings"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused_at_its_place(
    content: Mapping[str, object], place: tuple[str | int, ...]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        Policy.model_validate(content)

    assert refusal.value.errors()[0]["loc"] == place
