"""Suspected illegal content: what an incident refuses from then on, what comes first, and who may end that."""

import pytest

from bot.domain import classifying, restricting, verifying, working
from bot.domain.checklist import Finding, item_of
from bot.domain.incident import Answers, Incident, Role
from bot.domain.records import AttackFamily, RedTeamed
from bot.domain.taxonomy import HARM_GROUPS, Harm, Severity
from bot.errors import InvalidField, NotLegalCounsel, NotTheCommander, Restricted, StaleButton
from bot.ids import Field
from tests.domain.incidents import ANNA, BEN, CARLA, LIBRARY, POLICY, after, commanded, declared, kinds, resolved

SUSPECTED = Answers(harms=frozenset({Harm.SUSPECTED_ILLEGAL}))


def restricted(incident: Incident | None = None) -> Incident:
    incident = incident or commanded()
    return restricting.restrict(incident, LIBRARY.restricted, "trace 7f3a", ANNA, after(6), POLICY).incident


def with_legal(person: str = BEN) -> Incident:
    return restricted(commanded().with_role(Role.LEGAL, person))


def first(incident: Incident, count: int = 1) -> list[str]:
    worked = [item for item in incident.checklist.items if item.phase is incident.checklist.phase]
    return [item.step_id for item in worked[:count]]


def test_an_incident_is_not_restricted_unless_somebody_says_so() -> None:
    incident = commanded()

    incident.require_unrestricted()

    assert not incident.restricted


def test_restricting_raises_to_the_worst_severity_and_says_both() -> None:
    change = restricting.restrict(declared(None), LIBRARY.restricted, None, ANNA, after(2), POLICY)

    assert (change.incident.severity, change.incident.provisional) == (Severity.P0, False)
    assert kinds(change) == ["incident_restricted", "severity_changed"]


def test_what_is_suspected_after_the_end_restricts_and_leaves_the_severity() -> None:
    change = restricting.restrict(resolved(), LIBRARY.restricted, None, ANNA, after(90), POLICY)

    assert (change.incident.restricted, change.incident.severity) == (True, Severity.P1)
    assert kinds(change) == ["incident_restricted"]


def test_an_incident_is_restricted_once() -> None:
    with pytest.raises(Restricted):
        restricted(restricted())


def test_the_steps_stand_first_in_the_phase_being_worked_and_nothing_else_is_lost() -> None:
    incident = working.next_phase(commanded(), "evidence", ANNA, after(6)).incident

    after_it = restricted(incident)

    ids = [item.step_id for item in after_it.checklist.items]
    assert first(after_it) == ["restricted-stop"]
    assert [one for one in ids if not one.startswith("restricted-")] == [
        item.step_id for item in incident.checklist.items
    ]


def test_a_change_of_type_keeps_the_steps_first_and_those_that_are_done_stay_done() -> None:
    incident = working.complete(restricted(), "restricted-stop", ANNA, after(7)).incident

    typed = classifying.set_type(incident, LIBRARY.runbook("safety_bypass"), ANNA, after(8)).incident

    steps = {item.step_id: item for item in typed.checklist.items if item.step_id.startswith("restricted-")}
    assert len(steps) == len(LIBRARY.restricted)
    assert steps["restricted-stop"].is_settled
    assert set(first(typed, len(steps))) == set(steps)


def test_a_raise_of_severity_leaves_the_steps_first() -> None:
    incident = restricted()

    raised = classifying.with_steps_of(incident, LIBRARY.runbook("safety_bypass"), after(8)).incident

    assert first(raised) == ["restricted-stop"]


def test_nothing_that_copies_content_is_recorded_while_an_incident_is_restricted() -> None:
    incident = classifying.set_type(commanded(), LIBRARY.runbook("safety_bypass"), ANNA, after(6)).incident
    attacks = next(item.step_id for item in incident.checklist.items if item.work.kind == "red_team")
    family = AttackFamily(family="role play", tried=50, bypassed=1)
    finding = Finding(None, RedTeamed(families=(family,)))

    with pytest.raises(Restricted):
        working.complete(restricted(incident), attacks, ANNA, after(9), finding)
    with pytest.raises(Restricted):
        verifying.plan(restricted(incident), "repeat-trials", "Prompts", 0.05, ANNA, after(9))


