"""How people's names are recognised in running text, written in any case, with or without an @, with markup around."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

# Given names and surnames that are words too: only a capital tells, and not even that at the start of a sentence.
_COMMON_WORDS: Final = """
    will mark may rose grace art bill jack rich frank grant chase drew hope joy faith summer june april august dean
    guy ray sue pat rob nick max miles penny ruby pearl amber sky page young long black white brown green gray grey
    king price cook baker rice wood field stone lane case park law bush bell bond banks church day early fair good
    hand hunter major marks mason power reed sharp short small strong swift walker ward west north wise don gene
    norm dot sandy crystal ivy dawn holly honor iris jade lily olive violet wade cliff colt dale earl forest glen
    heath herb lance pierce rusty sterling trip victor bar ball bird book cash close cross fox gold high hill house
    knight little love mann moon new noble pool post best key root test model lead team data legal support safety
    security product serving science admin bot system user staff call cherry christian mercy
"""
COMMON_WORDS: Final = frozenset(_COMMON_WORDS.split())

# Parts of a name that are nobody's name by themselves.
_PARTICLES: Final = "al and bin da dal de del den der di dos dr du el ibn la le mr mrs ms of phd prof san the van von"
_ASIDE: Final = re.compile(r"\s*[(\[].*?[)\]]|\s+[|/–—-]\s.*")  # noqa: RUF001  # dashes of every kind, as in "Ada - ML"
_MONTHS: Final = frozenset({"may", "june", "april", "august"})
_SHORTEST: Final = 3
_UNSPACED_SCRIPTS: Final = "\u2e80"  # from here on (Chinese, Japanese, Korean) words stand without spaces between them
_WORD: Final = re.compile(r"[^\W_]+")
_ANYWHERE: Final = ""
_AFTER_A_VERB: Final = r"(?!\s+(?:the|an?|it|we|you|they|this|that|these|I|he|she|all|as|be|not|your|our|my|up)\b)"
_NOT_A_DATE: Final = r"(?<!\d\s)(?<!\d(?:st|nd|rd|th)\s)"


def settled(text: str) -> str:
    """Return the text in one Unicode form: letters that only look different become the same, hidden characters go."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_plain(char) for char in composed) if not composed.isascii() else composed


def _plain(char: str) -> str:
    if char.isalpha():
        return unicodedata.normalize("NFKC", char)
    # Format characters split names invisibly; of these only the joiner of emoji has a use in a document.
    return "" if unicodedata.category(char) == "Cf" and char != "\u200d" else char


def variants(names: Iterable[str]) -> tuple[str, ...]:
    """Return every form of a name: whole, written as one word, in parts, and all of these without accents."""
    forms = dict.fromkeys(form for name in names for form in _forms(settled(name).strip().lstrip("@")))
    return tuple(sorted((form for form in forms if len(form) > 1), key=len, reverse=True))


def _forms(name: str) -> Iterator[str]:
    name = _ASIDE.sub("", name)
    words = [word for word in re.split(r"[\s.,_]+", name) if word]
    parts = (word for word in words if word.lower() not in _PARTICLES.split())
    for part in (name, "".join(words), *parts):
        yield part
        yield "".join(char for char in unicodedata.normalize("NFD", part) if not unicodedata.combining(char))


def pattern(names: Iterable[str]) -> str:
    """Return a regular expression for any of the names (as `variants` gives them); one that never matches for none."""
    return "|".join(_pattern(name) for name in names) or r"(?!)"


def _pattern(name: str) -> str:
    words = r"[\s\u00a0]+".join(map(re.escape, name.split()))
    if name >= _UNSPACED_SCRIPTS:
        return words
    if is_ambiguous(name):
        return rf"(?-i:(?<![^\W_]){_ambiguous(name, words)}(?![^\W_]))"
    return rf"(?<![^\W_]){words}(?![^\W_])"


def _ambiguous(name: str, words: str) -> str:
    """With @ in any case; without it only capitalised, and only where it does not read as the word."""
    capital = re.escape(name[:1].upper() + name[1:])
    date = r"(?!\s+\d)" if name.lower() in _MONTHS else ""
    before = _NOT_A_DATE if date else ""
    return rf"(?:(?<=@)(?i:{words})|{before}{capital}{date}{_AFTER_A_VERB})"


def is_ambiguous(name: str) -> bool:
    """Say whether the name, in lower case, is more likely another word."""
    return len(name) < _SHORTEST or name.lower() in COMMON_WORDS


class Index:
    """Finds which of many names a text may contain: a workspace has thousands, a message two or three."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self._forms = forms
        self._by_word: dict[str, list[int]] = {}
        for place, form in enumerate(forms):
            word = _WORD.search(form)
            key = word[0].casefold() if word and form < _UNSPACED_SCRIPTS else _ANYWHERE
            self._by_word.setdefault(key, []).append(place)

    def in_text(self, text: str) -> tuple[str, ...]:
        """Return the names whose first word stands in the text, in the order in which they were given."""
        words = {word.casefold() for word in _WORD.findall(text)} | {_ANYWHERE}
        return tuple(self._forms[place] for place in sorted(p for word in words for p in self._by_word.get(word, ())))
