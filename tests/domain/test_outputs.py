"""Outputs as people bring them: lines, blocks, columns and keys; what cannot be read is refused by what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outputs import CUT, LONGEST_OUTPUT, MOST_OUTPUTS, in_file, pasted
from bot.errors import InvalidField
from bot.ids import Field
from bot.wording.refusing import PROBLEMS


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        pytest.param("one\n\n two \n", ("one", "two"), id="lines"),
        pytest.param("one\nmore of it\n---\ntwo", ("one\nmore of it", "two"), id="blocks"),
        pytest.param("  -----  \none\n---\n", ("one",), id="empty blocks are none"),
        pytest.param("https://example.test/trace/1", ("https://example.test/trace/1",), id="a reference"),
        pytest.param("a -- b\n- - -", ("a -- b", "- - -"), id="dashes in words"),
        pytest.param("a\0b\n\0", ("ab",), id="no NUL"),
    ],
)
def test_pasted_text_is_cut_into_outputs(text: str, outputs: tuple[str, ...]) -> None:
    assert pasted(text) == outputs


@pytest.mark.parametrize(
    ("name", "content", "column", "outputs"),
    [
        pytest.param("a.txt", "one\ntwo", None, ("one", "two"), id="lines"),
        pytest.param("a.CSV", 'id,Answer\n1,"one, or\ntwo"\n2,three', None, ("one, or\ntwo", "three"), id="usual name"),
        pytest.param("a.csv", "id,said\n1,one\n2", "SAID", ("one",), id="named column, a row without it"),
        pytest.param("a.csv", "whatever\none", None, ("one",), id="the only column"),
        pytest.param("a.jsonl", '{"output": "one"}\n\n{"output": ["two"]}', None, ("one", '["two"]'), id="keys"),
        pytest.param("a.jsonl", '"one"\n"ä"', None, ("one", "ä"), id="bare strings"),
        pytest.param("a.jsonl", r'"\ud800 half"', None, ("? half",), id="half a character"),
        pytest.param("a.csv", "\ufeffanswer\none", None, ("one",), id="a byte order mark"),
    ],
)
def test_files_are_read_as_they_are_named(
    name: str, content: str, column: str | None, outputs: tuple[str, ...]
) -> None:
    assert in_file(name, content.encode(), column) == outputs


@pytest.mark.parametrize(
    ("name", "content", "column", "problem"),
    [
        pytest.param("a.txt", b" \n", None, "no_outputs", id="nothing"),
        pytest.param("a.txt", b"\xff\xfe", None, "unreadable_file", id="not text"),
        pytest.param("a.jsonl", b"{", None, "unreadable_file", id="not JSON"),
        pytest.param("a.csv", b"id,said\n1,one", None, "no_such_column", id="no usual name"),
        pytest.param("a.csv", b"id,said\n1,one", "answer", "no_such_column", id="no such name"),
        pytest.param("a.jsonl", b'{"a": 1, "b": 2}', "c", "no_such_column", id="no such key"),
        pytest.param("a.txt", b"x\n" * (MOST_OUTPUTS + 1), None, "too_many_outputs", id="too many"),
        pytest.param("a.jsonl", b"[" * 100_000, None, "unreadable_file", id="a deep hole"),
        pytest.param("a.jsonl", b"9" * 9_000, None, "unreadable_file", id="an endless number"),
        pytest.param("a.csv", b'answer\n"' + b"x" * 200_000 + b'"', None, "unreadable_file", id="a huge cell"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, column: str | None, problem: str) -> None:
    with pytest.raises(InvalidField) as refused:
        in_file(name, content, column)

    assert refused.value.values["problem"] == problem


def read(name: str, content: bytes, column: str | None) -> tuple[str, ...] | str:
    """The outputs, or the problem with them."""
    try:
        return in_file(name, content, column)
    except InvalidField as refused:
        return refused.values["problem"]


@given(name=st.sampled_from(["a.txt", "a.csv", "a.jsonl"]), content=st.binary(), column=st.none() | st.text())
def test_whatever_is_in_a_file_it_is_read_or_refused(name: str, content: bytes, column: str | None) -> None:
    found = read(name, content, column)

    assert found in PROBLEMS if isinstance(found, str) else 1 <= len(found) <= MOST_OUTPUTS
    assert all(output.strip() and len(output) <= LONGEST_OUTPUT for output in found)


def test_a_long_output_is_cut_and_says_so() -> None:
    [output] = in_file("a.jsonl", b'"' + b"x" * 9000 + b'"', None)

    assert len(output) == LONGEST_OUTPUT
    assert output.endswith(CUT)


def test_a_refusal_stands_beside_what_was_pasted() -> None:
    with pytest.raises(InvalidField) as refused:
        pasted("x\n" * (MOST_OUTPUTS + 5))

    assert refused.value.field == Field.OUTPUTS_PASTED
    assert refused.value.values["length"] == str(MOST_OUTPUTS + 5)
