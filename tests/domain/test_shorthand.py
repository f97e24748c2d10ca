"""Records of systems as people type them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import shorthand
from bot.domain.systems import Bundle, Part, Trigger
from bot.errors import InvalidField
from bot.ids import Field

_WORD = st.text("abcdefghijkl0123456789.-/ ", min_size=1, max_size=30).map(str.strip).filter(bool)
_BUNDLES = st.lists(
    st.builds(
        Bundle,
        label=_WORD,
        minutes=st.none() | st.integers(1, 10_080),
        parts=st.dictionaries(st.sampled_from(Part), _WORD, max_size=9),
    ),
    max_size=5,
    unique_by=lambda bundle: bundle.label,
)


@given(_BUNDLES)
def test_bundles_are_read_as_they_are_written(bundles: list[Bundle]) -> None:
    assert shorthand.read_bundles(shorthand.write_bundles(bundles)) == tuple(bundles)


def test_a_bundle_may_be_typed_in_haste() -> None:
    (current, earlier) = shorthand.read_bundles(" v41 ;12;Model:41;  prompt : p:7 ;\n\nv40\n")

    assert current == Bundle(label="v41", minutes=12, parts={Part.MODEL: "41", Part.PROMPT: "p:7"})
    assert earlier == Bundle(label="v40")


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        pytest.param("v41\nv40; weights: 3", "bad_part", "2", id="no such part"),
        pytest.param("v41; fast", "bad_bundle", "1", id="no version"),
        pytest.param("v41; model:", "bad_bundle", "1", id="an empty version"),
        pytest.param("v41; 0 min", "bad_bundle", "1", id="no minutes"),
        pytest.param("v41\n\nv41", "same_label", "3", id="a label twice"),
        pytest.param("v" * 76, "bad_bundle", "1", id="a long label"),
    ],
)
def test_a_bundle_that_cannot_be_read_is_named_by_its_line(text: str, problem: str, line: str) -> None:
    with pytest.raises(InvalidField) as refused:
        shorthand.read_bundles(text)

    assert refused.value.field == Field.BUNDLES
    assert (refused.value.values["problem"], refused.value.values["line"]) == (problem, line)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("traces: P30D", timedelta(days=30)),
        ("traces: 30 days", timedelta(days=30)),
        ("traces:12h", timedelta(hours=12)),
        ("traces: pt90m", timedelta(minutes=90)),
    ],
)
def test_a_retention_is_read_in_words_and_in_iso(text: str, span: timedelta) -> None:
    read = shorthand.read_retention(text)

    assert read == {"traces": span}
    assert shorthand.read_retention(shorthand.write_retention(read)) == read


@pytest.mark.parametrize("text", ["traces", "traces: long", ": P1D", "traces: 0 days", "traces: P2Y", "a: 999 days"])
def test_a_retention_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(InvalidField):
        shorthand.read_retention(text)


def test_a_trigger_is_read_as_it_is_written() -> None:
    trigger = Trigger(metric="groundedness, weekly", at=0.85, direction="below")

    assert shorthand.write_trigger(trigger) == "groundedness, weekly below 0.85"
    assert shorthand.read_trigger(shorthand.write_trigger(trigger), Field.QUALITY_FLOOR) == trigger
    assert shorthand.read_trigger(None, Field.QUALITY_FLOOR) is None


@pytest.mark.parametrize("text", ["0.8", "below 0.8", "quality under 0.8", "quality below low"])
def test_a_trigger_that_cannot_be_read_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(InvalidField) as refused:
        shorthand.read_trigger(text, Field.ERROR_THRESHOLD)

    assert refused.value.field == Field.ERROR_THRESHOLD
