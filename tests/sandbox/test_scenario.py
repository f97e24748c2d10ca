"""Scenario files are read strictly, and an error says in which line it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sandbox import scenario
from sandbox.scenario import FOLDER, Event, Kind, ScenarioError

SMALL = """\
title: A small incident
source: nobody
system: {name: small-model, purpose: Answers}
summary: Something happened.
expect: {type: model_degradation, severity: [P2], factors: 0}
triage:
  harm_ongoing: no
events:
  - {at: 2025-01-01T09:00:00Z, role: Support lead, kind: message, text: It is worse}
  - {at: 2025-01-01T09:05:00Z, role: ML on-call, kind: declare, text: Answers are worse}
  - {at: 2025-01-01T09:30:00Z, role: ML on-call, kind: severity, text: "P1: it is everywhere"}
  - {at: 2025-01-01T10:00:00Z, role: ML on-call, kind: resolved, text: It is better}
actions:
  - {role: Product owner, due: 2025-02-01, text: Watch it}
"""


def _update(text: str, doing: str | None = None) -> Event:
    return Event(at=datetime(2025, 1, 1, tzinfo=UTC), role="Anyone", kind=Kind.UPDATE, text=text, doing=doing)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_every_scenario_of_the_project_is_read_and_has_what_a_review_needs(path: Path) -> None:
    read = scenario.load(path)

    assert len(read.factors) == read.expect.factors
    assert {lesson.kind for lesson in read.lessons} == {"went_well", "was_hard"}
    assert read.actions
    assert all(action.due > read.events[-1].at.date() for action in read.actions)


def test_words_stay_words_and_times_become_times() -> None:
    read = scenario.read(SMALL)

    assert read.triage.harm_ongoing == "no"
    assert read.events[0].at == datetime(2025, 1, 1, 9, tzinfo=UTC)
    assert read.actions[0].due == date(2025, 2, 1)


def test_roles_are_named_once_in_order_of_appearance_with_owners_of_actions_last() -> None:
    roles = scenario.read(SMALL).roles

    assert roles == ("Support lead", "ML on-call", "Product owner")


@pytest.mark.parametrize(
    ("good", "bad", "sentence"),
    [
        ("kind: severity", "kind: severe", "small.yml: line 11: events.2.kind: Input should be"),
        ("source:", "sauce:", "small.yml: line 2: sauce: Extra inputs are not permitted"),
        ("title:", "#", "small.yml: line 2: title: Field required"),
        ('"P1: it', '"PX: it', "small.yml: line 11: events.2: the text of a severity event reads like"),
        ("2025-01-01T09:30:00Z", "tomorrow", "small.yml: line 11: events.2.at: Input should be a valid datetime"),
        ("2025-01-01T09:30:00Z", "2025-01-01T09:30:00", "small.yml: line 11: events.2.at: Input should have timezone"),
        ("T10:00:00Z", "T09:00:00Z", "small.yml: line 12: events.3: it happens earlier than the event before it"),
        ("kind: declare", "kind: message", "small.yml: line 12: events.3: no event declares the incident"),
        ("kind: message", "kind: pin", "small.yml: line 9: events.0: before the declaration there are only messages"),
        ("kind: severity", "kind: declare", "small.yml: line 11: events.2: an incident is declared once"),
        ("kind: severity", "kind: resolved", "small.yml: line 12: events.3: after the resolution"),
        ("[P2]", "[P2", "small.yml: line 5: expected ',' or ']'"),
        (
            "  harm_ongoing: no",
            "  harm_ongoing: no\n  harm_ongoing: yes",
            "line 7: triage.harm_ongoing: the key is giv",
        ),
        ("harm_ongoing: no", "harm_ongoing: maybe", "line 7: triage.harm_ongoing: Input should be 'yes', 'no' or"),
        ("harm_ongoing: no", "affected: &all everyone\n  reach: *all", "small.yml: line 8: aliases are not read"),
        ("Answers are worse", "x" * 151, "line 10: events.1: the text of a declaration is a title: at most 150"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_what_is_wrong_is_told_with_its_line(good: str, bad: str, sentence: str) -> None:
    text = SMALL.replace(good, bad, 1)

    with pytest.raises(ScenarioError) as refused:
        scenario.read(text, "small.yml")

    assert sentence in str(refused.value)


def test_an_empty_file_says_that_it_is_empty() -> None:
    with pytest.raises(ScenarioError, match=r"small\.yml: line 1: the file is empty"):
        scenario.read("", "small.yml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"missing\.yml: "):
        scenario.load(tmp_path / "missing.yml")


@pytest.mark.parametrize(
    ("event", "known", "doing", "minutes"),
    [
        (_update("It is bad. We fix it. Next update in 45 minutes."), "It is bad.", "We fix it.", "45"),
        (_update("It is bad. It is known.", "We fix it."), "It is bad. It is known.", "We fix it.", None),
        (_update("It is published."), "It is published.", "", None),
    ],
    ids=["one text for all", "said apart", "only what is known"],
)
def test_an_update_is_split_into_what_is_known_and_what_is_done(
    event: Event, known: str, doing: str, minutes: str | None
) -> None:
    assert event.update == (known, doing)
    assert event.next_update == minutes


def test_a_severity_is_split_from_its_reason() -> None:
    event = scenario.read(SMALL).events[2]

    assert event.severity == ("P1", "it is everywhere")
