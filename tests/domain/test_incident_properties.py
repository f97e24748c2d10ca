"""An incident against a simple model: whatever people do, in whatever order, nothing that they did is lost."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain import classifying, commanding, ending, updating, working
from bot.domain.checklist import Finding, StepState, item_of
from bot.domain.classifying import Decision
from bot.domain.clocks import DeadlineKind, DeadlineState
from bot.domain.events import ClassificationAsked, Event, ResponseMissed, UpdatePinged
from bot.domain.incident import Answers, Change, Incident
from bot.domain.policy import Policy
from bot.domain.taxonomy import Harm, Severity
from bot.errors import Refusal, UndoTooLate
from tests.domain.incidents import ANNA, BEN, CARLA, LIBRARY, MONDAY, declared, update

POLICY = Policy.model_validate(
    {"update_every": {"P0": "PT15M", "P1": "PT30M", "P2": "PT1H"}, "escalation": {"P0": ["UFIRST", "USECOND"]}}
)
PEOPLE = st.sampled_from([ANNA, BEN, CARLA])
SEVERITIES = st.sampled_from(Severity)
TYPES = st.sampled_from(sorted(LIBRARY.runbooks))
HARMS = st.frozensets(st.sampled_from(Harm), max_size=2)

Key = tuple[str, str]


class Response(RuleBasedStateMachine):
    """The model: who commands, which steps are settled with which words, the last answers, and all reasons."""

    def __init__(self) -> None:
        super().__init__()
        self.incident: Incident = declared(None)
        self.now: datetime = MONDAY
        self.timeline: list[Event] = []
        self.rung: list[tuple[str, datetime]] = []
        self.commander: str | None = None
        self.settled: dict[Key, tuple[StepState, str | None]] = {}
        self.answers = Answers()
        self.reasons: list[str] = []

    def attempt(self, ask: Callable[[], Change]) -> bool:
        """Whether it was accepted; what is refused leaves everything as it was."""
        try:
            self.incident, events = ask()
        except Refusal:
            return False
        self.timeline += events
        return True

    def reason(self, why: str) -> str:
        return f"{why} {len(self.reasons)}"

    def step(self, place: int) -> tuple[str, Key]:
        """A step of the checklist, as a click names it, and the item that is meant."""
        items = self.incident.checklist.items
        item = item_of(self.incident.checklist, items[place % len(items)].step_id)
        return item.step_id, (item.runbook, item.step_id)

    @rule(minutes=st.sampled_from([1, 4, 11, 31, 200]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(by=PEOPLE)
    def somebody_takes_command(self, by: str) -> None:
        if self.attempt(lambda: commanding.take_command(self.incident, by, self.now)):
            assert self.commander is None
            self.commander = by

    @rule(by=PEOPLE)
    def somebody_helps(self, by: str) -> None:
        if self.attempt(lambda: commanding.offer_help(self.incident, by, self.now)):
            assert self.incident.helpers.count(by) == 1

    @rule(by=PEOPLE, to=PEOPLE)
    def command_is_handed_over(self, by: str, to: str) -> None:
        offered = self.attempt(lambda: commanding.offer_hand_over(self.incident, to, by, self.now))
        assert not offered or by == self.commander != to
        if self.attempt(lambda: commanding.accept_hand_over(self.incident, to, self.now)):
            self.commander = to

    @rule(place=st.integers(0, 80), by=PEOPLE, note=st.none() | st.just("found"))
    def a_step_is_done(self, place: int, by: str, note: str | None) -> None:
        step, key = self.step(place)
        if self.attempt(lambda: working.complete(self.incident, step, by, self.now, Finding(note=note))):
            assert key not in self.settled
            self.settled[key] = (StepState.DONE, note)

    @rule(place=st.integers(0, 80), by=PEOPLE)
    def a_step_is_skipped(self, place: int, by: str) -> None:
        (step, key), why = self.step(place), self.reason("skipped since")
        if self.attempt(lambda: working.skip(self.incident, step, why, by, self.now)):
            self.settled[key] = (StepState.SKIPPED, why)
            self.reasons.append(why)

    @rule(place=st.integers(0, 80), by=PEOPLE)
    def a_step_is_undone(self, place: int, by: str) -> None:
        step, key = self.step(place)
        if self.attempt(lambda: working.undo(self.incident, step, by, self.now)):
            del self.settled[key]

    @rule(by=PEOPLE)
    def the_next_phase_is_entered(self, by: str) -> None:
        before = self.incident.checklist.phase
        if self.attempt(lambda: working.next_phase(self.incident, before, by, self.now)):
            assert self.incident.checklist.phase.place > before.place

    @rule(to=SEVERITIES, by=PEOPLE)
    def the_severity_is_set(self, to: Severity, by: str) -> None:
        why = self.reason("severity since")
        if self.attempt(lambda: classifying.set_severity(self.incident, to, why, by, self.now, POLICY)):
            self.reasons.append(why)
            runbook = LIBRARY.runbook(self.incident.type)
            assert self.attempt(lambda: classifying.with_steps_of(self.incident, runbook, self.now))

    @rule(slug=TYPES, by=PEOPLE)
    def the_type_is_set(self, slug: str, by: str) -> None:
        self.attempt(lambda: classifying.set_type(self.incident, LIBRARY.runbook(slug), by, self.now))

    @rule(harms=HARMS, to=st.none() | SEVERITIES, by=PEOPLE)
    def the_questions_are_answered(self, harms: frozenset[Harm], to: Severity | None, by: str) -> None:
        answers, decision = (
            Answers(purpose="Answers patients", harms=harms),
            Decision(to, self.reason("override since")),
        )
        if self.attempt(lambda: classifying.classify(self.incident, answers, decision, by, self.now, POLICY)):
            self.answers = answers

    @rule(following=st.sampled_from([15, 30, 120]))
    def an_update_is_posted(self, following: int) -> None:
        minutes = (self.now - MONDAY).total_seconds() / 60
        posted = update(minutes, following)
        if self.attempt(lambda: updating.post_update(self.incident, posted)):
            clock = self.incident.deadlines[DeadlineKind.STATUS_UPDATE]
            assert clock.due_at == self.now + timedelta(minutes=following)

    @rule(minutes=st.sampled_from([15, 30, 60]), by=PEOPLE)
    def the_reminder_is_snoozed(self, minutes: int, by: str) -> None:
        wait, why = timedelta(minutes=minutes), self.reason("snoozed since")
        if self.attempt(lambda: updating.snooze(self.incident, wait, why, by, self.now)):
            self.reasons.append(why)

    @rule()
    def the_clocks_tick(self) -> None:
        before = len(self.timeline)
        assert self.attempt(lambda: updating.ring(self.incident, POLICY, self.now))
        rings = [event for event in self.timeline[before:] if isinstance(event, ResponseMissed | UpdatePinged)]
        self.rung += [(event.kind, event.due_at) for event in rings]
        assert updating.ring(self.incident, POLICY, self.now).events == ()

    @rule(by=PEOPLE)
    def the_harm_stops(self, by: str) -> None:
        self.attempt(lambda: ending.mitigate(self.incident, "Rolled back", by, self.now))

    @rule(by=PEOPLE)
    def it_is_resolved(self, by: str) -> None:
        if self.attempt(lambda: ending.resolve(self.incident, "It holds", by, self.now)):
            assert by == self.commander

    @precondition(lambda self: not self.incident.is_over and self.commander is not None)
    @rule()
    def it_is_resolved_and_that_undone(self) -> None:
        before, commander = self.incident, self.commander or ""
        assert self.attempt(lambda: ending.resolve(before, "It holds", commander, self.now))
        assert self.attempt(lambda: ending.undo_resolve(self.incident, commander, self.now))
        assert self.incident == before.having(successor=None)

    @precondition(lambda self: self.incident.is_over)
    @rule(by=PEOPLE)
    def it_is_undone_or_reopened(self, by: str) -> None:
        resolved_at, why = self.incident.resolved_at or MONDAY, self.reason("reopened since")
        try:
            self.incident, events = ending.undo_resolve(self.incident, by, self.now)
        except UndoTooLate:
            assert self.now - resolved_at > timedelta(minutes=10)
            self.incident, events = ending.reopen(self.incident, why, by, POLICY, self.now)
            self.reasons.append(why)
        self.timeline += events

    @invariant()
    def settled_steps_stand_with_their_words(self) -> None:
        found = {
            (item.runbook, item.step_id): (item.state, item.note)
            for item in self.incident.checklist.items
            if item.is_settled
        }
        assert found == self.settled

    @invariant()
    def no_step_stands_twice(self) -> None:
        keys = [(item.runbook, item.step_id) for item in self.incident.checklist.items]
        assert len(keys) == len(set(keys))

    @invariant()
    def every_reason_is_on_the_timeline(self) -> None:
        told = {getattr(event, "reason", None) for event in self.timeline}
        assert told.issuperset(self.reasons)

    @invariant()
    def answers_and_command_are_what_people_said_last(self) -> None:
        assert (self.incident.answers, self.incident.commander) == (self.answers, self.commander)

    @invariant()
    def a_deadline_rings_once(self) -> None:
        assert len(self.rung) == len(set(self.rung))
        once = [event.kind for event in self.timeline if isinstance(event, ResponseMissed | ClassificationAsked)]
        assert len(once) == len(set(once))

    @invariant()
    def clocks_run_while_the_incident_does(self) -> None:
        states = {kind: clock.state for kind, clock in self.incident.deadlines.items()}
        if self.incident.is_over:
            assert DeadlineState.RUNNING not in states.values()
        else:
            assert states[DeadlineKind.STATUS_UPDATE] is DeadlineState.RUNNING
            assert DeadlineState.STOPPED not in states.values()

    @invariant()
    def it_reads_back_as_it_was_written(self) -> None:
        assert Incident.model_validate_json(self.incident.model_dump_json()) == self.incident


Response.TestCase.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
test_nothing_that_people_did_is_lost_in_any_order = Response.TestCase
