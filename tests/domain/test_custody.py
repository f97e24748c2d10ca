"""The post-mortem's appendix on evidence: by reference, by role, and without what is quarantined."""

from datetime import timedelta

from bot.domain import gate, keeping, quarantine
from bot.domain.custody import Custody, custody
from bot.domain.editing import Editor
from bot.domain.gate import Altering
from bot.domain.incident import Change, Incident
from bot.domain.keeping import Taken
from bot.domain.quarantine import Quarantined
from bot.domain.roles import Roster
from bot.domain.transcript import Person
from tests.domain.incidents import ANNA, LIBRARY, MONDAY, after, commanded

PEOPLE = (Person(id=ANNA, names=("Anna Berg", "anna.berg")),)
KINDS = LIBRARY.evidence_kinds("prompt_injection")
HASH = "c" * 64


def told(*changes: Change, incident: Incident | None = None) -> Custody:
    last = incident or (changes[-1].incident if changes else commanded())
    events = tuple(event for change in changes for event in change.events)
    return custody(last, events, Editor(Roster(last, PEOPLE, events, ())))


def test_people_stand_by_role_and_references_without_their_names() -> None:
    taken = Taken("s3://anna.berg/traces", ANNA, after(3), HASH, "Anna Berg forgot the header")

    [item] = told(keeping.take(commanded(), KINDS[0], taken, ANNA, after(4))).held

    assert (item.number, item.who, item.sha256, item.at) == (1, "incident commander", HASH, after(3))
    assert "berg" not in f"{item.reference} {item.note}".casefold()


def test_what_was_found_after_all_is_not_told_as_missing() -> None:
    gone = keeping.give_up(commanded(), KINDS[0], "Deleted", ANNA, after(3))
    found = keeping.take(gone.incident, KINDS[0], Taken("A backup", ANNA, after(4)), ANNA, after(5))

    assert [line.reason for line in told(gone).gone] == ["Deleted"]
    assert told(gone, found).gone == ()


def test_what_was_said_before_a_change_stands_with_its_time() -> None:
    said = gate.answer(commanded(), Altering("rollback", "Roll back."), ANNA, after(7), held=False)

    [line] = told(said).said

    assert (line.text, line.held, line.who, line.at) == ("Roll back.", False, "incident commander", after(7))


def test_quarantined_text_stands_by_label_and_the_beginning_of_its_hash() -> None:
    kept = Quarantined(number=1, label="Role play 3", sha256=HASH, by=ANNA, at=MONDAY)
    put = quarantine.put(commanded(), kept)
    looks = [quarantine.read(put.incident, kept, ANNA, MONDAY + timedelta(minutes=n)) for n in range(2)]

    [line] = told(put, *looks).apart

    assert (line.label, line.sha256, line.looks) == ("Role play 3", HASH[:12], 2)


def test_without_anything_there_is_no_appendix() -> None:
    assert told().is_empty
