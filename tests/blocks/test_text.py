from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import text

HOSTILE = "<!channel> *x* <@U1> & <https://evil.example|click>"


def test_what_a_person_wrote_mentions_nobody() -> None:
    said = text.said(HOSTILE)

    assert "<" not in said
    assert said.startswith("&lt;!channel&gt; *x* &lt;@U1&gt; &amp;")


@pytest.mark.parametrize("limit", range(3, 14))
def test_a_cut_never_goes_through_an_entity(limit: int) -> None:
    said = text.said("a&b<c>d&e<f>", limit)

    assert len(said) <= limit
    for entity in ("&amp;", "&lt;", "&gt;"):
        said = said.replace(entity, "")
    assert "&" not in said


@given(st.text(max_size=300), st.integers(min_value=3, max_value=200))
def test_any_text_is_cut_to_its_limit_and_says_so(words: str, limit: int) -> None:
    said = text.said(words, limit)

    assert 1 <= len(said) <= limit
    assert "<" not in said
    assert ">" not in said
    assert len(text.escape(words.strip())) <= limit or said.endswith(text.ELLIPSIS)


def test_nothing_written_is_shown_as_a_dash() -> None:
    said = text.said("  \n ")

    assert said == text.NOTHING


def test_a_moment_shows_in_the_readers_time_zone_with_utc_to_fall_back_on() -> None:
    said = text.date(datetime(2025, 4, 27, 17, 25, tzinfo=UTC))

    assert said == "<!date^1745774700^{date_short_pretty} {time}|2025-04-27 17:25 UTC>"


@pytest.mark.parametrize(
    ("slack_id", "mention"),
    [
        pytest.param("U1", "<@U1>", id="user"),
        pytest.param("S1", "<!subteam^S1>", id="user group"),
        pytest.param("!channel", "!channel", id="not an id"),
        pytest.param("U1> <!here", "U1&gt; &lt;!here", id="an id with more behind it"),
    ],
)
def test_only_ids_become_mentions(slack_id: str, mention: str) -> None:
    assert text.mention(slack_id) == mention


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("https://x.example/|fake>", id="a label of its own"),
        pytest.param("https://x.example/> <!channel", id="a mention behind it"),
    ],
)
def test_an_address_that_is_not_plainly_one_of_the_web_is_no_link(url: str) -> None:
    assert text.link(url, "The message") == "The message"


def test_an_address_of_the_web_is_a_link() -> None:
    said = text.link("https://x.slack.com/archives/C1/p1?a=1&b=2", "The message")

    assert said == "<https://x.slack.com/archives/C1/p1?a=1&amp;b=2|The message>"
