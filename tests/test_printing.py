from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from bot.errors import BadFile
from bot.library import data_folder
from bot.printing import Printer, address, duration, mention, prose, slack_date, utc
from bot.wording import WORDS

FIVE_PAST = datetime(2026, 11, 23, 5, 1, tzinfo=UTC)


def printer(folder: Path, **templates: str) -> Printer:
    for name, text in templates.items():
        (folder / f"{name}.j2").write_text(text)
    return Printer([folder], WORDS)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        pytest.param("<!channel>", "&lt;!channel&gt;", id="a ping to all"),
        pytest.param("<@U1>", "&lt;@U1&gt;", id="a mention"),
        pytest.param("<https://evil.example|here>", "&lt;https://evil.example|here&gt;", id="a disguised link"),
        pytest.param("R&D &lt;", "R&amp;D &amp;lt;", id="ampersands"),
        pytest.param('it\'s "quoted" *x*', 'it\'s "quoted" *x*', id="what Slack does not read"),
    ],
)
def test_what_a_person_wrote_pings_nobody_in_slack(tmp_path: Path, written: str, printed: str) -> None:
    messages = printer(tmp_path, plain="{{ text }}")

    assert messages.mrkdwn("plain.j2", text=written) == printed


def test_words_are_escaped_once_inside_macros_too(tmp_path: Path) -> None:
    messages = printer(tmp_path, bold="{% macro bold(text) %}*{{ text }}*{% endmacro %}{{ bold(title) }}")

    assert messages.mrkdwn("bold.j2", title="<b> & c") == "*&lt;b&gt; &amp; c*"


