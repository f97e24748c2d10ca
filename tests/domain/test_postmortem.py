import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain import review
from bot.domain.checklist import Finding, complete
from bot.domain.classifying import Decision, classify, set_severity, set_type
from bot.domain.commanding import assign_role, take_command
from bot.domain.declaring import Declaration, declare
from bot.domain.document import Line, Missing, PostMortem
from bot.domain.ending import mitigate, resolve
from bot.domain.events import Event, MessagePinned, StatusUpdated, StepDone
from bot.domain.incident import Answers, Change, Factor, Incident, Lesson, NotedChange, PreventionAction, Role
from bot.domain.policy import Policy
from bot.domain.postmortem import compile_postmortem
from bot.domain.taxonomy import ChangeKind, Harm, HarmOngoing, Layer, NoticedBy, Severity
from bot.domain.transcript import Entry, Person
from bot.domain.updating import post_update, ring
from bot.library import data_folder, load_library
from bot.printing import Printer
from bot.wording import WORDS

ADA, BEN, CAROL = "U0ADA", "U0BEN", "U0CAROL"
PEOPLE = (
    Person(id=ADA, names=("Ada Moreno", "ada", "Ada")),
    Person(id=BEN, names=("Ben Okafor", "ben.okafor", "Ben")),
    Person(id=CAROL, names=("Carol Nováková", "carol", "Carol")),
)
POLICY = Policy.model_validate({"update_every": "PT2H"})
LIBRARY = load_library()
ONSET = datetime(2025, 4, 25, 18, tzinfo=UTC)
DECLARED = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)


class Record:
    """An incident and its events, as the transitions make them."""

    def __init__(self, change: Change) -> None:
        self.incident: Incident = change.incident
        self.events: tuple[Event, ...] = change.events
        self.transcript: tuple[Entry, ...] = ()

    def then(self, change: Change) -> None:
        self.incident = change.incident
        self.events = (*self.events, *change.events)

    def said(self, by: str, at: datetime, text: str, *, deleted: bool = False) -> None:
        ts = f"{at.timestamp():.6f}"
        entry = Entry(channel="C1", ts=ts, user=by, text=text, at=at, deleted_at=at if deleted else None)
        pinned = MessagePinned(at=at, by=by, channel="C1", ts=ts, pinned_by=BEN)
        self.transcript, self.events = (*self.transcript, entry), (*self.events, pinned)

    def compiled(self, now: datetime, policy: Policy = POLICY) -> PostMortem:
        return compile_postmortem(
            self.incident,
            events=self.events,
            transcript=self.transcript,
            people=PEOPLE,
            runbook_title=LIBRARY.runbook(self.incident.type).title,
            now=now,
            policy=policy,
            link=lambda channel, ts: f"https://acme.slack.test/archives/{channel}/p{ts.replace('.', '')}",
        )


def after(**span: float) -> datetime:
    return DECLARED + timedelta(**span)


def declared(title: str = "Assistant agrees with harmful plans since the 25 April update") -> Record:
    declaration = Declaration(title=title, system="chat-assistant", reporter=ADA, harm_ongoing=HarmOngoing.YES)
    return Record(declare(declaration, 7, LIBRARY.runbook("unclassified"), POLICY, DECLARED))


def handled() -> Record:
    """The incident of the sycophantic update, from its declaration to its end."""
    record = declared()
    _respond(record)
    _discuss(record)
    _close(record)
    return record


