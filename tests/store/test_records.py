"""Timeline, transcript, people, places and what has been seen."""

from datetime import timedelta

import pytest

from bot.domain.events import HelpOffered, MessagePinned
from bot.domain.transcript import Entry, FileReference, Person
from bot.store import MessageRef, Overtaken, Store
from tests.store.samples import NOON, an_incident


@pytest.fixture(autouse=True)
def _incident(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())


def help_at(minutes: int) -> HelpOffered:
    return HelpOffered(at=NOON + timedelta(minutes=minutes), by=f"U{minutes}")


def said(ts: str, text: str = "hello") -> Entry:
    file = FileReference(name="log.txt", permalink="https://example.test/log.txt", mimetype="text/plain")
    return Entry(channel="C1", ts=ts, user="U1", text=text, at=NOON, files=(file,))


PINNED = MessagePinned(at=NOON, by="U1", channel="C1", ts="1.1", pinned_by="U2")


def test_a_timeline_is_read_by_time_and_then_as_it_was_written(store: Store) -> None:
    with store.transaction() as work:
        work.timeline.append(1, (help_at(5), help_at(0)))
        work.timeline.append(1, (help_at(0).model_copy(update={"by": "U9"}),))

    with store.transaction() as work:
        assert [event.by for event in work.timeline.of(1)] == ["U0", "U9", "U5"]


def test_a_message_stands_on_the_timeline_once_until_it_is_taken_off(store: Store) -> None:
    with store.transaction() as work:
        answers = [work.timeline.pin(1, PINNED), work.timeline.pin(1, PINNED)]
        off = [work.timeline.unpin(1, "C1", "1.1", PINNED.pinned_by) for _ in range(2)]
        back = work.timeline.pin(1, PINNED)

    assert (answers, off, back) == ([True, False], [True, False], True)
    with store.transaction() as work:
        assert work.timeline.of(1) == (PINNED,)


def test_a_message_is_written_down_once(store: Store) -> None:
    with store.transaction() as work:
        work.transcript.record(1, said("1.1"))
        work.transcript.record(1, said("1.1", "something else"))

    with store.transaction() as work:
        assert work.transcript.of(1) == (said("1.1"),)
        assert work.transcript.get("C1", "1.1") == said("1.1")
        assert work.transcript.get("C1", "9.9") is None


def test_the_last_words_of_a_message_count_in_whatever_order_edits_arrive(store: Store) -> None:
    with store.transaction() as work:
        work.transcript.record(1, said("1.1"))
        work.transcript.edited("C1", "1.1", "second", NOON + timedelta(minutes=2))
        work.transcript.edited("C1", "1.1", "first", NOON + timedelta(minutes=1))

    with store.transaction() as work:
        entry = work.transcript.get("C1", "1.1")
        assert entry is not None
        assert (entry.text, entry.edited_at) == ("second", NOON + timedelta(minutes=2))


def test_a_deletion_leaves_time_and_author_and_nothing_brings_the_words_back(store: Store) -> None:
    later = NOON + timedelta(minutes=3)

    with store.transaction() as work:
        work.transcript.record(1, said("1.1"))
        work.transcript.deleted("C1", "1.1", later)
        work.transcript.edited("C1", "1.1", "hello again", later)
        work.transcript.record(1, said("1.1"))

    with store.transaction() as work:
        gone = Entry(channel="C1", ts="1.1", user="U1", text="", at=NOON, deleted_at=later)
        assert work.transcript.of(1) == (gone,)


def test_people_are_known_as_they_were_last_seen(store: Store) -> None:
    with store.transaction() as work:
        work.people.save(Person(id="U1", names=("Ada",)))
        work.people.save(Person(id="U1", names=("Ada", "Ada Moreno"), tz="Europe/Madrid"))

    with store.transaction() as work:
        ada = Person(id="U1", names=("Ada", "Ada Moreno"), tz="Europe/Madrid")
        assert work.people.get("U1") == ada
        assert work.people.of(("U1", "U2")) == (ada,)
        assert work.people.unknown(("U3", "U1", "U2", "U3")) == ("U3", "U2")
        assert work.people.of(()) == ()


def test_a_place_is_remembered_moved_and_forgotten(store: Store) -> None:
    with store.transaction() as work:
        work.places.remember(1, "card", MessageRef("C1", "1.1"))
        work.places.remember(1, "card", MessageRef("C1", "2.2"))
        work.places.remember(1, "reminder", MessageRef("C1", "3.3"))
        work.places.forget(1, "reminder")

    with store.transaction() as work:
        assert work.places.message(1, "card") == MessageRef("C1", "2.2")
        assert work.places.message(1, "reminder") is None


def test_an_incident_that_leaves_its_channel_keeps_its_announcement(store: Store) -> None:
    with store.transaction() as work:
        work.places.remember_channel(1, "C1")
        work.places.remember(1, "card", MessageRef("C1", "1.1"))
        work.places.remember(1, "announcement", MessageRef("C9", "2.2"))

    with store.transaction() as work:
        work.places.leave_channel(1)

    with store.transaction() as work:
        assert work.places.channel_of(1) is None
        assert work.places.message(1, "card") is None
        assert work.places.message(1, "announcement") == MessageRef("C9", "2.2")


def test_an_incident_returns_to_the_channel_it_left_with_what_stood_there(store: Store) -> None:
    with store.transaction() as work:
        work.places.remember_channel(1, "C1")
        work.places.remember(1, "card", MessageRef("C1", "1.1"))
        work.places.leave_channel(1)

    with store.transaction() as work:
        back = [work.places.return_to_former(1), work.places.return_to_former(1)]

    with store.transaction() as work:
        assert back == [True, False]
        assert work.places.channel_of(1) == "C1"
        assert work.places.message(1, "card") == MessageRef("C1", "1.1")


def test_once_it_has_its_new_channel_nothing_leads_back(store: Store) -> None:
    with store.transaction() as work:
        work.places.remember_channel(1, "C1")
        work.places.remember(1, "card", MessageRef("C1", "1.1"))
        work.places.leave_channel(1)
        work.places.forget_former(1)

    with store.transaction() as work:
        assert not work.places.return_to_former(1)


def test_what_was_seen_gives_its_first_result_until_it_is_forgotten(store: Store) -> None:
    with store.transaction() as work:
        work.seen.remember("view:V1", "incident 1", NOON)

    with store.transaction() as work:
        assert work.seen.result("view:V1") == "incident 1"
        assert work.seen.result("view:V2") is None
        assert work.seen.forget_before(NOON) == 0
        assert work.seen.forget_before(NOON + timedelta(seconds=1)) == 1
        assert work.seen.result("view:V1") is None


def test_remembering_what_was_seen_already_undoes_the_transaction(store: Store) -> None:
    with store.transaction() as work:
        work.seen.remember("view:V1", "incident 1", NOON)

    with pytest.raises(Overtaken), store.transaction() as work:
        work.seen.remember("view:V1", "incident 2", NOON)

    with store.transaction() as work:
        assert work.seen.result("view:V1") == "incident 1"
