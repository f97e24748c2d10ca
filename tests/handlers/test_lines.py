"""Counts that people type or paste."""

import pytest

from bot.errors import InvalidField
from bot.ids import Field
from handlers.lines import Row, rows


@pytest.mark.parametrize(
    "line",
    ["women, 300, 120", "women;300;120", "women\t300\t120", "| women | 300 | 120 |", "  women ,300 , 120 "],
    ids=["commas", "semicolons", "a pasted sheet", "a Markdown table", "spaces"],
)
def test_a_line_is_read_however_it_was_pasted(line: str) -> None:
    assert rows(f"\n{line}\n", Field.GROUPS, (2,)) == (Row("women", (300, 120)),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("a, 1, 2\nb, many, 2", "bad_line", id="no number"),
        pytest.param("a, 1, 2\nb, 3", "bad_line", id="a number missing"),
        pytest.param("a, 1, 2, 3", "bad_line", id="a number too many"),
        pytest.param(", 1, 2", "bad_line", id="no name"),
        pytest.param("a, -1, 2", "bad_line", id="negative"),
        pytest.param("a, 1.000, 2", "bad_line", id="thousands with a point"),
        pytest.param("A, 1, 2\na, 3, 4", "bad_name", id="twice"),
        pytest.param(f"{'x' * 81}, 1, 2", "bad_name", id="a long name"),
        pytest.param(" \n ", "empty", id="nothing"),
        pytest.param("\n".join(f"g{n}, 1, 1" for n in range(41)), "too_many_lines", id="too many"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_beside_its_field(text: str, problem: str) -> None:
    with pytest.raises(InvalidField) as refused:
        rows(text, Field.GROUPS, (2,))

    assert (refused.value.field, refused.value.values["problem"]) == (Field.GROUPS, problem)
