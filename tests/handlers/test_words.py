import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.taxonomy import Severity
from bot.errors import UnknownCommand
from bot.ids import Sub
from handlers.commands.words import ANYWHERE, OF_SYSTEMS, Words, edits, read

IN_INCIDENTS = sorted(set(Sub) - ANYWHERE)


@pytest.mark.parametrize("in_incident", [True, False], ids=["in-an-incident", "elsewhere"])
@pytest.mark.parametrize("sub", list(Sub))
def test_a_sub_command_alone_is_one_everywhere(sub: Sub, in_incident: bool) -> None:  # noqa: FBT001  # a table's column
    assert read(sub, in_incident=in_incident) == Words(sub=sub)


def test_a_sub_command_is_read_in_any_case() -> None:
    assert read("ReSolve", in_incident=True) == Words(sub=Sub.RESOLVE)


@pytest.mark.parametrize("sub", IN_INCIDENTS)
def test_words_behind_a_sub_command_belong_to_it_in_an_incident(sub: Sub) -> None:
    assert read(f"{sub} the flag is off", in_incident=True) == Words(sub=sub, rest="the flag is off")


@pytest.mark.parametrize("sub", IN_INCIDENTS)
def test_elsewhere_a_title_may_begin_with_the_word_of_a_sub_command(sub: Sub) -> None:
    text = f"{sub} endpoint invents prices"

    assert read(text, in_incident=False) == Words(title=text)


@pytest.mark.parametrize("sub", sorted(OF_SYSTEMS))
@pytest.mark.parametrize("in_incident", [True, False], ids=["in-an-incident", "elsewhere"])
def test_a_known_system_may_be_named(sub: Sub, in_incident: bool) -> None:  # noqa: FBT001  # a table's column
    named = read(f"{sub} Support assistant", in_incident=in_incident, names_system=True)

    assert named == Words(sub=sub, rest="Support assistant")


def test_a_title_may_begin_with_system() -> None:
    assert read("system prompt leaked", in_incident=True) == Words(title="system prompt leaked")


@pytest.mark.parametrize("sub", sorted(ANYWHERE))
@pytest.mark.parametrize("in_incident", [True, False], ids=["in-an-incident", "elsewhere"])
def test_a_title_may_begin_with_help_list_or_plan(sub: Sub, in_incident: bool) -> None:  # noqa: FBT001  # a table's column
    text = f"{sub} of refunds is made up"

    assert read(text, in_incident=in_incident) == Words(title=text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", Words(), id="nothing"),
        pytest.param("The bot invents refunds", Words(title="The bot invents refunds"), id="a-title"),
        pytest.param("Hallucinations", Words(title="Hallucinations"), id="one-word"),
        pytest.param("p0 PII in answers", Words(title="PII in answers", severity=Severity.P0), id="quick"),
        pytest.param("P3: odd emoji", Words(title="odd emoji", severity=Severity.P3), id="with-a-colon"),
        pytest.param("p1 - biased scores", Words(title="biased scores", severity=Severity.P1), id="with-a-dash"),
        pytest.param("p2", Words(severity=Severity.P2), id="a-severity-alone"),
        pytest.param("P2,", Words(severity=Severity.P2), id="a-severity-and-a-comma"),
        pytest.param("p4 nothing", Words(title="p4 nothing"), id="no-such-severity"),
        pytest.param("p10 model is slow", Words(title="p10 model is slow"), id="a-longer-word"),
        pytest.param("<!channel> *x* <@U1>", Words(title="<!channel> *x* <@U1>"), id="markup"),
        pytest.param("更新が壊れた", Words(title="更新が壊れた"), id="another-alphabet"),
    ],
)
def test_the_rest_is_a_title_or_a_quick_declaration(text: str, expected: Words) -> None:
    assert read(text, in_incident=False) == expected
    assert read(text, in_incident=True) == expected


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("resolv", "resolve"),
        ("reslove", "resolve"),
        ("updaet", "update"),
        ("HLEP", "help"),
        ("sevrity", "severity"),
        ("mitigate", "mitigated"),
        ("timelin", "timeline"),
        ("post-mortem", "postmortem"),
        ("roles", "role"),
        ("lst", "list"),
        ("repoen", "reopen"),
    ],
)
def test_one_word_within_two_edits_is_asked_about(word: str, nearest: str) -> None:
    with pytest.raises(UnknownCommand) as refusal:
        read(word, in_incident=False)

    assert refusal.value.values == {"word": word, "nearest": nearest}


def test_two_words_are_a_title_however_near_the_first_is() -> None:
    assert read("updat broke", in_incident=True) == Words(title="updat broke")


@given(st.text(max_size=12), st.text(max_size=12))
def test_edits_count_the_same_both_ways_and_nothing_for_the_same_word(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) is (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))


@given(st.text())
def test_no_text_is_lost_or_breaks_the_reading(text: str) -> None:
    try:
        words = read(" ".join(text.split()), in_incident=True)
    except UnknownCommand as refusal:
        words = Words(title=refusal.values["word"])

    kept = "".join((words.sub or "", words.rest, words.title, words.severity or ""))
    assert len(kept) >= len("".join(text.split())) - sum(text.count(mark) for mark in ":,-") - 1
