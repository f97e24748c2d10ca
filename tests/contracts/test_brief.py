"""The table from the brief to the product: what carries a sentence exists, and no sentence is lost."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import TypeAdapter

from bot.domain import taxonomy
from bot.domain.taxonomy import SEVERITIES, Severity
from bot.domain.triage import RULES
from bot.ids import Action, Field, Sub, View
from bot.library import data_folder, load_library

DOCUMENT = (Path(__file__).parents[2] / "docs" / "brief.md").read_text(encoding="utf-8")
LIBRARY = load_library()
STEPS = {f"{slug}/{step.id}": step for slug, book in LIBRARY.runbooks.items() for _, step in book.steps}
SENTENCES = {
    "Clarify context": 4,
    "Taxonomy": 8,
    "Severity": 24,
    "Runbook: model degradation": 5,
    "Runbook: hallucination spike": 5,
    "Runbook: bias detection": 7,
    "Runbook: safety bypass": 7,
    "Model rollback": 4,
    "Customer communication": 3,
    "Post-incident analysis": 6,
    "Early warning": 4,
    "Disclosure": 4,
}
"""How many sentences the brief has in each part: a row that is dropped is noticed."""


class Row(NamedTuple):
    part: str
    sentence: str
    carriers: tuple[str, ...]


def rows() -> Iterator[Row]:
    for part in re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        for line in body.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if title in SENTENCES and line.startswith("| ") and cells[0] != "Brief":
                yield Row(title, cells[0], tuple(re.findall(r"`([^`]+)`", cells[-1])))


ROWS = list(rows())


def severity_says(named: str) -> bool:
    """A severity by its name, or by its name and the SLA that the brief gives it."""
    level, _, sla = named.partition(" ")
    facts = SEVERITIES[Severity(level)]
    return not sla or facts.sla == TypeAdapter(timedelta).validate_python(sla)


EXISTS: dict[str, Callable[[str], bool]] = {
    "type": lambda slug: LIBRARY.runbooks[slug].origin == "brief",
    "step": lambda named: named in STEPS,
    "lever": lambda lever: LIBRARY.catalogue.lever(lever) is not None,
    "severity": severity_says,
    "rule": lambda source: any(rule.source.startswith(source) for rule in RULES),
    "table": lambda name: hasattr(taxonomy, name),
    "form": lambda name: name in set(View),
    "field": lambda name: name in set(Field),
    "button": lambda name: name in set(Action),
    "command": lambda name: name in set(Sub),
    "template": lambda name: (data_folder("templates") / name).is_file(),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.sentence[:60])
def test_what_carries_a_sentence_of_the_brief_exists(row: Row) -> None:
    missing = [carrier for carrier in row.carriers if not EXISTS[carrier.split(" ")[0]](carrier.partition(" ")[2])]

    assert row.carriers
    assert missing == []


def test_no_sentence_of_the_brief_is_without_a_row_and_none_stands_twice() -> None:
    assert Counter(row.part for row in ROWS) == SENTENCES
    assert len({(row.part, row.sentence) for row in ROWS}) == len(ROWS)


def test_every_step_that_comes_from_the_brief_carries_one_of_its_sentences() -> None:
    carrying = {carrier.partition("/")[2] for row in ROWS for carrier in row.carriers if carrier.startswith("step ")}

    assert {step.id for step in STEPS.values() if step.source == "brief"} - carrying == set()


def test_a_type_is_defined_in_the_words_of_the_brief() -> None:
    defined = {row.sentence.partition(": ")[2].replace(" — ", ": ").lower() for row in ROWS if row.part == "Taxonomy"}

    assert {book.definition.lower() for book in LIBRARY.types() if book.origin == "brief"} == defined
