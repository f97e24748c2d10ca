"""Triage and the checklist against a simple model: in whatever order, no done step, reason or record gets lost."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain import classifying, triaging, verifying, working
from bot.domain.checklist import Finding, Item, StepState, item_of
from bot.domain.classifying import Decision
from bot.domain.events import Event, StepDone, TypeChanged
from bot.domain.incident import Answers, Change, Incident
from bot.domain.interview import interview
from bot.domain.raises import Raise
from bot.domain.records import Decided, Record, TrialPlan
from bot.domain.taxonomy import Harm, Severity
from bot.domain.works import Decide
from bot.errors import Refusal
from tests.domain.incidents import ANNA, BEN, LIBRARY, POLICY, commanded

TYPES = st.sampled_from(sorted(LIBRARY.runbooks))
ANSWERS = st.sets(st.sampled_from([one.id for question in LIBRARY.catalogue.interview for one in question.answers]))
PEOPLE = st.sampled_from([ANNA, BEN])
PLACES = st.integers(0, 200)

Key = tuple[str, str]


class Triage(RuleBasedStateMachine):
    """The model: what is settled and with which words, every record, every plan, and all reasons, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.incident: Incident = commanded(Severity.P2)
        self.now: datetime = self.incident.declared_at + timedelta(minutes=5)
        self.timeline: list[Event] = []
        self.settled: dict[Key, tuple[StepState, str | None]] = {}
        self.records: dict[Key, Record] = {}
        self.plans: dict[Key, TrialPlan] = {}
        self.reasons: list[str] = []
        self.types: list[str] = []

    def attempt(self, ask: Callable[[], Change]) -> bool:
        """Whether it was accepted; what is refused leaves everything as it was."""
        self.now += timedelta(minutes=3)
        try:
            self.incident, events = ask()
        except Refusal:
            return False
        self.timeline += events
        return True

    def item(self, place: int, *kinds: str) -> tuple[Item, Key] | None:
        """One of the items of some kinds of work, as a click on it means it."""
        found = [one for one in self.incident.checklist.items if not kinds or one.work.kind in kinds]
        if not found:
            return None
        item = item_of(self.incident.checklist, found[place % len(found)].step_id)
        return item, (item.runbook, item.step_id)

    def reason(self, why: str) -> str:
        return f"{why} {len(self.reasons)}"

    @rule(place=PLACES, by=PEOPLE)
    def an_answer_is_recorded(self, place: int, by: str) -> None:
        found = self.item(place, "decide")
        if found and isinstance(found[0].work, Decide):
            (item, key), note = found, self.reason("noted")
            record = Decided(chosen=(found[0].work.options[0].text,))
            finding = Finding(note, record)
            if self.attempt(lambda: working.complete(self.incident, item.step_id, by, self.now, finding)):
                self.settled[key], self.records[key] = (StepState.DONE, note), record
                self.reasons.append(note)

    @rule(place=PLACES, by=PEOPLE)
    def a_step_is_done(self, place: int, by: str) -> None:
        found = self.item(place)
        if found and self.attempt(lambda: working.complete(self.incident, found[0].step_id, by, self.now)):
            self.settled[found[1]] = (StepState.DONE, None)

    @rule(place=PLACES, by=PEOPLE)
    def a_step_is_skipped(self, place: int, by: str) -> None:
        found, why = self.item(place), self.reason("skipped since")
        if found and self.attempt(lambda: working.skip(self.incident, found[0].step_id, why, by, self.now)):
            self.settled[found[1]] = (StepState.SKIPPED, why)
            self.reasons.append(why)

    @rule(place=PLACES, by=PEOPLE)
    def a_step_is_opened_again(self, place: int, by: str) -> None:
        found = self.item(place)
        if found and self.attempt(lambda: working.undo(self.incident, found[0].step_id, by, self.now)):
            del self.settled[found[1]]

    @rule(place=PLACES, by=PEOPLE)
    def trials_are_fixed(self, place: int, by: str) -> None:
        found = self.item(place, "trials")
        if found and self.attempt(
            lambda: verifying.plan(self.incident, found[0].step_id, "Refunds", 0.05, by, self.now)
        ):
            plan = item_of(self.incident.checklist, found[0].step_id).plan
            assert plan is not None
            self.plans[found[1]] = plan

    @rule(to=st.sampled_from(Severity), by=PEOPLE)
    def the_severity_is_set(self, to: Severity, by: str) -> None:
        why = self.reason("severity since")
        if self.attempt(lambda: classifying.set_severity(self.incident, to, why, by, self.now, POLICY)):
            self.reasons.append(why)
            book = LIBRARY.runbook(self.incident.type)
            assert self.attempt(lambda: classifying.with_steps_of(self.incident, book, self.now))

    @rule(
        harms=st.frozensets(st.sampled_from(Harm), max_size=2),
        raises=st.frozensets(st.sampled_from(Raise), max_size=2),
        by=PEOPLE,
    )
    def the_questions_are_answered(self, harms: frozenset[Harm], raises: frozenset[Raise], by: str) -> None:
        answers, before = Answers(harms=harms, raises=raises), self.incident.severity
        assert self.attempt(lambda: classifying.classify(self.incident, answers, Decision(), by, self.now, POLICY))
        assert not before.is_worse_than(self.incident.severity)

    @rule(slug=TYPES, by=PEOPLE)
    def the_type_is_set(self, slug: str, by: str) -> None:
        before = self.incident.type
        assert self.attempt(lambda: classifying.set_type(self.incident, LIBRARY.runbook(slug), by, self.now))
        if slug != before:
            self.types.append(slug)

    @rule(given=ANSWERS, by=PEOPLE)
    def the_interview_is_taken(self, given: set[str], by: str) -> None:
        found = interview(given, LIBRARY.catalogue.interview, LIBRARY.types())
        assert self.attempt(lambda: triaging.interviewed(self.incident, found, by, self.now))
        assert self.attempt(lambda: triaging.suspect(self.incident, found.beside(self.incident.type), by, self.now))

    @invariant()
    def settled_steps_stand_with_their_words(self) -> None:
        items = self.incident.checklist.items
        found = {(one.runbook, one.step_id): (one.state, one.note) for one in items if one.is_settled}
        assert found == self.settled

    @invariant()
    def every_record_and_every_plan_is_still_there(self) -> None:
        items = {(one.runbook, one.step_id): one for one in self.incident.checklist.items}
        assert {key: items[key].record for key in self.records} == self.records
        assert {key: items[key].plan for key in self.plans} == self.plans

    @invariant()
    def every_reason_and_every_type_is_on_the_timeline(self) -> None:
        said = {getattr(event, "reason", None) for event in self.timeline}
        said |= {event.note for event in self.timeline if isinstance(event, StepDone)}
        assert said.issuperset(self.reasons)
        assert [event.after for event in self.timeline if isinstance(event, TypeChanged)] == self.types

    @invariant()
    def its_own_type_is_not_suspected_and_no_step_stands_twice(self) -> None:
        keys = [(one.runbook, one.step_id) for one in self.incident.checklist.items]
        assert self.incident.type not in self.incident.suspected
        assert len(keys) == len(set(keys))

    @invariant()
    def it_reads_back_as_it_was_written(self) -> None:
        assert Incident.model_validate_json(self.incident.model_dump_json()) == self.incident


Triage.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
test_no_triage_loses_a_done_step_a_reason_or_a_record = Triage.TestCase
