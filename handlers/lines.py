"""Counts that people type or paste, one row in a line: words, then whole numbers."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.errors import InvalidField
from bot.ids import Field

MOST_ROWS: Final = 40
_LONGEST_NAME: Final = 80
_CUT: Final = re.compile(r"\s*[,;\t|]\s*")
_COUNT: Final = re.compile(r"\d{1,9}", re.ASCII)


class Row(NamedTuple):
    """One line: its name, and the counts after it."""

    name: str
    counts: tuple[int, ...]


def rows(text: str, field: Field, wanted: tuple[int, ...]) -> tuple[Row, ...]:
    """Read every line that is not blank.

    Args:
        text: What was typed: names and counts, with commas, semicolons, tabs or bars between them.
        field: Beside which a refusal goes.
        wanted: How many counts a line may have.

    Raises:
        InvalidField: a line that cannot be read, a name given twice, no line, or too many.
    """
    found = tuple(_rows(text, field, wanted))
    if not found:
        raise InvalidField(field=field, problem="empty")
    if len(found) > MOST_ROWS:
        raise InvalidField(field=field, problem="too_many_lines", limit=MOST_ROWS, length=len(found))
    return found


def _rows(text: str, field: Field, wanted: tuple[int, ...]) -> Iterator[Row]:
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, *counts = _CUT.split(line.strip().strip("|").strip())
        if not name or len(counts) not in wanted or not all(map(_COUNT.fullmatch, counts)):
            raise InvalidField(field=field, problem="bad_line", line=number)
        if len(name) > _LONGEST_NAME or name.casefold() in seen:
            raise InvalidField(field=field, problem="bad_name", line=number)
        seen.add(name.casefold())
        yield Row(name, tuple(map(int, counts)))
