"""Outputs to be labelled and their labels, kept apart from all else and forgotten apart from each other."""

from datetime import timedelta

import pytest

from bot.domain.labelling import Given, Labels
from bot.store import Store
from tests.store.samples import NOON, an_incident

LATER = NOON + timedelta(seconds=5)


@pytest.fixture(autouse=True)
def _incident(store: Store) -> None:
    with store.transaction() as work:
        work.incidents.add(an_incident())
        work.samples.add(1, "sample-50", ("first", "<!channel> second"))


def test_outputs_are_read_one_at_a_time(store: Store) -> None:
    with store.transaction() as work:
        read = [work.samples.output(1, step, place) for step, place in (("sample-50", 2), ("sample-50", 3), ("s", 1))]

    assert read == ["<!channel> second", None, None]


def test_everybody_has_a_label_of_their_own_and_may_change_it(store: Store) -> None:
    with store.transaction() as work:
        work.samples.label(1, "sample-50", Given(1, "U2", "bad"), NOON)
        work.samples.label(1, "sample-50", Given(1, "U1", "bad"), LATER)
        work.samples.label(1, "sample-50", Given(1, "U2", "fine"), LATER)

        assert work.samples.labels(1, "sample-50") == Labels(2, (Given(1, "U2", "fine"), Given(1, "U1", "bad")))


def test_forgotten_outputs_leave_their_labels_and_their_number(store: Store) -> None:
    with store.transaction() as work:
        work.samples.label(1, "sample-50", Given(1, "U1", "bad"), NOON)
        work.samples.forget_outputs(1, "sample-50")

        assert work.samples.output(1, "sample-50", 1) is None
        assert work.samples.labels(1, "sample-50") == Labels(2, (Given(1, "U1", "bad"),))


def test_a_dropped_sample_is_gone_and_no_other(store: Store) -> None:
    with store.transaction() as work:
        work.samples.add(1, "resample", ("third",))
        work.samples.label(1, "sample-50", Given(1, "U1", "bad"), NOON)
        work.samples.drop(1, "sample-50")

        assert work.samples.labels(1, "sample-50") == Labels(0)
        assert work.samples.labels(1, "resample") == Labels(1)