def _respond(record: Record) -> None:
    answers = Answers(
        purpose="General assistant for consumers",
        affected="All consumer users",
        blast_radius="100% of traffic, every locale",
        began_at=ONSET,
        noticed_by=NoticedBy.USERS,
        harms=frozenset({Harm.MATERIAL_HARM}),
    )
    record.then(classify(record.incident, answers, Decision(), ADA, after(minutes=2), POLICY))
    record.then(set_type(record.incident, LIBRARY.runbook("model_degradation"), ADA, after(minutes=2)))
    record.then(take_command(record.incident, BEN, after(minutes=9)))
    record.then(assign_role(record.incident, Role.ML_ON_CALL, ADA, BEN, after(minutes=10)))
    step = record.incident.checklist.items[0]
    note = "Saved 200 conversations, ask @ada or ada@example.com for the key sk-live-abcdefgh12345678"
    checklist = complete(record.incident.checklist, step.step_id, ADA, after(minutes=12), Finding(note=note))
    done = StepDone(at=after(minutes=12), by=ADA, step=step.step_id, phase=step.phase, text=step.text, note=note)
    record.then(Change(record.incident.having(checklist=checklist), (done,)))
    worse = "answers endorsed stopping medication in three sampled conversations"
    record.then(set_severity(record.incident, Severity.P0, worse, CAROL, after(hours=3, minutes=20), POLICY))


def _discuss(record: Record) -> None:
    record.then(ring(record.incident, POLICY, after(hours=4)))
    record.then(ring(record.incident, POLICY, after(hours=6)))
    update = StatusUpdated(
        at=after(hours=6, minutes=30),
        by=CAROL,
        known="Overly agreeable answers after the update",
        doing="A full rollback is being prepared",
        impact="Answers may flatter",
        next_update_at=after(hours=30),
    )
    record.then(post_update(record.incident, update))
    record.said(BEN, after(hours=22, minutes=35), "Rollback started by <@U0ADA|ada>. Ben's go, @carol informed.")
    record.said(
        ADA,
        after(hours=48, minutes=35),
        "We should have listened to the testers who said it felt off. Whoever signed off on the launch ignored them.",
    )


def _close(record: Record) -> None:
    record.then(mitigate(record.incident, "Rollback complete; probe set back to 12%", ADA, after(hours=46, minutes=15)))
    end = after(days=4, hours=22)
    record.then(resolve(record.incident, "Watch period over.", BEN, end))
    change = NotedChange(change=ChangeKind.MODEL, text="Update with a reward from thumbs-up", at=ONSET)
    record.then(review.note_change(record.incident, change, BEN, end))
    gate = Factor(layer=Layer.SERVING, text="The launch gate had no evaluation for sycophancy")
    reward = Factor(layer=Layer.TRAINING, text="A feedback reward weakened the main reward", began_at=ONSET)
    for factor in (gate, reward):
        record.then(review.note_factor(record.incident, factor, BEN, end))
    ready = Lesson(lesson="went_well", text="Ada had the rollback ready")
    flat = Lesson(lesson="was_hard", text="Dashboards were flat")
    for lesson in (ready, flat):
        record.then(review.note_lesson(record.incident, lesson, BEN, end))
    action = PreventionAction(text="Add a sycophancy evaluation to the gate", owner=CAROL, due_on=date(2025, 6, 1))
    record.then(review.note_action(record.incident, action, BEN, end))
    record.then(review.compiled(record.incident, end))


def printed(postmortem: PostMortem) -> str:
    return Printer([data_folder("templates")], WORDS).markdown("postmortem.md.j2", postmortem=postmortem)


def lines(postmortem: PostMortem) -> tuple[Line, ...]:
    return tuple(line for day in postmortem.days for line in day.lines)


@pytest.fixture(scope="module")
def whole() -> PostMortem:
    return handled().compiled(after(days=5))


@pytest.fixture(scope="module")
def document(whole: PostMortem) -> str:
    return printed(whole)


SECTIONS = (
    "Summary",
    "Impact",
    "Triage",
    "What changed",
    "Detection",
    "Timeline",
    "Contributing factors",
    "Mitigation",
    "What went well",
    "What was hard",
    "SLA record",
    "Prevention actions",
    "Appendix: checklist record",
)


def test_the_document_has_its_sections_in_order(document: str) -> None:
    headings = [line.removeprefix("## ") for line in document.splitlines() if line.startswith("## ")]

    assert headings == list(SECTIONS)