def test_a_date_made_by_a_filter_stays_a_date(tmp_path: Path) -> None:
    messages = printer(tmp_path, due="{% macro due(at) %}due {{ at | slack_date }}{% endmacro %}{{ due(at) }}")

    assert messages.mrkdwn("due.j2", at=FIVE_PAST) == (
        "due <!date^1795410060^{date_short_pretty} {time}|2026-11-23 05:01 UTC>"
    )


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        pytest.param("# heading", "\\# heading", id="a heading"),
        pytest.param("one\n\n# two", "one # two", id="a new paragraph"),
        pytest.param("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;", id="HTML"),
        pytest.param("&lt;b&gt;", "&amp;lt;b&amp;gt;", id="HTML entities"),
        pytest.param("[x](y) ![i](j)", "\\[x\\](y) !\\[i\\](j)", id="links and images"),
        pytest.param("https://a.example www.b.example", "https\\://a.example www\\.b.example", id="bare addresses"),
        pytest.param("@ada and bob@c.example", "@\u2060ada and bob@\u2060c.example", id="mentions"),
        pytest.param("*a* _b_ ~~c~~ `d`", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`", id="emphasis and code"),
        pytest.param("__init__ model_v2", "\\_\\_init\\_\\_ model_v2", id="underscores"),
        pytest.param("a | b", "a \\| b", id="a table's cell"),
        pytest.param("- item", "\\- item", id="a list"),
        pytest.param("2. item", "2\\. item", id="a numbered list"),
        pytest.param("===", "\\===", id="a heading's underline"),
        pytest.param("> quote", "&gt; quote", id="a quotation"),
        pytest.param("\\[x]", "\\\\\\[x\\]", id="backslashes"),
        pytest.param("$5 and $6", "\\$5 and \\$6", id="formulas"),
        pytest.param("Fell from 5 % to 3.1 % (R&D)", "Fell from 5 % to 3.1 % (R&D)", id="ordinary words"),
    ],
)
def test_what_a_person_wrote_makes_no_structure_in_a_document(tmp_path: Path, written: str, printed: str) -> None:
    documents = printer(tmp_path, plain="{{ text }}")

    assert documents.markdown("plain.j2", text=written) == printed


def test_prose_keeps_its_paragraphs_and_nothing_else() -> None:
    assert prose("One\n# two\n\n\n- three <b>\r\n") == "One  \n\\# two\n\n\\- three &lt;b&gt;"


def test_what_the_template_itself_says_stays_as_it_is(tmp_path: Path) -> None:
    documents = printer(
        tmp_path, own="{% set gap %}[feature]{% endset %}{{ gap | capital }} is *down*: {{ text | capital }}"
    )

    assert documents.markdown("own.j2", text="[x]") == "[Feature] is *down*: \\[X\\]"


def test_a_name_that_nobody_gave_is_an_error(tmp_path: Path) -> None:
    documents = printer(tmp_path, plain="{{ missing }}")

    with pytest.raises(UndefinedError, match="missing"):
        documents.markdown("plain.j2")


def test_a_value_that_is_not_there_prints_nothing(tmp_path: Path) -> None:
    assert printer(tmp_path, plain="a{{ text }}b").markdown("plain.j2", text=None) == "ab"


def test_a_later_folder_replaces_a_template(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    printer(tmp_path / "first", plain="ours", other="kept")
    printer(tmp_path / "second", plain="theirs")

    both = Printer([tmp_path / "first", tmp_path / "second"], WORDS)

    assert (both.markdown("plain.j2"), both.markdown("other.j2")) == ("theirs", "kept")


def test_a_template_cannot_reach_outside_its_folders(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    (tmp_path / "inside").mkdir()
    documents = printer(tmp_path / "inside", sly="{% include '../secret' %}")

    with pytest.raises(LookupError):
        documents.markdown("sly.j2")


def test_every_template_that_comes_with_the_program_compiles() -> None:
    Printer([data_folder("templates")], WORDS).check()


@pytest.mark.parametrize("path", sorted(data_folder("templates").rglob("*.j2")), ids=lambda path: path.name)
def test_a_template_does_not_escape_for_html(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert [sign for sign in (" ~ ", "| e ", "|e ", "| e}", "| escape", "| safe") if sign in text] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("fine\n{% if %}", "line 2", id="a syntax error"),
        pytest.param("{{ x | shout }}", "line 1", id="an unknown filter"),
    ],
)
def test_a_broken_template_is_refused_with_file_and_place(tmp_path: Path, text: str, place: str) -> None:
    documents = printer(tmp_path, broken=text)

    with pytest.raises(BadFile) as refusal:
        documents.check()

    assert str(refusal.value).startswith(f"{tmp_path / 'broken.j2'}: {place}: ")


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(0), "0 min"),
        (timedelta(seconds=5), "5 s"),
        (timedelta(minutes=1, seconds=30), "1 min 30 s"),
        (timedelta(minutes=15), "15 min"),
        (timedelta(hours=2, minutes=15, seconds=20), "2 h 15 min"),
        (timedelta(hours=24), "24 h"),
        (timedelta(hours=50), "2 d 2 h"),
        (timedelta(minutes=-3), "−3 min"),
    ],
    ids=str,
)
def test_a_span_is_said_as_people_say_it(span: timedelta, said: str) -> None:
    assert duration(span) == said


def test_a_moment_is_printed_in_utc_wherever_it_comes_from() -> None:
    at = datetime(2026, 11, 23, 7, 31, tzinfo=timezone(timedelta(hours=2, minutes=30)))

    assert utc(at) == "2026-11-23 05:01 UTC"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        slack_date(FIVE_PAST.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("slack_id", "said"),
    [
        pytest.param("U1", "<@U1>", id="a user"),
        pytest.param("S1", "<!subteam^S1>", id="a user group"),
        pytest.param("!channel", "!channel", id="something else"),
        pytest.param("U1> <!here", "U1&gt; &lt;!here", id="an id with a sting"),
    ],
)
def test_only_an_id_becomes_a_mention(slack_id: str, said: str) -> None:
    assert mention(slack_id) == said


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        pytest.param("https://x.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1", True, id="a permalink"),
        pytest.param("https://x.example/a)(b", False, id="a bracket would end the link"),
        pytest.param("https://x.example/a b", False, id="so would a space"),
        pytest.param("javascript:alert(1)", False, id="a script is no address"),
        pytest.param("https://x.example/<img>", False, id="nor is markup"),
    ],
)
def test_only_an_address_of_the_web_is_printed_as_a_links_target(url: str, *, printed: bool) -> None:
    shown = address(url)

    assert (str(shown) == url) is printed
