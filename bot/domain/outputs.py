"""Outputs as people bring them: pasted, or in a file of lines, of comma-separated values or of JSON lines."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.errors import InvalidField
from bot.ids import Field

MOST_OUTPUTS: Final = 200
LONGEST_OUTPUT: Final = 3000
CUT: Final = " […]"
"""Ends an output that was longer than what is kept of it."""

FILE_TYPES: Final = ("txt", "csv", "jsonl")
_USUAL: Final = ("output", "answer", "response", "completion", "text")
"""Names under which outputs usually stand, where nobody says which."""
_BETWEEN: Final = re.compile(r"^\s*-{3,}\s*$", re.MULTILINE)


def pasted(text: str, field: Field = Field.OUTPUTS_PASTED) -> tuple[str, ...]:
    """Return one output for each line; where a line of `---` stands, one for each block between such lines.

    Raises:
        InvalidField: there is none, or too many.
    """
    parts = _BETWEEN.split(text) if _BETWEEN.search(text) else text.splitlines()
    return _fitting(parts, field)


def in_file(name: str, content: bytes, column: str | None) -> tuple[str, ...]:
    """Return the outputs of a file, read as its name ends.

    Args:
        name: The file's name; one that ends in neither `.csv` nor `.jsonl` is read like pasted text.
        content: UTF-8.
        column: Where the outputs stand, in CSV by the first row, in JSON lines by the key; else a usual name.

    Raises:
        InvalidField: it is no such file, has no such column, no output, or too many.
    """
    try:
        text = content.decode("utf-8-sig")
        if name.lower().endswith(".csv"):
            return _fitting(list(_of_csv(text, column)), Field.OUTPUTS_FILE)
        if name.lower().endswith(".jsonl"):
            return _fitting(list(_of_json_lines(text, column)), Field.OUTPUTS_FILE)
        return pasted(text, Field.OUTPUTS_FILE)
    except (ValueError, csv.Error, RecursionError) as error:
        raise InvalidField(field=Field.OUTPUTS_FILE, problem="unreadable_file") from error


def _fitting(parts: Sequence[str], field: Field) -> tuple[str, ...]:
    found = tuple(filter(None, map(_short, parts)))
    if not found:
        raise InvalidField(field=field, problem="no_outputs")
    if len(found) > MOST_OUTPUTS:
        raise InvalidField(field=field, problem="too_many_outputs", limit=MOST_OUTPUTS, length=len(found))
    return found


def _short(text: str) -> str:
    """NUL and lone surrogates, which JSON can spell, are text that a database refuses."""
    text = text.replace("\0", "").encode(errors="replace").decode().strip()
    return text if len(text) <= LONGEST_OUTPUT else text[: LONGEST_OUTPUT - len(CUT)] + CUT


def _of_csv(text: str, column: str | None) -> Iterator[str]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    name = _named(list(rows.fieldnames or ()), column)
    return (row[name] or "" for row in rows)


def _of_json_lines(text: str, column: str | None) -> Iterator[str]:
    for line in filter(str.strip, text.splitlines()):
        found: Any = json.loads(line)
        value = found[_named(list(found), column)] if isinstance(found, dict) else found
        yield value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _named(names: Sequence[str], column: str | None) -> str:
    """Find the column by the name that was given, by a usual one, or because there is no other."""
    wanted = (column.strip(),) if column else _USUAL
    for one in wanted:
        for name in names:
            if name.strip().casefold() == one.casefold():
                return name
    if column is None and len(names) == 1:
        return names[0]
    raise InvalidField(field=Field.OUTPUTS_COLUMN, problem="no_such_column")
