from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import events as happened
from bot.domain.declaring import Declaration, declare
from bot.domain.document import Missing, PostMortem
from bot.domain.events import EVENT, Event
from bot.domain.incident import Incident, Role
from bot.domain.policy import Policy
from bot.domain.postmortem import compile_postmortem
from bot.domain.timeline import LEFT_OUT
from bot.domain.transcript import Entry, FileReference
from bot.library import data_folder, load_library
from bot.printing import Printer
from bot.wording import WORDS

ADA, BEN, CAROL = "U0ADA", "U0BEN", "U0CAROL"
DECLARED = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)


def at_minute(minute: int) -> datetime:
    return DECLARED + timedelta(minutes=minute)


def declared(title: str = "Odd answers") -> tuple[Incident, tuple[Event, ...]]:
    generic = load_library().runbook("unclassified")
    declaration = Declaration(title=title, system="chat-assistant", reporter=ADA)
    change = declare(declaration, 7, generic, Policy(), DECLARED)
    return change.incident.with_role(Role.COMMANDER, BEN), change.events


def compiled(title: str = "Odd answers", events: Sequence[Event] = (), said: Sequence[Entry] = ()) -> PostMortem:
    incident, opening = declared(title)
    return compile_postmortem(
        incident,
        events=(*opening, *events),
        transcript=said,
        people=(),
        runbook_title="Not classified yet",
        now=at_minute(60),
        policy=Policy(),
    )


def printed(postmortem: PostMortem) -> str:
    return Printer([data_folder("templates")], WORDS).markdown("postmortem.md.j2", postmortem=postmortem)


@pytest.mark.parametrize("missing", Missing)
def test_everything_that_can_be_missing_has_words(missing: Missing) -> None:
    document = printed(compiled().model_copy(update={"missing": (missing,)}))

    assert document.count("- [ ] ") == 1


HOSTILE = "{{ 7*7 }} <script>x</script> # head\n## Second\n| a | b |\n[x](javascript:y) @here <!channel> \u202eabc"


def test_hostile_words_come_out_inert() -> None:
    pinned = happened.MessagePinned(at=at_minute(3), by=ADA, channel="C1", ts="1.0", pinned_by=BEN)
    entry = Entry(channel="C1", ts="1.0", user=ADA, text=HOSTILE, at=at_minute(3))

    document = printed(compiled(HOSTILE, (pinned,), (entry,)))

    assert "<script>" not in document
    assert "\n## Second" not in document
    assert "{{ 7" in document
    assert "\u202e" not in document


def test_a_file_is_told_by_name_alone_since_its_address_has_the_persons_id_and_the_name_again() -> None:
    pinned = happened.MessagePinned(at=at_minute(3), by=ADA, channel="C1", ts="1.0", pinned_by=BEN)
    address = f"https://acme.slack.com/files/{ADA}/F1/trace_by_ada.txt"
    file = FileReference(name="Trace", permalink=address, mimetype="text/plain")
    entry = Entry(channel="C1", ts="1.0", user=ADA, text="See this", at=at_minute(3), files=(file,))

    document = printed(compiled(events=(pinned,), said=(entry,)))

    assert "“See this” (file: Trace)" in document
    assert ADA not in document


def test_a_message_of_an_app_on_the_timeline_makes_it_no_responder() -> None:
    pinned = happened.MessagePinned(at=at_minute(3), by="UAPP", channel="C1", ts="1.0", pinned_by=BEN)
    entry = Entry(channel="C1", ts="1.0", user="UAPP", text="Error rate 12 %", at=at_minute(3), by_bot=True)

    document = printed(compiled(events=(pinned,), said=(entry,)))

    assert "**App** wrote: “Error rate 12 %”" in document
    assert "| Responders | incident commander, reporter |" in document


def test_nobody_is_said_to_be_called_where_nobody_was() -> None:
    nobody, somebody = (
        happened.ResponseMissed(at=at_minute(15), due_at=at_minute(15), told=told) for told in ((), ("S1",))
    )

    assert "the next in the escalation was called" not in printed(compiled(events=(nobody,)))
    assert "the next in the escalation was called" in printed(compiled(events=(somebody,)))


EVENTS: tuple[Event, ...] = (
    happened.HelpOffered(at=at_minute(1), by=CAROL),
    happened.HelpOffered(at=at_minute(2), by=BEN),
    happened.HandOverAccepted(at=at_minute(3), by=BEN, before=ADA),
    happened.StepDone(at=at_minute(4), by=BEN, step="a", phase="contain", text="Roll back"),
    happened.StepDone(at=at_minute(5), by=BEN, step="b", phase="contain", text="Verify"),
    happened.StepSkipped(at=at_minute(6), by=BEN, step="c", phase="contain", text="Ask", reason="Not needed"),
    happened.StepUndone(at=at_minute(7), by=BEN, step="a", text="Roll back"),
    happened.StepsAdded(at=at_minute(8), texts=("Tell Legal", "Tell users")),
    happened.PhaseAdvanced(at=at_minute(9), by=BEN, before="scope", after="root_cause", open_steps=2),
    happened.UpdateSnoozed(at=at_minute(10), by=BEN, until=at_minute(40), reason="In a call"),
    happened.ResponseMissed(at=at_minute(11), due_at=at_minute(11), told=(CAROL,)),
    happened.ResolveUndone(at=at_minute(12), by=BEN),
    happened.Reopened(at=at_minute(13), by=BEN, reason="It came back"),
    happened.MessagePinned(at=at_minute(14), by=BEN, channel="C9", ts="1.0", pinned_by=ADA),
)
SAID = (
    "2 people joined to help by 2025-04-27 17:27 UTC.",
    "**Incident commander** took over command from the reporter.",
    "completed 2 steps of the checklist by 2025-04-27 17:30 UTC.",
    "skipped the step “Ask”: Not needed",
    "opened the step “Roll back” again.",
    "The severity brought 2 steps: Tell Legal; Tell users",
    "The response moved on to the phase “Root cause”, with 2 steps left open.",
    "put the reminder for a status update off until 2025-04-27 18:05 UTC: In a call",
    "The first response was due at 2025-04-27 17:36 UTC and nobody had taken command",
    "took the resolution back.",
    "opened the incident again: It came back",
    "wrote a message whose text is not on record.",
)


@pytest.mark.parametrize("words", SAID)
def test_rarer_events_read_well_too(words: str) -> None:
    document = printed(compiled(events=EVENTS))

    assert words in document


def test_every_kind_of_event_that_can_stand_on_the_timeline_has_words() -> None:
    kinds = set(EVENT.json_schema()["discriminator"]["mapping"])
    rows = (data_folder("templates") / "postmortem" / "rows.md.j2").read_text(encoding="utf-8")

    worded = {kind for kind in kinds if f"{{% macro {kind}(line) %}}" in rows}

    assert kinds - worded == {event.model_fields["kind"].default for event in LEFT_OUT}
