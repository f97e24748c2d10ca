from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from bot.messages import (
    AnnounceChannel,
    Direct,
    IncidentChannel,
    Invite,
    Message,
    OpenChannel,
    Pin,
    Post,
    Remove,
    Rendered,
    SetTopic,
    Stand,
)
from bot.store import MessageRef, Store
from bot.store.deliveries import Claimed
from tests.store.samples import NOON, an_incident

CARD = Stand(incident=1, slot="card")
TOPIC = SetTopic(incident=1)
OPEN = OpenChannel(incident=1, name="inc-1", private=False)
A_MINUTE = timedelta(minutes=1)


def say(text: str, incident: int = 1) -> Post:
    return Post(to=IncidentChannel(incident=incident), says=Rendered(text=text), incident=incident)


def add(store: Store, *messages: Message, urgent: bool = False, key: str | None = None) -> None:
    with store.transaction() as work:
        for message in messages:
            work.outbox.add(message, urgent=urgent, key=key)


def claim(store: Store, now: datetime = NOON, wall: datetime = NOON, limit: int = 10) -> list[Claimed]:
    with store.transaction() as work:
        return list(work.deliveries.claim(now, wall, wall + A_MINUTE, limit))


def claim_messages(store: Store) -> list[Message]:
    return [row.message for row in claim(store)]


def done(store: Store, *rows: Claimed) -> None:
    with store.transaction() as work:
        for row in rows:
            work.deliveries.done(row.id, NOON)


@pytest.fixture
def opened(store: Store) -> Store:
    with store.transaction() as work:
        work.incidents.add(an_incident())
        work.places.remember_channel(1, "C1")
    return store


def test_only_what_needs_no_channel_goes_before_there_is_one(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())
    add(store, CARD, TOPIC, Invite(incident=1, targets=("U1",)), say("hello"), OPEN)

    assert claim_messages(store) == [OPEN]
    with store.transaction() as work:
        work.places.remember_channel(1, "C1")
    assert claim_messages(store) == [CARD, TOPIC, Invite(incident=1, targets=("U1",))]


def test_a_pin_waits_for_what_it_pins(opened: Store) -> None:
    add(opened, Pin(incident=1, slot="card"))

    assert claim_messages(opened) == []
    with opened.transaction() as work:
        work.places.remember(1, "card", MessageRef("C1", "1.1"))
    assert claim_messages(opened) == [Pin(incident=1, slot="card")]


def test_one_message_of_a_channel_is_under_way_at_a_time(opened: Store) -> None:
    add(opened, say("one"), say("two"))

    first = claim(opened)

    assert [row.message for row in first] == [say("one")]
    assert claim_messages(opened) == []
    done(opened, *first)
    assert claim_messages(opened) == [say("two")]


def test_messages_to_different_people_go_side_by_side(store: Store) -> None:
    direct = [Post(to=Direct(user=user), says=Rendered(text="hello")) for user in ("U1", "U2", "U1")]
    add(store, *direct, Post(to=AnnounceChannel(), says=Rendered(text="hello")))

    assert len(claim(store)) == 3


def test_urgent_messages_go_first(opened: Store) -> None:
    add(opened, say("one"))
    add(opened, say("two"), urgent=True)

    assert claim_messages(opened) == [say("two")]


def test_a_message_that_waits_holds_up_those_behind_it(opened: Store) -> None:
    add(opened, say("one"), say("two"))
    row = claim(opened)[0]
    with opened.transaction() as work:
        work.deliveries.again(row.id, NOON + A_MINUTE, "ratelimited", doubtful=False)

    assert claim_messages(opened) == []
    with opened.transaction() as work:
        assert work.outbox.next_try() == NOON + A_MINUTE
        assert work.outbox.depth(NOON) == 0
        assert work.outbox.depth(NOON + A_MINUTE) == 1
    assert [one.attempts for one in claim(opened, NOON + A_MINUTE)] == [2]


def test_a_second_message_with_the_same_key_is_not_added(opened: Store) -> None:
    add(opened, say("one"), key="ping:1")
    done(opened, *claim(opened))

    add(opened, say("one"), key="ping:1")

    assert claim(opened) == []


@pytest.mark.parametrize(
    ("waiting", "left"),
    [
        pytest.param((CARD, CARD, CARD), [CARD], id="three edits are one"),
        pytest.param((TOPIC, TOPIC), [TOPIC], id="two topics are one"),
        pytest.param(
            (CARD, Stand(incident=1, slot="other")), [CARD, Stand(incident=1, slot="other")], id="slots are apart"
        ),
        pytest.param(
            (CARD, Remove(incident=1, slot="card"), CARD),
            [CARD, Remove(incident=1, slot="card"), CARD],
            id="what is removed is shown again",
        ),
        pytest.param((say("one"), say("one")), [say("one"), say("one")], id="words are never merged"),
    ],
)
def test_of_calls_that_wait_with_the_same_effect_one_is_left(
    opened: Store, waiting: tuple[Message, ...], left: list[Message]
) -> None:
    add(opened, *waiting)

    assert list(_sent_one_after_the_other(opened)) == left


