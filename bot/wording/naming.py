"""Names that Slack accepts for channels, made from what people type as a title."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

LONGEST_CHANNEL_NAME: Final = 80
LONGEST_SLUG: Final = 50
_MARKUP: Final = re.compile(r"<[@#!][^>]*>")
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_LATIN: Final = re.compile(r"LATIN SMALL (?:LETTER|LIGATURE) ([A-Z]{1,2})\b")


def slug(title: str, limit: int = LONGEST_SLUG) -> str:
    """Return lower-case ASCII letters, digits and hyphens, at most `limit`; empty where a title has none of these.

    Accents go, letters such as ø and ß become what people write for them, mentions are left out.
    """
    folded = unicodedata.normalize("NFKD", _MARKUP.sub(" ", title).casefold())
    words = _NOT_IN_NAMES.sub("-", "".join(_ascii(folded))).strip("-")
    return words if len(words) <= limit else _whole_words(words, limit)


def channel_name(prefix: str, number: int, title: str, *, private: bool) -> str:
    """Return `inc-7-assistant-agrees`: at most 80 characters; of a private incident the number alone, no title."""
    head = f"{prefix}-{number}"
    words = "" if private else slug(title, min(LONGEST_SLUG, LONGEST_CHANNEL_NAME - len(head) - 1))
    return f"{head}-{words}".strip("-")


def _ascii(text: str) -> Iterator[str]:
    for char in text:
        if unicodedata.combining(char) or char in "'’":  # noqa: RUF001  # the typographic apostrophe is what is meant
            continue
        yield char if char.isascii() else _latin(char)


def _latin(char: str) -> str:
    """Unicode knows ø as "small letter O with stroke" and æ as "small letter AE"."""
    found = _LATIN.match(unicodedata.name(char, ""))
    return found[1].lower() if found else " "


def _whole_words(words: str, limit: int) -> str:
    """Cut between words where that leaves at least half of what fits."""
    cut = words[: limit + 1].rpartition("-")[0]
    return (cut if len(cut) >= limit // 2 else words[:limit]).strip("-")
