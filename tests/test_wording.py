import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import errors, wording
from bot.domain import events
from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.domain.notifying_events import GroupsTold
from bot.domain.records import TrialPlan
from bot.domain.restricting_events import IncidentRestricted, LiftAsked, MessageRestricted, RestrictionLifted
from bot.domain.runbook import Phase
from bot.domain.sampling_events import OutputsRemoved, SampleDiscarded, SampleDrawn
from bot.domain.taxonomy import ChangeKind, HarmOngoing, Layer, Severity
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected
from bot.domain.verifying import Results, tried
from bot.domain.watch import Signer
from bot.domain.watch_events import Regressed, SignedOff, WatchEnded, WatchStarted
from bot.errors import BotError, InvalidField, StepAlready, UnknownCommand, WrongStatus
from bot.wording.refusing import CODES, PROBLEMS, REGISTRY, STATUSES
from tests.domain.samples import drawn
from tests.evidence_words import EVIDENCE
from tests.lever_words import LEVERS
from tests.rollback_words import ROLLBACKS

AT = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)
NAMES = {"bias_detection": "Bias detection", "unclassified": "Unclassified"}
ROOT = Path(__file__).parent.parent

PLAN = TrialPlan(what="Refunds", tolerated=0.05, planned=59, by="U1", at=AT)
TOLD = [
    pytest.param(
        events.Declared(at=AT, by="U1", title="It lies", system="s", severity=Severity.P2, provisional=True),
        "Role U1 declared the incident at P2 (not sure yet): It lies",
        id="declared",
    ),
    pytest.param(
        events.Classified(at=AT, by="U1", answered=("affected",)),
        "Role U1 answered the classification questions.",
        id="classified",
    ),
    pytest.param(
        events.SeverityChanged(
            at=AT, by="U1", before=Severity.P2, after=Severity.P0, provisional_before=True, suggested=Severity.P0
        ),
        "Role U1 set severity to P0 (before: P2, not sure yet).",
        id="severity as suggested",
    ),
    pytest.param(
        events.SeverityChanged(
            at=AT,
            by="U1",
            before=Severity.P2,
            after=Severity.P1,
            provisional_before=False,
            suggested=Severity.P0,
            reason="one tenant only",
        ),
        "Role U1 set severity to P1 (before: P2). Suggested was P0. Reason: one tenant only",
        id="severity overridden",
    ),
    pytest.param(
        events.SeverityChanged(at=AT, by="U1", before=Severity.P2, after=Severity.P2, provisional_before=True),
        "Role U1 confirmed severity P2.",
        id="severity confirmed",
    ),
    pytest.param(
        events.TypeChanged(at=AT, by="U1", before="unclassified", after="bias_detection"),
        "Role U1 classified the incident as Bias detection (before: Unclassified).",
        id="type",
    ),
    pytest.param(
        events.TypeChanged(at=AT, by="U1", before="bias_detection", after="our_own"),
        "Role U1 classified the incident as our own (before: Bias detection).",
        id="a type that no file describes any more",
    ),
    pytest.param(events.CommandTaken(at=AT, by="U1"), "Role U1 took command.", id="command"),
    pytest.param(
        events.CommandTaken(at=AT, by="U1", late_by=timedelta(minutes=7)),
        "Role U1 took command, 7 min after the response was due.",
        id="command, late",
    ),
    pytest.param(events.HelpOffered(at=AT, by="U1"), "Role U1 joined to help.", id="help"),
    pytest.param(
        events.RoleAssigned(at=AT, by="U1", role="ML on-call", to="U2"),
        "Role U1 gave role U2 the role of ML on-call.",
        id="role",
    ),
    pytest.param(
        events.HandOverOffered(at=AT, by="U1", to="U2"),
        "Role U1 asked role U2 to take over command.",
        id="hand-over offered",
    ),
    pytest.param(
        events.HandOverAccepted(at=AT, by="U2", before="U1"),
        "Role U2 took over command from role U1.",
        id="hand-over accepted",
    ),
    pytest.param(
        events.StepDone(at=AT, by="U1", step="s", phase="scope", text="Count users", note="4 %"),
        "Role U1 completed a step: Count users (4 %)",
        id="step done",
    ),
    pytest.param(
        events.StepSkipped(at=AT, by="U1", step="s", phase="scope", text="Count users", reason="no logs"),
        "Role U1 skipped a step: Count users. Reason: no logs",
        id="step skipped",
    ),
    pytest.param(
        events.StepAssigned(at=AT, by="U1", step="s", text="Count users", to="U2"),
        "Role U2 took a step: Count users",
        id="step assigned",
    ),
    pytest.param(
        events.StepUndone(at=AT, by="U1", step="s", text="Count users"),
        "Role U1 opened a step again: Count users",
        id="step undone",
    ),
    pytest.param(
        events.StepsAdded(at=AT, texts=("Call Legal",)), "The severity brought 1 step: Call Legal", id="steps added"
    ),
    pytest.param(
        events.PhaseAdvanced(at=AT, by="U1", before=Phase.SCOPE, after=Phase.CONTAIN, open_steps=2),
        "Role U1 moved the checklist from Scope to Contain, with 2 steps left open.",
        id="phase",
    ),
    pytest.param(
        events.StatusUpdated(at=AT, by="U1", known="k", doing="d!", impact="i.", next_update_at=AT),
        "Role U1 posted a status update. Known: k. Being done: d! Impact: i.",
        id="update",
    ),
    pytest.param(
        events.UpdatePinged(at=AT, due_at=AT, count=2, late_by=timedelta(0)),
        "A status update had been due since 2025-04-27 17:25 UTC, and the bot asked for it (reminder 2 in a row).",
        id="ping",
    ),
    pytest.param(
        events.UpdateSnoozed(at=AT, by="U1", until=AT, reason="in a call"),
        "Role U1 put the reminder off until 2025-04-27 17:25 UTC. Reason: in a call",
        id="snooze",
    ),
    pytest.param(
        events.ResponseMissed(at=AT, due_at=AT, told=("U1",)),
        "Nobody had taken command by 2025-04-27 17:25 UTC: the response SLA was missed.",
        id="response missed",
    ),
    pytest.param(
        events.ClassificationAsked(at=AT),
        "The classification questions were still open, and the bot asked for them.",
        id="classification asked",
    ),
    pytest.param(
        events.Mitigated(at=AT, by="U1", note="rolled back"),
        "Role U1 reported that the harm has stopped: rolled back",
        id="mitigated",
    ),
    pytest.param(
        events.Resolved(at=AT, by="U1", note="all well", open_steps=1),
        "Role U1 resolved the incident, with 1 step left open: all well",
        id="resolved",
    ),
    pytest.param(events.ResolveUndone(at=AT, by="U1"), "Role U1 took the resolution back.", id="undone"),
    pytest.param(
        events.Reopened(at=AT, by="U1", reason="it is back"),
        "Role U1 reopened the incident. Reason: it is back",
        id="reopened",
    ),
    pytest.param(
        events.MessagePinned(at=AT, by="U1", channel="C1", ts="1.2", pinned_by="U2"),
        "A message of role U1 was put on the timeline.",
        id="pinned",
    ),
    pytest.param(
        events.ChangeNoted(at=AT, by="U1", change=ChangeKind.MODEL, text="v2"), "Change (model): v2", id="change"
    ),
    pytest.param(
        events.FactorNoted(at=AT, by="U1", layer=Layer.TRAINING, text="thumbs"),
        "Contributing factor noted (training): thumbs",
        id="factor",
    ),
    pytest.param(
        events.LessonNoted(at=AT, by="U1", lesson="was_hard", text="no metric"),
        "Lesson noted (what was hard): no metric",
        id="lesson",
    ),
    pytest.param(
        events.ActionNoted(at=AT, by="U1", text="add a metric", owner="U2", due_on=date(2025, 5, 9)),
        "Prevention action noted (role U2, due 2025-05-09): add a metric",
        id="action",
    ),
    pytest.param(
        events.PostMortemCompiled(at=AT, by="U1", edition=2),
        "Role U1 compiled the post-mortem, edition 2.",
        id="post-mortem",
    ),
    pytest.param(
        TrialsPlanned(at=AT, by="U1", step="s", text="Verify", plan=PLAN, again=True),
        "Role U1 fixed 59 trials, after the results of an earlier series, to show a rate below 5 %: Refunds.",
        id="trials planned",
    ),
    pytest.param(
        TrialsFellShort(at=AT, by="U1", step="s", text="Verify", record=tried(PLAN, Results(59, 1))),
        "Role U1 entered trials that leave their step open. Refunds: 1 failure in 59 trials of 59 planned: the rate "
        "may still be 7.8 % (95 %, one-sided). That does not show a rate below 5 %.",
        id="trials fell short",
    ),
    pytest.param(
        GroupsTold(at=AT, by="U1", groups=("legal",), ids=("S1",), missing=("privacy",), message="please look"),
        "Role U1 told legal: please look. Policy names nobody for privacy.",
        id="told",
    ),
    pytest.param(
        Interviewed(at=AT, by="U1", says=("quality is worse", "it spreads"), ranking=("bias_detection",)),
        "Role U1 answered the interview: quality is worse; it spreads. That speaks for: Bias detection.",
        id="interviewed",
    ),
    pytest.param(
        Interviewed(at=AT, by="U1", says=("it only answered",), ranking=()),
        "Role U1 answered the interview: it only answered. That speaks for no type.",
        id="interviewed in vain",
    ),
    pytest.param(
        TypesSuspected(at=AT, by="U1", before=(), after=("bias_detection",)),
        "Role U1 marked as also suspected: Bias detection.",
        id="types suspected",
    ),
    pytest.param(
        TypesSuspected(at=AT, by="U1", before=("bias_detection",), after=()),
        "Role U1 no longer suspects any other type.",
        id="no type suspected",
    ),
    pytest.param(
        HarmReported(at=AT, by="U1", before=HarmOngoing.UNKNOWN, after=HarmOngoing.NO),
        "Role U1 said that no harm is going on (before: it is not known whether harm is going on).",
        id="harm reported",
    ),
    *EVIDENCE,
    *LEVERS,
    *ROLLBACKS,
    pytest.param(
        WatchStarted(at=AT, by="U1", ends_at=AT, owner="U2", watched="the error rate"),
        "Role U1 began the watch, until 2025-04-27 17:25 UTC. role U2 signs it off for the system. "
        "Watched: the error rate",
        id="watch started",
    ),
    pytest.param(
        WatchEnded(at=AT, lasted=timedelta(hours=72)),
        "The watch of 3 d is over, and nothing came back.",
        id="watch ended",
    ),
    pytest.param(
        Regressed(at=AT, by="U1", after=timedelta(hours=2), note="errors again"),
        "Role U1 said that it is back, 2 h after the watch had begun: errors again",
        id="regressed",
    ),
    pytest.param(
        SignedOff(at=AT, by="U1", part=Signer.OWNER),
        "Role U1 signed the watch off as owner of the system.",
        id="signed",
    ),
    pytest.param(
        events.Resolved(at=AT, by="U1", note="It holds", open_steps=0, lacking=("watch", "owner"), unwatched="Demo"),
        "Role U1 resolved the incident: It holds. Closed without the end of the watch and the owner's sign-off. "
        "Reason: Demo",
        id="resolved without the watch",
    ),
    pytest.param(
        IncidentRestricted(at=AT, by="U1", reference="trace 7f3a"),
        "Role U1 restricted the incident: content may be illegal to possess. Reference: trace 7f3a",
        id="restricted",
    ),
    pytest.param(
        LiftAsked(at=AT, by="U1", reason="A false match"),
        "Role U1 asked Legal to lift the restriction. Reason: A false match",
        id="lift asked",
    ),
    pytest.param(
        RestrictionLifted(at=AT, by="U1", reason="A false match"),
        "Role U1 lifted the restriction for Legal. Reason: A false match",
        id="lifted",
    ),
    pytest.param(
        MessageRestricted(at=AT, by="U1", channel="C1", ts="1.1"),
        "A message was restricted by role U1: its words and files are taken out of the record.",
        id="message restricted",
    ),
    pytest.param(
        SampleDrawn(at=AT, by="U1", step="s", text="Sample 50", sample=drawn()),
        "Role U1 took a sample to be labelled, drawn at random: refund answers, 1 to 3 May.",
        id="sample drawn",
    ),
    pytest.param(
        SampleDiscarded(at=AT, by="U1", step="s", text="Sample 50"),
        "Role U1 discarded the sample of a step. Sample 50",
        id="sample discarded",
    ),
    pytest.param(
        OutputsRemoved(at=AT, by="U1", step="s", text="Sample 50"),
        "Role U1 removed the outputs of a sample and kept their labels. Sample 50",
        id="outputs removed",
    ),
]


