"""Evidence is held by reference; what is missing is known, and what cannot be had has a reason."""

import pytest

from bot.domain import classifying, keeping
from bot.domain.catalogue import EvidenceKind
from bot.domain.checklist import item_of
from bot.domain.incident import Incident
from bot.domain.keeping import OTHER, Taken, tally
from bot.domain.records import Kept
from bot.errors import InvalidField, Restricted
from tests.domain.incidents import ANNA, BEN, LIBRARY, after, commanded, kinds

TRACES = EvidenceKind(id="traces", text="Traces of whole requests", source="trace store")
LOG = EvidenceKind(id="changes", text="The log of deployments")
LIST = (TRACES, LOG)
HASH = "a" * 64


def injected() -> Incident:
    return classifying.set_type(commanded(), LIBRARY.runbook("prompt_injection"), ANNA, after(6)).incident


def taken(reference: str = "s3://traces/7", sha256: str | None = None) -> Taken:
    return Taken(reference=reference, collector=BEN, at=after(3), sha256=sha256)


def test_a_type_s_list_has_what_every_type_keeps_and_its_own() -> None:
    listed = [kind.id for kind in LIBRARY.evidence_kinds("prompt_injection")]

    assert listed[: len(LIBRARY.catalogue.evidence)] == [kind.id for kind in LIBRARY.catalogue.evidence]
    assert "carrier" in listed
    assert len(set(listed)) == len(listed)


def test_an_item_says_who_took_it_when_and_who_wrote_it_down() -> None:
    change = keeping.take(injected(), TRACES, taken(sha256=HASH), ANNA, after(7))

    [item] = change.incident.evidence.items
    assert kinds(change) == ["evidence_taken"]
    assert (item.number, item.collector, item.by, item.at, item.sha256) == (1, BEN, ANNA, after(3), HASH)


def test_a_kind_counts_once_however_many_items_it_has() -> None:
    once = keeping.take(injected(), TRACES, taken(), ANNA, after(7)).incident
    twice = keeping.take(once, TRACES, taken("s3://traces/8"), ANNA, after(8)).incident
    other = keeping.take(twice, OTHER, taken("A screenshot"), ANNA, after(9)).incident

    found = tally(other.evidence, LIST)

    assert [item.number for item in other.evidence.items] == [1, 2, 3]
    assert (found.held, found.missing, found.total) == ((TRACES,), (LOG,), 2)


def test_what_cannot_be_had_is_not_missing_and_not_held() -> None:
    change = keeping.give_up(injected(), LOG, "Deleted on Sunday", ANNA, after(7))

    found = tally(change.incident.evidence, LIST)

    assert kinds(change) == ["evidence_unavailable"]
    assert (found.held, found.unavailable, found.missing) == ((), (LOG,), (TRACES,))


def test_what_is_found_after_all_is_held() -> None:
    gone = keeping.give_up(injected(), LOG, "Deleted on Sunday", ANNA, after(7)).incident

    found = tally(keeping.take(gone, LOG, taken("A backup"), ANNA, after(8)).incident.evidence, LIST)

    assert (found.held, found.unavailable) == ((LOG,), ())


def test_what_is_held_cannot_be_said_to_be_gone() -> None:
    held = keeping.take(injected(), LOG, taken(), ANNA, after(7)).incident

    with pytest.raises(InvalidField) as refused:
        keeping.give_up(held, LOG, "Deleted", ANNA, after(8))

    assert refused.value.values == {"problem": "is_held"}


def test_the_step_is_closed_with_what_is_held_and_what_is_not() -> None:
    incident = keeping.take(injected(), TRACES, taken(), ANNA, after(7)).incident

    done = keeping.settle(incident, "keep-evidence", LIST, ANNA, after(8)).incident

    assert item_of(done.checklist, "keep-evidence").record == Kept(items=1, missing=(LOG.text,))


def test_nobody_hashes_what_may_be_illegal_to_possess() -> None:
    restricted = injected().having(restricted=True)

    with pytest.raises(Restricted):
        keeping.take(restricted, TRACES, taken(sha256=HASH), ANNA, after(7))
    by_reference = keeping.take(restricted, TRACES, taken(), ANNA, after(7)).incident

    assert len(by_reference.evidence.items) == 1


def test_evidence_outlives_a_change_of_type() -> None:
    held = keeping.take(injected(), TRACES, taken(), ANNA, after(7)).incident

    changed = classifying.set_type(held, LIBRARY.runbook("safety_bypass"), ANNA, after(8)).incident

    assert changed.evidence == held.evidence
