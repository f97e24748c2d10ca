"""What offers a rollback: what crosses a trigger of the system, each once, and never while one is under way."""

import pytest

from bot.domain import classifying, offering, rolling_back, working
from bot.domain.checklist import Finding
from bot.domain.incident import Answers, Change, Incident
from bot.domain.offering import Crossed
from bot.domain.records import Measured
from bot.domain.rollback_events import RollbackOffered
from bot.domain.rolling_back import Decision
from bot.domain.systems import Part, System, Trigger, Triggers
from bot.domain.taxonomy import Harm, Severity
from tests.domain.incidents import ANNA, LIBRARY, after, commanded, kinds, resolved

FLOOR = Trigger(metric="judged quality", at=80, direction="below")
THRESHOLD = Trigger(metric="5xx rate", at=5, direction="above")
SYSTEM = System(name="chat assistant", triggers=Triggers(quality=FLOOR, errors=THRESHOLD))
CROSSED = Crossed("alert:drift", "The monitor reports drift.")


def typed(slug: str = "model_degradation", severity: Severity = Severity.P1) -> Incident:
    return classifying.set_type(commanded(severity), LIBRARY.runbook(slug), ANNA, after(6)).incident


def measured(step: str, value: float, incident: Incident | None = None) -> Change:
    record = Measured(quantity="Quality", value=value, unit="points", n=400, window="Sunday")
    return working.complete(incident or typed(), step, ANNA, after(7), Finding(record=record))


def offered(change: Change, system: System | None = SYSTEM) -> Change:
    return offering.due(change.incident, change.events, system, after(7))


def rolled_back(incident: Incident) -> Incident:
    """One that was begun and given up."""
    decision = Decision(before="v41", after="v40", parts=tuple(Part), criteria="Quality")
    begun = rolling_back.begin(incident, decision, ANNA, after(8)).incident
    return rolling_back.abort(begun, 1, "It got worse", ANNA, after(9)).incident


@pytest.mark.parametrize(
    ("step", "value", "trigger"),
    [
        pytest.param("dashboards", 79.9, "quality", id="below the floor"),
        pytest.param("dashboards", 80, None, id="on the floor"),
        pytest.param("error-rate", 5.1, "errors", id="above the threshold"),
        pytest.param("error-rate", 5, None, id="on the threshold"),
    ],
)
def test_a_number_that_crosses_a_trigger_offers_a_rollback(step: str, value: float, trigger: str | None) -> None:
    made = offered(measured(step, value))

    assert [event.trigger for event in made.events if isinstance(event, RollbackOffered)] == (
        [trigger] if trigger else []
    )
    assert not made.incident.rollbacks


def test_an_offer_says_the_value_what_it_rests_on_and_what_it_crossed() -> None:
    [event] = offered(measured("dashboards", 71)).events

    assert isinstance(event, RollbackOffered)
    assert (event.value, event.threshold, event.n) == (71, 80, 400)
    assert event.because == "Quality is 71 points (n = 400, Sunday), below the floor of 80 for judged quality."


def test_without_a_record_of_the_system_no_number_crosses_anything() -> None:
    assert offered(measured("dashboards", 1), None).events == ()


@pytest.mark.parametrize(
    ("slug", "severity", "is_offered"),
    [
        ("safety_bypass", Severity.P0, True),
        ("prompt_injection", Severity.P1, True),
        ("harmful_agent_action", Severity.P1, True),
        ("safety_bypass", Severity.P2, False),
        ("bias_detection", Severity.P0, False),
    ],
)
def test_grave_safety_events_offer_one(slug: str, severity: Severity, *, is_offered: bool) -> None:
    made = offered(Change(typed(slug, severity)), None)

    assert kinds(made) == (["rollback_offered"] if is_offered else [])


def test_a_safety_event_that_lasts_offers_no_second_one_after_a_rollback() -> None:
    first = offered(Change(typed("safety_bypass")), None).incident

    for incident in (first, rolled_back(first), rolled_back(typed("safety_bypass"))):
        assert offered(Change(incident), None).events == ()


@pytest.mark.parametrize(
    ("harm", "severity", "is_offered"),
    [
        (Harm.SAFETY_VIOLATION, Severity.P0, True),
        (Harm.ILLEGAL_CONTENT, Severity.P1, True),
        (Harm.SUSPECTED_ILLEGAL, Severity.P0, True),
        (Harm.SAFETY_VIOLATION, Severity.P2, False),
        (Harm.PERSONAL_DATA, Severity.P0, False),
    ],
)
def test_a_harm_to_safety_is_a_safety_event_before_the_type_is_known(
    harm: Harm, severity: Severity, *, is_offered: bool
) -> None:
    incident = commanded(severity).having(answers=Answers(harms=frozenset({harm})))

    made = offered(Change(incident), None)

    assert kinds(made) == (["rollback_offered"] if is_offered else [])


def test_a_system_may_leave_safety_events_out() -> None:
    system = System(name="chat assistant", triggers=Triggers(safety_event=False))

    assert offered(Change(typed("safety_bypass")), system).events == ()


def test_a_trigger_offers_once_until_a_rollback_has_not_helped() -> None:
    first = offering.offer(typed(), CROSSED, after(7)).incident

    again = offering.offer(first, CROSSED, after(8))
    other = offering.offer(first, CROSSED._replace(trigger="alert:cost"), after(8))
    since = offering.offer(rolled_back(first), CROSSED, after(10))

    assert [kinds(each) for each in (again, other, since)] == [[], ["rollback_offered"], ["rollback_offered"]]


def test_nothing_is_offered_while_one_is_under_way_or_after_the_end() -> None:
    decision = Decision(before="v41", after="v40", parts=tuple(Part), criteria="Quality")
    begun = rolling_back.begin(typed(), decision, ANNA, after(8)).incident

    for incident in (begun, resolved()):
        assert offering.offer(incident, CROSSED, after(10)) == Change(incident)
