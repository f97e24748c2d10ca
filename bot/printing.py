"""The Jinja environments: one for Markdown documents, one for Slack's mrkdwn; both make what people wrote inert.

Rule for templates: everything printed with ``{{ }}`` is taken for somebody's words and escaped. Trusted is only what
the template itself says, what the filters below make, and what a macro or a ``{% set %}…{% endset %}`` block has
composed of these. Do not join with ``~`` or escape with ``| e``: both escape for HTML, which is neither format. Print
no value inside a code span or a code block: nothing can be escaped there.
"""

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from bot.errors import BadFile

_WHOLE_FILE: Final = "the whole file"
_WORD_JOINER: Final = "\u2060"
_SLACK_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_USER: Final = re.compile(r"[UW][A-Z0-9]+")
_GROUP: Final = re.compile(r"S[A-Z0-9]+")
_ADDRESS: Final = re.compile(r"https?://[\w.~:/?#@!$&*+,;=%-]+", re.ASCII)
# In this order: the first row doubles the backslashes that were written, so that later rows may add their own.
_MARKDOWN: Final = (
    (re.compile(r"([\\`*\[\]|~$])"), r"\\\1"),
    (re.compile(r"(?<![^\W_])_|_(?![^\W_])"), r"\\_"),  # within a word, as in model_v2, it means nothing
    (re.compile(r"&(?=#?\w+;)"), "&amp;"),
    (re.compile(r"<"), "&lt;"),
    (re.compile(r">"), "&gt;"),
    (re.compile(r"@(?=\w)"), f"@{_WORD_JOINER}"),
    (re.compile(r"(?i)(https?|ftp|mailto|xmpp):"), r"\1\\:"),
    (re.compile(r"(?i)(www)\."), r"\1\\."),
    (re.compile(r"^([-+=#])"), r"\\\1"),
    (re.compile(r"^(\d{1,9})([.)])"), r"\1\\\2"),
)


class Printer:
    """Prints templates, which are loaded from folders only: a later folder's template replaces an earlier one's.

    An undefined name is an error; None prints nothing. `words` are filters that put values into words; what they return
    is escaped like anybody's.
    """

    def __init__(self, folders: Sequence[Path], words: Mapping[str, Callable[..., str]]) -> None:
        self._folders = tuple(reversed(folders))
        self._markdown = _environment(self._folders, _inert_markdown)
        self._mrkdwn = _environment(self._folders, _inert_mrkdwn)
        self._plain = _environment(self._folders, _as_it_is)
        self._plain.filters |= words
        self._markdown.filters |= words
        self._mrkdwn.filters |= words
        self._mrkdwn.filters |= {"slack_date": slack_date, "mention": mention}

    def markdown(self, template: str, **values: object) -> str:
        """Return a Markdown document (GitHub's flavour)."""
        return self._markdown.get_template(template).render(values)

    def mrkdwn(self, template: str, **values: object) -> str:
        """Return a text for a Slack message."""
        return self._mrkdwn.get_template(template).render(values)

    def plain(self, template: str, **values: object) -> str:
        """Return a text without any markup, for somebody to edit."""
        return self._plain.get_template(template).render(values)

    def check(self) -> None:
        """Read every template, also those that are replaced or seldom printed.

        Raises:
            BadFile: A folder does not exist, or a file is not a template.
        """
        for folder in self._folders:
            if not folder.is_dir():
                raise BadFile(folder, _WHOLE_FILE, "is not a folder")
            for path in sorted(folder.rglob("*.j2")):
                _compile(self._mrkdwn, path)

    def rehearse(self, print_all: Callable[[], object]) -> None:
        """Call what prints with this printer, to find what compiling cannot: a name that a template is not given.

        Raises:
            BadFile: A template cannot be printed.
        """
        try:
            print_all()
        except TemplateError as error:
            told = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
            path, place = (told[-1].filename, f"line {told[-1].lineno}") if told else ("templates", _WHOLE_FILE)
            raise BadFile(path, place, error.message or "cannot be printed") from error


def utc(at: datetime) -> str:
    """Print a moment as ``2026-11-23 05:01 UTC``.

    Raises:
        ValueError: The moment has no time zone, so nobody can say when it was.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def duration(span: timedelta) -> str:
    """Print a span as ``2 h 15 min``: days from 48 hours on, seconds below an hour."""
    seconds = round(abs(span).total_seconds())
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    parts = ((hours // 24, "d"), (hours % 24, "h")) if hours >= 48 else ((hours, "h"), (minutes, "min"))  # noqa: PLR2004  # P3's "24 h" stays what people call it
    if not hours:
        parts = ((minutes, "min"), (seconds % 60, "s"))
    said = " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"
    return f"−{said}" if span < timedelta(0) else said  # noqa: RUF001  # a minus sign, not a dash


def slack_date(at: datetime) -> Markup:
    """Print a moment as each reader's own time zone shows it, with UTC where Slack cannot."""
    return _trusted(f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{utc(at)}>")


def mention(slack_id: str) -> Markup:
    """Print a mention of a user or a user group by its id; anything else is only text."""
    if _USER.fullmatch(slack_id):
        return _trusted(f"<@{slack_id}>")
    if _GROUP.fullmatch(slack_id):
        return _trusted(f"<!subteam^{slack_id}>")
    return _inert_mrkdwn(slack_id)


def prose(text: str) -> Markup:
    """Print a text of several lines for Markdown with its paragraphs kept; every line of it stays inert."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return Markup("\n\n").join(Markup("  \n").join(map(_inert_markdown, block.splitlines())) for block in paragraphs)


def address(url: str) -> Markup:
    """Print a web address as a link's target; what could end the link, or is no address, leads nowhere."""
    return _trusted(url) if _ADDRESS.fullmatch(url) else _trusted("#")


def capital(text: str) -> str:
    """Begin with a capital letter, be it after a bracket: ``[feature]`` becomes ``[Feature]``."""
    said = re.sub(r"[^\W\d_]", lambda letter: letter[0].upper(), text, count=1)
    return _trusted(said) if isinstance(text, Markup) else said


def _environment(folders: Sequence[Path], inert: Callable[[object], Markup]) -> Environment:
    # Autoescape only lets Jinja tell what it composed itself (Markup) from what it was given; `inert` escapes.
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        finalize=inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"utc": utc, "duration": duration, "capital": capital, "prose": prose, "address": address}
    return environment


def _as_it_is(value: object) -> Markup:
    """Leave a text alone: where it will stand, nothing has a meaning."""
    return _trusted("" if value is None else str(value))


def _inert_mrkdwn(value: object) -> Markup:
    """Escape exactly what Slack's mrkdwn gives a meaning to: ``& < >``."""
    if isinstance(value, Markup):
        return value
    return _trusted("" if value is None else str(value).translate(_SLACK_ENTITIES))


def _inert_markdown(value: object) -> Markup:
    """Make one line of Markdown of any text: no HTML, heading, list, table, link, mention or emphasis comes of it."""
    if isinstance(value, Markup):
        return value
    text = "" if value is None else " ".join(str(value).split())
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return _trusted(text)


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704  # every caller has escaped or composed it from numbers and ids


def _compile(environment: Environment, path: Path) -> None:
    try:
        environment.compile(path.read_text(encoding="utf-8"), raw=True)
    except TemplateSyntaxError as error:
        raise BadFile(path, f"line {error.lineno}", error.message or "is not a template") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(path, _WHOLE_FILE, "cannot be read as UTF-8") from error
