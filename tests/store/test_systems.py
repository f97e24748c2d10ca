"""Systems on record in the database, on both databases."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.lapsing import Watch
from bot.domain.systems import Bundle, Rehearsal, System
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SYSTEM = System(name="Support  Assistant", owner="S0SUPPORT", bundles=(Bundle(label="v41"),))


def test_a_record_is_found_however_the_name_is_written(store: Store) -> None:
    with store.transaction() as work:
        work.systems.save(SYSTEM, "UANNA", NOW)

    with store.transaction() as work:
        assert work.systems.get("support assistant ") == SYSTEM
        assert work.systems.get("support") is None
        assert work.systems.all() == (SYSTEM,)


def test_a_later_record_takes_the_place_of_the_earlier_one(store: Store) -> None:
    later = SYSTEM.model_copy(update={"name": "support assistant", "owner": "UANNA"})

    with store.transaction() as work:
        work.systems.save(SYSTEM, "UANNA", NOW)
        work.systems.save(later, "UANNA", NOW)

    with store.transaction() as work:
        assert work.systems.all() == (later,)


def test_rehearsals_are_kept_each(store: Store) -> None:
    tried = [Rehearsal(on=date(2026, 11, day), minutes=day, by="UANNA") for day in (20, 2)]

    with store.transaction() as work:
        for rehearsal in tried:
            work.systems.rehearsed("Support Assistant", rehearsal, NOW)

    with store.transaction() as work:
        assert work.systems.rehearsals("support assistant") == (tried[1], tried[0])
        assert work.systems.rehearsals("other") == ()


def test_what_a_look_came_to_is_remembered(store: Store) -> None:
    watch = Watch(date(2026, 11, 23), date(2026, 11, 20), None)

    with store.transaction() as work:
        assert work.systems.watch("Support assistant") is None
        work.systems.watched("Support assistant", Watch(date(2026, 11, 22)))
        work.systems.watched("support  assistant", watch)

    with store.transaction() as work:
        assert work.systems.watch("SUPPORT assistant") == watch


def test_a_round_is_taken_once_each_time_that_it_comes(store: Store) -> None:
    taken = []

    for minutes in (0, 5, 15, 20, 60, 61):
        at = NOW + timedelta(minutes=minutes)
        with store.transaction() as work:
            taken.append(work.rounds.take("readiness", at, at + timedelta(minutes=15)))

    assert taken == [True, False, True, False, True, False]