def test_an_urgent_anew_does_not_overtake_the_removal_before_it(opened: Store) -> None:
    removal = Remove(incident=1, slot="card")
    add(opened, say("one"), removal)

    add(opened, CARD, urgent=True)

    assert list(_sent_one_after_the_other(opened)) == [removal, CARD, say("one")]


def test_an_edit_put_back_takes_the_place_of_the_next_one(opened: Store) -> None:
    add(opened, CARD)
    row = claim(opened)[0]
    add(opened, CARD)

    with opened.transaction() as work:
        work.deliveries.again(row.id, NOON, "no_answer", doubtful=True)

    assert [(one.id, one.doubtful) for one in claim(opened)] == [(row.id, True)]
    done(opened, row)
    assert claim(opened) == []


def test_a_claim_that_nobody_settles_is_given_to_another_after_its_lease(opened: Store) -> None:
    add(opened, say("one"))
    lost = claim(opened)[0]

    assert claim(opened, wall=NOON + A_MINUTE) == []
    assert [(row.id, row.doubtful) for row in claim(opened, wall=NOON + 2 * A_MINUTE)] == [(lost.id, True)]


def test_moving_the_clock_of_incidents_ends_no_lease(opened: Store) -> None:
    add(opened, say("one"))
    claim(opened)

    assert claim(opened, now=NOON + timedelta(days=1)) == []


def test_what_waits_for_a_channel_that_will_never_be_is_abandoned(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())
    add(store, say("one"), CARD, Post(to=Direct(user="U1"), says=Rendered(text="hello"), incident=1))

    with store.transaction() as work:
        assert work.deliveries.abandon(1, NOON, "no channel") == 2
        work.places.remember_channel(1, "C1")

    assert claim_messages(store) == [Post(to=Direct(user="U1"), says=Rendered(text="hello"), incident=1)]


def test_an_announcement_that_stands_is_edited_also_when_the_channel_is_never_made(opened: Store) -> None:
    announcement = Stand(incident=1, slot="announcement")
    with opened.transaction() as work:
        work.places.remember(1, "announcement", MessageRef("C9", "1.1"))
        work.places.leave_channel(1)
    add(opened, announcement, say("one"))

    with opened.transaction() as work:
        assert work.deliveries.abandon(1, NOON, "no channel") == 1

    assert claim_messages(opened) == [announcement]


def test_settled_rows_are_dropped_in_time_and_others_are_not(opened: Store) -> None:
    add(opened, say("one"), say("two"))
    done(opened, *claim(opened))

    with opened.transaction() as work:
        assert work.deliveries.forget_before(NOON) == 0
        assert work.deliveries.forget_before(NOON + A_MINUTE) == 1
        assert work.outbox.depth(NOON) == 1


def test_no_row_is_claimed_twice_by_relays_that_compete(store: Store) -> None:
    add(store, *(Post(to=Direct(user=f"U{n}"), says=Rendered(text="hello")) for n in range(120)))

    def take_all(_relay: int) -> list[int]:
        taken: list[int] = []
        while rows := claim(store, limit=3):
            taken += [row.id for row in rows]
        return taken

    with ThreadPoolExecutor(4) as relays:
        claimed = [row for taken in relays.map(take_all, range(4)) for row in taken]

    assert len(claimed) == len(set(claimed))
    # A relay that found every row locked by others stops early; what they locked, they claimed.
    assert len(claimed) == 120


def _sent_one_after_the_other(store: Store) -> "list[Message]":
    sent: list[Message] = []
    while rows := claim(store, limit=1):
        sent += [row.message for row in rows]
        done(store, *rows)
    return sent


def test_what_is_only_put_off_keeps_nobody_waiting(opened: Store) -> None:
    with opened.transaction() as work:
        work.outbox.add(CARD, not_before=NOON + A_MINUTE)
    add(opened, say("meanwhile"))

    assert claim_messages(opened) == [say("meanwhile")]


def test_what_slack_has_put_off_keeps_its_place(opened: Store) -> None:
    add(opened, say("first"))
    [first] = claim(opened)
    with opened.transaction() as work:
        work.deliveries.again(first.id, NOON + A_MINUTE, "ratelimited", doubtful=False)
    add(opened, say("second"))

    assert claim_messages(opened) == []
