"""The watch: how long, how it ends, who signs, and what closing an incident without it takes."""

from datetime import timedelta

import pytest

from bot.domain import classifying, ending, updating, watching
from bot.domain.clocks import DeadlineKind, DeadlineState
from bot.domain.incident import Incident, Role, Status
from bot.domain.policy import Policy
from bot.domain.taxonomy import Severity
from bot.domain.watch import Lacking, Signer, Unwatched
from bot.domain.watching import Plan
from bot.errors import InvalidField, NotTheCommander, NotTheOwner, StaleButton, WrongStatus
from tests.domain.incidents import ANNA, BEN, CARLA, POLICY, after, commanded, declared, kinds, resolved, update

HOUR = 60
BEGUN = 41
UNWATCHED = Unwatched("We watch it in the team's own channel")
FALSE_ALARM = Unwatched(false_alarm=True, lacking=tuple(Lacking))


def mitigated(severity: Severity = Severity.P1) -> Incident:
    return ending.mitigate(commanded(severity), "Rolled back", BEN, after(40)).incident


def watched(severity: Severity = Severity.P1, policy: Policy = POLICY) -> Incident:
    return watching.begin(mitigated(severity), Plan(BEN, "The error rate"), ANNA, after(BEGUN), policy).incident


def over() -> Incident:
    return watching.end(watched(), after(BEGUN + 72 * HOUR)).incident


def signed() -> Incident:
    once = watching.sign(over(), Signer.COMMANDER, ANNA, after(5000)).incident
    return watching.sign(once, Signer.OWNER, BEN, after(5001)).incident


def due(incident: Incident, kind: DeadlineKind) -> float:
    return (incident.deadlines[kind].due_at - after(0)).total_seconds() / 60


@pytest.mark.parametrize(
    ("severity", "hours", "updates"),
    [
        pytest.param(Severity.P0, 72, 4, id="P0"),
        pytest.param(Severity.P1, 72, 4, id="P1"),
        pytest.param(Severity.P2, 24, 24, id="P2"),
    ],
)
def test_a_watch_is_as_long_as_the_severity_asks_and_slows_updates_down(
    severity: Severity, hours: int, updates: int
) -> None:
    incident = watched(severity)

    assert due(incident, DeadlineKind.WATCH) == BEGUN + hours * HOUR
    assert due(incident, DeadlineKind.STATUS_UPDATE) == BEGUN + updates * HOUR
    assert watching.cadence(incident, POLICY) == timedelta(hours=updates)