def role(user: str) -> str:
    return f"role {user}"


@pytest.mark.parametrize(("event", "sentence"), TOLD)
def test_what_happened_is_told_in_a_sentence(event: events.Event, sentence: str) -> None:
    assert wording.told(event, role, NAMES) == sentence


def test_every_kind_of_event_is_told_above() -> None:
    union, _field = get_args(events.Event)

    assert {type(row.values[0]) for row in TOLD} == set(get_args(union))


def test_people_s_own_words_are_made_safe_for_where_they_will_stand() -> None:
    event = events.Mitigated(at=AT, by="U1", note="<!channel>")

    told = wording.told(event, "<@{}>".format, NAMES, text=lambda words: words.replace("<", "&lt;"))

    assert told == "<@U1> reported that the harm has stopped: &lt;!channel>"


def kinds(base: type[BotError] = BotError) -> Iterator[type[BotError]]:
    yield base
    for below in base.__subclasses__():
        yield from kinds(below)


@pytest.mark.parametrize("code", sorted({kind.code for kind in kinds() if kind.__module__ == errors.__name__}))
def test_every_refusal_has_words(code: str) -> None:
    assert code in {*CODES, "invalid_field", "stale_button", "wrong_status", "sample_state", "registry_failed"}


def test_every_problem_that_is_found_with_a_field_has_words() -> None:
    sources = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/**/*.py")]

    found = {problem for path in sources for problem in re.findall(r'problem="(\w+)"', path.read_text("utf-8"))}

    assert found <= {*PROBLEMS, *REGISTRY}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(
            UnknownCommand(word="updat", nearest="update"),
            "There is no /ai-incident updat. Did you mean /ai-incident update? A longer text is a title.",
            id="a slip of the finger",
        ),
        pytest.param(
            InvalidField(field="title", problem="too_long", limit=150, length=151),
            "At most 150 characters, please; these are 151.",
            id="too long, the limit named",
        ),
        pytest.param(
            errors.NotAnIncident(command="update"),
            "/ai-incident update works in the channel of an incident. /ai-incident list shows where those are.",
            id="elsewhere",
        ),
        pytest.param(
            errors.NotAnIncident(command="Add to timeline"),
            "Add to timeline works in the channel of an incident. /ai-incident list shows where those are.",
            id="a shortcut elsewhere",
        ),
        pytest.param(
            StepAlready(step="s", state="done", by="U1"),
            "This step is done already. The checklist shows it; Undo opens a settled step again.",
            id="somebody was faster",
        ),
        pytest.param(
            WrongStatus(status="resolved", wanted="open"),
            "The incident is resolved. /ai-incident reopen opens it again.",
            id="over",
        ),
        pytest.param(
            WrongStatus(status="mitigated", wanted="open"),
            "The incident is mitigated already. /ai-incident resolve closes it.",
            id="mitigated twice",
        ),
        pytest.param(
            errors.StaleButton(now="phase", phase="Contain"),
            "The checklist has moved on to Contain. Use the message of that phase.",
            id="an old phase",
        ),
        pytest.param(
            errors.NotTheCommander(commander="U1"),
            "Only the incident commander may do this. Ask them, or ask them for command: Hand over, on the card.",
            id="beside a field nobody is shown as an id",
        ),
        pytest.param(
            errors.BadFile("policy.yml", "escalation.P0", "unknown key"),
            "The file policy.yml cannot be used, at escalation.P0: unknown key",
            id="file, place and reason",
        ),
    ],
)
def test_a_refusal_says_what_to_do_instead(error: BotError, words: str) -> None:
    assert wording.refusal(error) == words