def test_a_step_that_copies_can_be_skipped_while_an_incident_is_restricted() -> None:
    incident = restricted()

    skipped = working.skip(incident, "repeat-trials", "Restricted", ANNA, after(9)).incident

    assert skipped.restricted


@pytest.mark.parametrize(
    ("before", "answers", "is_news"),
    [
        pytest.param(commanded(), SUSPECTED, True, id="for the first time"),
        pytest.param(commanded(), Answers(harms=frozenset({Harm.ILLEGAL_CONTENT})), False, id="hate speech"),
        pytest.param(commanded().having(answers=SUSPECTED), SUSPECTED, False, id="said before and lifted since"),
        pytest.param(restricted(), SUSPECTED, False, id="restricted already"),
    ],
)
def test_a_harm_restricts_when_it_is_first_suspected(before: Incident, answers: Answers, *, is_news: bool) -> None:
    assert restricting.is_newly_suspected(before, answers) is is_news


def test_suspected_content_is_its_own_harm_and_suggests_the_worst_severity() -> None:
    suggestion = classifying.suggestion_for(SUSPECTED, commanded().harm_ongoing)

    assert suggestion is not None
    assert suggestion.severity is Severity.P0
    assert Harm.SUSPECTED_ILLEGAL in HARM_GROUPS[0]
    assert all(len(group) <= 10 for group in HARM_GROUPS)


def test_legal_and_trust_and_safety_are_called_once_and_who_is_missing_is_said() -> None:
    before, incident = commanded(), restricted()

    [change] = restricting.called(before, incident, POLICY, (), after(6))

    [told] = change.events
    assert told.kind == "groups_told"
    assert (told.ids, told.missing) == (("SLEGAL",), ("trust_and_safety",))
    assert not list(restricting.called(incident, incident, POLICY, (), after(7)))


def test_a_restricted_incident_stays_at_the_worst_severity() -> None:
    with pytest.raises(InvalidField) as refusal:
        restricting.require_worst(restricted(), Severity.P2, Field.SEVERITY)

    restricting.require_worst(restricted(), None, Field.SEVERITY)
    restricting.require_worst(commanded(), Severity.P2, Field.SEVERITY)
    assert refusal.value.values == {"problem": "restricted_is_p0"}


def test_commander_and_legal_lift_it_together_and_what_was_private_stays_so() -> None:
    incident = with_legal().having(private=True)

    asked = restricting.lift(incident, "A false match", ANNA, after(30))
    lifted = restricting.agree(asked.incident, BEN, after(31))

    assert (kinds(asked), asked.incident.restricted) == (["lift_asked"], True)
    assert (kinds(lifted), lifted.incident.restricted, lifted.incident.private) == (["restriction_lifted"], False, True)
    assert not [item for item in lifted.incident.checklist.items if item.step_id.startswith("restricted-")]


def test_it_takes_two_to_lift_it() -> None:
    both = with_legal(ANNA)

    with pytest.raises(NotLegalCounsel):
        restricting.lift(both, "A false match", ANNA, after(30))
    with pytest.raises(NotLegalCounsel):
        restricting.agree(both.having(lift_asked="A false match"), ANNA, after(31))


@pytest.mark.parametrize("step", ["custody", "reproduce-safely", "keep-outputs"])
def test_what_copies_hashes_or_plays_content_again_is_off(step: str) -> None:
    typed = classifying.set_type(restricted(), LIBRARY.runbook("safety_bypass"), ANNA, after(20)).incident

    with pytest.raises(Restricted):
        working.complete(typed, step, ANNA, after(21))

    assert item_of(working.skip(typed, step, "Off", ANNA, after(21)).incident.checklist, step).is_settled


def test_nobody_else_lifts_it() -> None:
    asked = restricting.lift(with_legal(), "A false match", ANNA, after(30)).incident

    with pytest.raises(NotTheCommander):
        restricting.lift(with_legal(), "A false match", BEN, after(30))
    with pytest.raises(NotLegalCounsel):
        restricting.lift(restricted(), "A false match", ANNA, after(30))
    with pytest.raises(NotLegalCounsel):
        restricting.agree(asked, CARLA, after(31))


def test_a_late_click_lifts_nothing() -> None:
    with pytest.raises(StaleButton):
        restricting.agree(with_legal(), BEN, after(31))
    with pytest.raises(StaleButton):
        restricting.lift(commanded(), "A false match", ANNA, after(31))