def test_policy_says_how_long_is_watched_and_where_not() -> None:
    policy = Policy.model_validate({"watch_period": {"P1": "PT6H", "p2": None}, "watch_update_every": "PT1H"})

    assert due(watched(policy=policy), DeadlineKind.WATCH) == BEGUN + 6 * HOUR
    assert (policy.watch(Severity.P2), policy.watch(Severity.P3)) == (None, None)
    assert policy.watch(Severity.P0) == timedelta(hours=72)
    assert policy.watch_cadence(Severity.P3) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("incident", "refusal"),
    [
        pytest.param(commanded(), WrongStatus, id="not mitigated"),
        pytest.param(resolved(), WrongStatus, id="resolved"),
        pytest.param(watched(), StaleButton, id="watched already"),
        pytest.param(mitigated(Severity.P3), StaleButton, id="nothing to watch at P3"),
    ],
)
def test_a_watch_begins_once_after_the_mitigation(incident: Incident, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        watching.begin(incident, Plan(), ANNA, after(50), POLICY)


def test_the_end_of_the_watch_is_said_once() -> None:
    incident = updating.post_update(watched(), update(BEGUN + 70 * HOUR, 5 * HOUR)).incident

    early = updating.ring(incident, POLICY, after(BEGUN + 71 * HOUR))
    late = updating.ring(incident, POLICY, after(BEGUN + 72 * HOUR + 3))
    again = updating.ring(late.incident, POLICY, after(BEGUN + 72 * HOUR + 4))

    assert (kinds(early), kinds(again)) == (["classification_asked"], [])
    assert kinds(late) == ["classification_asked", "watch_ended"]
    assert late.incident.deadlines[DeadlineKind.WATCH].state is DeadlineState.MET
    assert watching.phase(late.incident) == "watched"


def test_a_raise_of_the_severity_lengthens_a_watch_that_is_running() -> None:
    raised = classifying.set_severity(watched(Severity.P2), Severity.P0, "Press", ANNA, after(60), POLICY).incident

    assert due(raised, DeadlineKind.WATCH) == BEGUN + 72 * HOUR
    assert watching.cadence(raised, POLICY) == timedelta(hours=4)


def test_a_watch_that_is_over_stays_over_when_the_severity_changes() -> None:
    raised = classifying.set_severity(over(), Severity.P0, "Press", ANNA, after(5000), POLICY).incident

    assert watching.phase(raised) == "watched"


def test_a_regression_opens_the_incident_again_with_updates_as_before() -> None:
    change = watching.regress(watched(), "Errors again", CARLA, after(BEGUN + 30), POLICY)

    incident = change.incident
    assert (incident.status, incident.watch, incident.mitigated_at) == (Status.OPEN, None, None)
    assert DeadlineKind.WATCH not in incident.deadlines
    assert due(incident, DeadlineKind.STATUS_UPDATE) == BEGUN + 30 + 30
    assert kinds(change) == ["regressed"]
    with pytest.raises(StaleButton):
        watching.regress(incident, None, CARLA, after(BEGUN + 31), POLICY)


def test_commander_and_owner_sign_after_the_watch_each_in_their_part() -> None:
    with pytest.raises(StaleButton):
        watching.sign(watched(), Signer.COMMANDER, ANNA, after(60))
    with pytest.raises(NotTheCommander):
        watching.sign(over(), Signer.COMMANDER, BEN, after(5000))
    with pytest.raises(NotTheOwner):
        watching.sign(over(), Signer.OWNER, ANNA, after(5000))
    with pytest.raises(StaleButton):
        watching.sign(signed(), Signer.OWNER, BEN, after(5002))

    assert watching.lacking(over(), POLICY) == (Lacking.COMMANDER, Lacking.OWNER)
    assert watching.lacking(signed(), POLICY) == ()


def test_who_is_ml_on_call_signs_where_no_owner_was_named() -> None:
    begun = watching.begin(mitigated(), Plan(), ANNA, after(BEGUN), POLICY).incident
    ended = watching.end(begun.with_role(Role.ML_ON_CALL, CARLA), after(BEGUN + 72 * HOUR)).incident

    change = watching.sign(ended, Signer.OWNER, CARLA, after(5000))

    assert kinds(change) == ["signed_off"]


@pytest.mark.parametrize(
    ("incident", "lacking"),
    [
        pytest.param(commanded(), tuple(Lacking), id="never watched"),
        pytest.param(watched(), tuple(Lacking), id="being watched"),
        pytest.param(over(), (Lacking.COMMANDER, Lacking.OWNER), id="unsigned"),
        pytest.param(signed(), (), id="signed"),
        pytest.param(commanded(Severity.P3), (), id="nothing to watch at P3"),
    ],
)
def test_what_closing_waits_for_follows_the_watch(incident: Incident, lacking: tuple[Lacking, ...]) -> None:
    assert watching.lacking(incident, POLICY) == lacking


def test_closing_early_takes_a_tick_and_a_reason_and_a_false_alarm_only_a_tick() -> None:
    with pytest.raises(InvalidField) as unticked:
        watching.closing(watched(), None, POLICY)
    with pytest.raises(InvalidField) as unreasoned:
        watching.closing(watched(), Unwatched(), POLICY)

    assert unticked.value.field == "unwatched"
    assert unreasoned.value.field == "unwatched_reason"
    assert watching.closing(watched(), FALSE_ALARM._replace(lacking=()), POLICY) == FALSE_ALARM
    assert watching.closing(watched(), UNWATCHED, POLICY) == UNWATCHED._replace(lacking=tuple(Lacking))
    assert watching.closing(signed(), UNWATCHED, POLICY) is None


def test_what_it_was_closed_without_stands_in_the_event() -> None:
    said = watching.closing(watched(), UNWATCHED, POLICY)

    [event] = ending.resolve(watched(), "It holds", ANNA, after(60), said).events

    assert event.kind == "resolved"
    assert (event.lacking, event.unwatched) == (("watch", "commander", "owner"), UNWATCHED.reason)


def test_undoing_the_end_goes_on_watching_and_reopening_does_not() -> None:
    closed = ending.resolve(watched(), "It holds", ANNA, after(60)).incident

    undone = ending.undo_resolve(closed, ANNA, after(65)).incident
    reopened = ending.reopen(closed, "It is back", ANNA, POLICY, after(200)).incident

    assert undone == watched()
    assert (reopened.watch, watching.phase(reopened)) == (None, "open")
    assert DeadlineKind.WATCH not in reopened.deadlines


def test_the_phases_are_told_apart() -> None:
    stages = (declared(), mitigated(), watched(), over(), resolved())

    assert [watching.phase(one) for one in stages] == ["open", "mitigated", "watching", "watched", "resolved"]