def test_a_refusal_in_a_message_names_people_as_asked() -> None:
    error = StepAlready(step="s", state="done", by="U1")

    assert wording.refusal(error, "<@{}>".format).startswith("This step is done already (by <@U1>).")


def test_what_was_typed_comes_back_without_markup() -> None:
    assert "<" not in wording.refusal(UnknownCommand(word="<!here>", nearest="help"))


@pytest.mark.parametrize("status", ["open", "mitigated", "resolved"])
def test_every_status_has_its_refusal(status: str) -> None:
    assert wording.refusal(WrongStatus(status=status, wanted="x")).startswith("The incident is")
    assert status in STATUSES


def test_a_code_of_slack_that_nobody_foresaw_is_named() -> None:
    assert "(team_is_on_fire)" in wording.slack_refused("team_is_on_fire")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        pytest.param("Assistant agrees with everything!", "assistant-agrees-with-everything", id="words"),
        pytest.param("<!channel> *x* <@U1|ada>", "x", id="markup"),
        pytest.param("Übermäßige Löschung für Ærøs œuvre", "ubermassige-loschung-fur-aeros-oeuvre", id="accents"),
        pytest.param("It's 30% wrong", "its-30-wrong", id="punctuation"),
        pytest.param("モデル障害", "", id="letters that have no Latin form"),
        pytest.param("a" * 90, "a" * 50, id="one long word"),
        pytest.param("word " * 30, "word-word-word-word-word-word-word-word-word-word", id="cut between words"),
    ],
)
def test_a_slug_has_legal_characters_only(title: str, slug: str) -> None:
    assert wording.slug(title) == slug