@pytest.mark.parametrize(
    "name", ["ada", "moreno", "ben", "okafor", "carol", "novák", "u0ada", "u0ben", "sk-live", "example.com"]
)
def test_no_name_and_no_secret_stands_in_the_document(document: str, name: str) -> None:
    assert not re.search(rf"(?<![a-z]){name}", document.lower())


def test_nobody_is_blamed_in_a_quotation(document: str) -> None:
    assert "We should have" not in document
    assert "Whoever" not in document
    assert "What would have made it easier to listen to the testers who said it felt off?" in document


def test_sentences_that_were_changed_are_counted_once(whole: PostMortem) -> None:
    assert whole.replaced == 2


def test_the_same_record_gives_the_same_document(document: str) -> None:
    assert printed(handled().compiled(after(days=5))) == document


def test_detection_is_measured_from_onset_to_declaration(whole: PostMortem) -> None:
    assert whole.durations.detect == DECLARED - ONSET
    assert whole.detection.noticed_by == "Users (complaints, feedback)"


def test_the_severity_path_tells_each_step_and_the_override(whole: PostMortem) -> None:
    steps = whole.impact.severities

    assert [step.severity for step in steps] == [Severity.P2, Severity.P1, Severity.P0]
    assert (steps[0].provisional, steps[2].suggested) == (True, Severity.P1)
    assert steps[2].reason == "answers endorsed stopping medication in three sampled conversations"


def test_a_provisional_severity_is_not_the_worst_that_was_decided() -> None:
    record = declared()
    record.then(set_severity(record.incident, Severity.P3, "one complaint", BEN, after(minutes=5), POLICY))

    worst = record.compiled(after(hours=1)).impact.worst

    assert worst is not None
    assert worst.severity is Severity.P3


def test_factors_follow_the_layers_from_data_to_people(whole: PostMortem) -> None:
    assert [factor.layer for factor in whole.review.factors] == [Layer.TRAINING, Layer.SERVING]


def test_the_owner_of_an_action_stands_by_role(whole: PostMortem) -> None:
    assert [(one.owner, one.due_on) for one in whole.review.actions] == [("responder 1", date(2025, 6, 1))]


def test_a_deleted_message_leaves_only_time_and_role() -> None:
    record = declared()
    record.said(ADA, after(minutes=3), "", deleted=True)

    line = lines(record.compiled(after(hours=1)))[-1]

    assert (line.at, line.who, line.quote, line.is_deleted) == (after(minutes=3), "reporter", None, True)


def test_a_quotation_that_is_very_long_is_cut_at_a_word() -> None:
    record = declared()
    record.said(ADA, after(minutes=3), "logits " * 6000)

    quote = lines(record.compiled(after(hours=1)))[-1].quote

    assert quote is not None
    assert len(quote) < 1600
    assert quote.endswith("logits …")


def test_a_long_silence_is_said_between_the_lines(document: str) -> None:
    assert "- _16 h 5 min without an entry_" in document


def test_a_record_with_nothing_in_it_says_so_honestly() -> None:
    empty = declared().compiled(after(hours=1))

    assert set(empty.missing) == set(Missing) - {Missing.ONLY_ONE_FACTOR, Missing.ONLY_HUMAN_FACTORS}
    assert "- [ ] Contributing factors." in printed(empty)


def test_one_factor_that_is_a_human_act_asks_for_more() -> None:
    record = declared()
    blame = Factor(layer=Layer.SERVING, text="Ben failed to read the dashboard")
    record.then(review.note_factor(record.incident, blame, ADA, after(hours=1)))

    missing = record.compiled(after(hours=2)).missing

    assert {Missing.ONLY_ONE_FACTOR, Missing.ONLY_HUMAN_FACTORS} <= set(missing)
    assert Missing.FACTORS not in missing
