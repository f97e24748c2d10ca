"""Whose Home is kept true, whose turn comes when, and what incidents that are closed are remembered by."""

from datetime import timedelta

from bot.domain.incident import Status
from bot.messages import PublishHome
from bot.store import Store
from bot.store.homes import APART
from tests.store.samples import NOON, an_incident

LATER = NOON + timedelta(seconds=5)


def test_a_home_is_known_from_when_it_was_last_opened(store: Store) -> None:
    with store.transaction() as work:
        work.homes.opened("U1", NOON)
        work.homes.opened("U2", NOON)
        work.homes.opened("U2", LATER)

    with store.transaction() as work:
        assert work.homes.opened_since(NOON) == ("U1", "U2")
        assert work.homes.opened_since(LATER) == ("U2",)
        assert work.homes.forget_before(LATER) == 1
        work.homes.forget("U2")
        assert work.homes.opened_since(NOON) == ()


def test_turns_come_one_after_the_other_and_are_kept_until_they_come(store: Store) -> None:
    with store.transaction() as work:
        for person in ("U1", "U2"):
            work.homes.opened(person, NOON)
        turns = [work.homes.next_turn(person, NOON) for person in ("U1", "U2", "U2", "U1", "U1")]

    assert turns == [NOON, NOON + APART, NOON + APART, NOON + 2 * APART, NOON + 2 * APART]


def test_a_home_that_was_published_long_ago_has_its_turn_at_once(store: Store) -> None:
    with store.transaction() as work:
        work.homes.opened("U1", NOON)
        work.homes.next_turn("U1", NOON)
        work.homes.opened("U1", LATER)

        assert work.homes.next_turn("U1", LATER) == LATER


def test_a_home_that_waits_for_its_turn_leaves_at_once_when_it_is_opened(store: Store) -> None:
    with store.transaction() as work:
        work.outbox.add(PublishHome(user="U1"), not_before=LATER)
        waiting = work.outbox.depth(NOON)
        work.outbox.add(PublishHome(user="U1"), urgent=True)

    with store.transaction() as work:
        [claimed] = work.deliveries.claim(NOON, NOON, LATER, 10)
        assert (waiting, claimed.message, work.outbox.depth(LATER)) == (0, PublishHome(user="U1"), 1)


def test_what_slack_has_put_off_stays_put_off_when_the_home_is_opened(store: Store) -> None:
    with store.transaction() as work:
        work.outbox.add(PublishHome(user="U1"))
        [claimed] = work.deliveries.claim(NOON, NOON, LATER, 10)
        work.deliveries.again(claimed.id, LATER, "ratelimited", doubtful=False)
        work.outbox.add(PublishHome(user="U1"), urgent=True)

        assert (work.outbox.depth(NOON), work.outbox.depth(LATER)) == (0, 1)


def test_homes_are_published_one_at_a_time_and_the_opened_one_first(store: Store) -> None:
    with store.transaction() as work:
        work.outbox.add(PublishHome(user="U1"))
        work.outbox.add(PublishHome(user="U2"))
        work.outbox.add(PublishHome(user="U3"), urgent=True)

    with store.transaction() as work:
        claimed = work.deliveries.claim(NOON, NOON, LATER, 10)
        beside = work.deliveries.claim(NOON, NOON, LATER, 10)

    assert ([one.message for one in claimed], beside) == ([PublishHome(user="U3")], ())


def test_closed_incidents_are_read_by_when_they_were_resolved(store: Store) -> None:
    ends = {1: NOON, 2: LATER, 3: None, 4: NOON - timedelta(days=99)}
    with store.transaction() as work:
        for number, at in ends.items():
            status = Status.RESOLVED if at else Status.OPEN
            work.incidents.add(an_incident(number).having(status=status, resolved_at=at))

    with store.transaction() as work:
        closed = work.incidents.resolved_since(NOON - timedelta(days=90), 10)
        assert [one.number for one in closed] == [2, 1]
        assert [one.number for one in work.incidents.resolved_since(NOON - timedelta(days=90), 1)] == [2]


def test_the_newest_edition_that_was_shared_is_the_one_to_link_to(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())
        for edition in (1, 2, 3):
            work.documents.save(1, edition, "# …", NOON)
        before = work.documents.link(1)
        work.documents.shared(1, 1, "https://example.test/1")
        work.documents.shared(1, 2, "https://example.test/2")

        assert (before, work.documents.link(1)) == (None, "https://example.test/2")