@given(st.text(max_size=300), st.integers(min_value=1, max_value=10**9), st.booleans())
def test_any_title_makes_a_legal_channel_name(title: str, number: int, private: bool) -> None:  # noqa: FBT001  # drawn
    name = wording.channel_name("a" * 20, number, title, private=private)

    assert re.fullmatch(r"[a-z0-9_-]{1,80}", name)
    assert name.startswith(f"{'a' * 20}-{number}")


def test_a_private_channel_is_named_by_number_alone() -> None:
    assert wording.channel_name("inc", 7, "Secret", private=True) == "inc-7"


@pytest.mark.parametrize(
    ("message", "title"),
    [
        pytest.param("\n  It lies  a lot\nmore below", "It lies a lot", id="first line"),
        pytest.param(
            "<@U1|ada> says &lt;b&gt; &amp; <https://x.example|this page>", "ada says <b> & this page", id="markup"
        ),
        pytest.param("<https://x.example> fails", "https://x.example fails", id="bare link"),
        pytest.param("x" * 200, "x" * 149 + "…", id="long"),
        pytest.param("", "", id="no words"),
    ],
)
def test_a_title_is_made_of_a_messages_first_line(message: str, title: str) -> None:
    assert wording.title_from(message) == title


@pytest.mark.parametrize(
    "words",
    [
        wording.declared_at_once(7),
        wording.plan_on_its_way("assistant"),
        wording.compiling(),
        wording.broken(),
        wording.store_away(),
        wording.on_the_timeline(is_new=True),
        wording.on_the_timeline(is_new=False),
    ],
)
def test_short_answers_are_whole_sentences(words: str) -> None:
    assert words[0].isupper()
    assert words.endswith(".")


def test_less_and_more_are_no_markup_in_what_somebody_types() -> None:
    assert (
        wording.plain_words("recall &lt; 0.9 and drift > 3, not <9, x> <@U1|ben>")
        == "recall < 0.9 and drift > 3, not <9, x> ben"
    )
