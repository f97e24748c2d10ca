from datetime import UTC, date, datetime, timedelta

from bot.domain import timeline
from bot.domain.checklist import Checklist
from bot.domain.events import (
    ChangeNoted,
    CommandTaken,
    Event,
    FactorNoted,
    MessagePinned,
    Mitigated,
    StepAssigned,
    StepDone,
    UpdatePinged,
)
from bot.domain.incident import Answers, Incident
from bot.domain.runbook import Phase
from bot.domain.taxonomy import ChangeKind, Layer, Severity
from bot.domain.timeline import ONSET, Durations, Gap
from bot.domain.transcript import Entry

ADA, BEN = "U0ADA", "U0BEN"
AT = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)


def after(**span: float) -> datetime:
    return AT + timedelta(**span)


def incident(began_at: datetime | None = None, **times: datetime) -> Incident:
    return Incident(
        number=7,
        title="Odd answers",
        system="chat-assistant",
        reporter=ADA,
        declared_at=AT,
        severity=Severity.P2,
        answers=Answers(began_at=began_at),
        checklist=Checklist(runbook="unclassified", phase=Phase.CONFIRM, items=()),
    ).having(**times)


def link(channel: str, ts: str) -> str:
    return f"https://acme.slack.test/archives/{channel}/p{ts}"


def pin(at: datetime, by: str = ADA) -> MessagePinned:
    return MessagePinned(at=at, by=by, channel="C1", ts="1.5", pinned_by=BEN)


def pings(count: int, start: datetime) -> tuple[Event, ...]:
    times = (start + number * timedelta(minutes=30) for number in range(count))
    return tuple(UpdatePinged(at=at, due_at=at, count=number, late_by=timedelta(0)) for number, at in enumerate(times))


def done(at: datetime, note: str | None = None) -> StepDone:
    return StepDone(at=at, by=ADA, step="a", phase="contain", text="Roll back", note=note)


def test_a_pinned_message_stands_at_its_own_time_with_its_last_text_and_its_link() -> None:
    entry = Entry(channel="C1", ts="1.5", user=ADA, text="41% now", at=after(minutes=1), edited_at=after(minutes=9))
    taken = CommandTaken(at=after(minutes=5), by=BEN)

    rows = timeline.rows(incident(), (taken, pin(after(minutes=1))), (entry,), link)

    assert [row.kind for row in rows] == ["message_pinned", "command_taken"]
    assert rows[0].entry == entry
    assert rows[0].permalink == "https://acme.slack.test/archives/C1/p1.5"


def test_a_pinned_message_that_is_not_in_the_transcript_keeps_its_place() -> None:
    rows = timeline.rows(incident(), (pin(after(minutes=1), by=BEN),), (), link)

    assert (rows[0].at, rows[0].by, rows[0].entry) == (after(minutes=1), BEN, None)


def test_the_timeline_begins_before_the_declaration() -> None:
    change = ChangeNoted(at=after(hours=-48), by=BEN, change=ChangeKind.MODEL, text="Update")

    rows = timeline.rows(incident(began_at=after(hours=-47)), (CommandTaken(at=AT, by=BEN), change), ())

    assert [row.kind for row in rows] == ["change_noted", ONSET, "command_taken"]


def test_bookkeeping_is_left_out() -> None:
    assigned = StepAssigned(at=AT, by=ADA, step="a", text="Roll back", to=BEN)
    factor = FactorNoted(at=AT, by=ADA, layer=Layer.DATA, text="Drift")

    assert timeline.rows(incident(), (assigned, factor), ()) == ()


def test_reminders_that_follow_each_other_are_one_row() -> None:
    events = (*pings(200, after(hours=1)), CommandTaken(at=after(days=10), by=BEN), *pings(1, after(days=11)))

    rows = timeline.rows(incident(), events, ())

    assert [(row.kind, row.count) for row in rows] == [
        ("update_pinged", 200),
        ("command_taken", 1),
        ("update_pinged", 1),
    ]
    assert (rows[0].at, rows[0].until) == (after(hours=1), after(hours=1, minutes=199 * 30))


def test_steps_with_something_to_say_are_never_folded() -> None:
    events = (done(after(minutes=1)), done(after(minutes=2)), done(after(minutes=3), note="0 of 300 left"))

    rows = timeline.rows(incident(), events, ())

    assert [row.count for row in rows] == [2, 1]


def test_days_break_at_midnight_utc() -> None:
    late = CommandTaken(at=datetime(2025, 4, 28, 1, 30, tzinfo=UTC).astimezone(), by=BEN)

    found = timeline.days(timeline.rows(incident(), (done(AT), late), ()))

    assert [(day.on, len(day.rows)) for day in found] == [(date(2025, 4, 27), 1), (date(2025, 4, 28), 1)]


def test_a_gap_is_measured_from_the_end_of_a_folded_row() -> None:
    events = (*pings(3, AT), Mitigated(at=after(hours=20), by=ADA, note="Done"))
    rows = timeline.rows(incident(), events, ())

    found = timeline.gaps(rows, timedelta(hours=12))

    assert found == (Gap(after(hours=1), after(hours=20)),)
    assert found[0].length == timedelta(hours=19)


def test_durations_run_from_the_declaration_and_detection_up_to_it() -> None:
    ended = incident(began_at=after(hours=-47), mitigated_at=after(hours=3), resolved_at=after(days=5))

    found = timeline.durations(ended, (CommandTaken(at=after(minutes=9), by=BEN),))

    hours = timedelta(hours=1)
    assert found == Durations(47 * hours, timedelta(minutes=9), 3 * hours, timedelta(days=5))


def test_what_is_not_known_has_no_duration() -> None:
    assert timeline.durations(incident(), ()) == Durations(None, None, None, None)


def test_an_onset_after_the_declaration_is_no_duration() -> None:
    assert timeline.durations(incident(began_at=after(hours=1)), ()).detect is None
