from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.clocks import DeadlineKind, start
from bot.domain.incident import Answers, Status
from bot.errors import NothingToShow
from bot.store import Store
from tests.store.samples import NOON, an_incident


def test_numbers_run_on_without_gaps(store: Store) -> None:
    with store.transaction() as work:
        first = work.incidents.next_number()
    with pytest.raises(NothingToShow):
        _take_a_number_and_fail(store)

    with store.transaction() as work:
        second = work.incidents.next_number()

    assert (first, second) == (1, 2)


def test_an_incident_is_read_as_it_was_written(store: Store) -> None:
    incident = an_incident()

    with store.transaction() as work:
        work.incidents.add(incident)

    with store.transaction() as work:
        assert work.incidents.get(1) == incident
        assert work.incidents.find(1) == incident


def test_an_incident_that_is_not_there_is_refused_or_none(store: Store) -> None:
    with store.transaction() as work:
        assert work.incidents.find(9) is None
        with pytest.raises(NothingToShow):
            work.incidents.get(9)


def test_an_incident_is_found_by_its_channel_and_keeps_it_when_saved(store: Store) -> None:
    incident = an_incident()
    with store.transaction() as work:
        work.incidents.add(incident)
        work.places.remember_channel(1, "C1")

    with store.transaction() as work:
        work.incidents.save(incident.having(title="Refund answers are invented"))

    with store.transaction() as work:
        found = work.incidents.in_channel("C1")
        assert found is not None
        assert found.title == "Refund answers are invented"
        assert work.incidents.in_channel("C2") is None
        assert work.places.incident_in("C1") == 1


def test_resolved_incidents_are_not_running(store: Store) -> None:
    with store.transaction() as work:
        for number in (1, 2, 3):
            work.incidents.add(an_incident(number))
        work.incidents.save(an_incident(2, status=Status.RESOLVED))

    with store.transaction() as work:
        assert [one.number for one in work.incidents.running()] == [1, 3]


def test_an_incident_is_due_once_one_of_its_clocks_is(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())

    with store.transaction() as work:
        assert work.incidents.next_due() == NOON + timedelta(minutes=15)
        assert work.incidents.due(NOON + timedelta(minutes=14)) == ()
        assert work.incidents.due(NOON + timedelta(minutes=15)) == (1,)


def test_the_longest_overdue_incident_comes_first(store: Store) -> None:
    early = start(DeadlineKind.STATUS_UPDATE, NOON, timedelta(minutes=5))

    with store.transaction() as work:
        work.incidents.add(an_incident(1))
        work.incidents.add(an_incident(2).with_deadline(early))

    with store.transaction() as work:
        assert work.incidents.due(NOON + timedelta(hours=1)) == (2, 1)


def test_a_clock_that_was_settled_is_no_longer_due(store: Store) -> None:
    incident = an_incident()
    with store.transaction() as work:
        work.incidents.add(incident)

    with store.transaction() as work:
        settled = incident.deadlines[DeadlineKind.RESPONSE].settled(NOON + timedelta(minutes=3))
        work.incidents.save(incident.with_deadline(settled))

    with store.transaction() as work:
        assert work.incidents.next_due() is None
        assert work.incidents.due(NOON + timedelta(days=1)) == ()


def test_known_systems_are_named_the_last_used_first(store: Store) -> None:
    later = NOON + timedelta(hours=1)

    with store.transaction() as work:
        work.incidents.add(an_incident(1, system="triage model"))
        work.incidents.add(an_incident(2, system="support assistant", declared_at=later))
        work.incidents.save(an_incident(1, system="triage model", answers=Answers(purpose="Sorts the inbox")))

    with store.transaction() as work:
        assert work.incidents.systems() == ("support assistant", "triage model")


def test_a_private_incident_does_not_tell_everybody_which_system_it_is_about(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident(1, system="hiring screen", private=True))
        work.incidents.save(an_incident(1, system="hiring screen", private=True, answers=Answers(purpose="Sorts")))

    with store.transaction() as work:
        assert work.incidents.systems() == ()


def test_no_change_is_lost_when_many_change_one_incident(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())

    def help_out(person: int) -> None:
        with store.transaction() as work:
            incident = work.incidents.get(1)
            work.incidents.save(incident.having(helpers=(*incident.helpers, f"U{person}")))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(help_out, range(60)))

    with store.transaction() as work:
        assert len(work.incidents.get(1).helpers) == 60


def _take_a_number_and_fail(store: Store) -> None:
    with store.transaction() as work:
        number = work.incidents.next_number()
        work.incidents.get(number)
