"""Finds words of blame in a text and suggests what to write instead: help for the author, never a score."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from bot.domain.blameless_rules import PERSON_RULES
from bot.domain.blameless_style import STYLE_RULES
from bot.domain.names import Index, pattern, variants
from bot.domain.phrasing import Level, Rule
from bot.domain.subjects import completed
from bot.domain.verbs import infinitive

RULES: Final = (*PERSON_RULES, *STYLE_RULES)
LEFT_OUT: Final = "[…]"

# What others said or what is no prose is not the author's wording; it is searched as if it were not there.
_NOT_PROSE: Final = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`"
    r"|^[ \t]*(?:>|&gt;).*$"
    r'|"[^"\n]{1,300}"|“[^”\n]{1,300}”|«[^»\n]{1,300}»'
    r"|\]\([^)\n]*\)|<(?![@!])[^<>\n|]*(?=[|>])|\bhttps?://[^\s<>|]+",
    re.DOTALL | re.MULTILINE,
)
_CLAUSES: Final = re.compile(r"\s*(?:.*[,;:\u2014]\s)?", re.DOTALL)
_FILLER: Final = "\ufffc"
_SENTENCE: Final = re.compile(r"[^\n]+?(?:[.!?]+[\"”')*_]*(?=\s+[^a-z\s]|\s*$)|(?=\n)|\Z)", re.MULTILINE)
_LONGEST_REST: Final = 300
_END: Final = " \t.!?*_\"”')"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of blame, where they stand in the text, and what to write instead.

    `rewrite` is a whole sentence that can stand in the place of this one when `is_sentence`, otherwise advice.
    """

    start: int
    end: int
    words: str
    rule: str
    severity: Level
    why: str
    rewrite: str
    is_sentence: bool = False
    in_documents: bool = False


class Softened(NamedTuple):
    """A text that may stand in a document, and how many of its sentences stand otherwise or were left out."""

    text: str
    replaced: int


def check(text: str, names: Sequence[str] = (), *, is_action: bool = False) -> tuple[Finding, ...]:
    """Return what blames in the text, in its order; `names` are people's, `is_action` marks a prevention action."""
    prose = _prose(text)
    found = [
        _finding(rule, match, text)
        for rule, match in _matches(prose, _known(tuple(names)).in_text(prose), is_action=is_action)
    ]
    kept = {(one.rule, one.start): one for one in reversed(found)}
    return tuple(sorted(kept.values(), key=lambda one: (one.start, one.end, one.rule)))


def soften(text: str, names: Sequence[str] = ()) -> Softened:
    """Return the text for a document: a sentence of blame becomes the question behind it, or is left out.

    It is left out where no question is known. What was changed stands in square brackets, as in any edited quotation.
    """
    replaced = 0
    parts: list[str] = []
    position = 0
    blaming = [one for one in check(text, names) if one.in_documents]
    for sentence in _SENTENCE.finditer(text) if blaming else ():
        first = next((one for one in blaming if sentence.start() <= one.start < sentence.end()), None)
        if first is not None:
            parts += (text[position : sentence.start()], _instead(first, sentence))
            position, replaced = sentence.end(), replaced + 1
    return Softened("".join((*parts, text[position:])), replaced)


def _instead(finding: Finding, sentence: re.Match[str]) -> str:
    """What stands in a sentence's place; a clause before the blame is kept: it may be the fact that matters."""
    kept = _CLAUSES.match(sentence[0][: max(0, finding.start - sentence.start())])
    return (kept[0] if kept else "") + (f"[{finding.rewrite}]" if finding.is_sentence else LEFT_OUT)


def _prose(text: str) -> str:
    straight = text.replace("\u2019", "'")
    return _NOT_PROSE.sub(lambda other: _FILLER * len(other[0]), straight)


def _matches(prose: str, names: tuple[str, ...], *, is_action: bool) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule, expression in _expressions(names):
        if is_action or not rule.only_for_actions:
            yield from ((rule, match) for match in expression.finditer(prose))


@lru_cache(maxsize=4)
def _known(names: tuple[str, ...]) -> Index:
    return Index(variants(names))


@lru_cache(maxsize=64)
def _expressions(names: tuple[str, ...]) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    named = pattern(names)
    return tuple((rule, re.compile(completed(rule.pattern, named), re.IGNORECASE)) for rule in RULES)


def _finding(rule: Rule, match: re.Match[str], text: str) -> Finding:
    sentence = _question(rule, match, text)
    return Finding(
        start=match.start(),
        end=match.end(),
        words=text[match.start() : match.end()],
        rule=rule.id,
        severity=rule.level,
        why=rule.why,
        rewrite=sentence or rule.ask,
        is_sentence=sentence is not None,
        in_documents=rule.in_documents,
    )


def _question(rule: Rule, match: re.Match[str], text: str) -> str | None:
    """The sentence turned into a question about the system; None where words would be lost or blame would stay."""
    verb = match.groupdict().get("verb")
    if rule.question is None or verb == "been":
        return None
    rest = _rest(match, text)
    if rest is None or ("{deed}" in rule.question and not verb) or not (verb or rest):
        return None
    deed = f"{infinitive(verb)} {rest}".strip() if verb else ""
    question = rule.question.format(deed=deed, rest=rest)
    return None if _still_blames(question) else question


def _rest(match: re.Match[str], text: str) -> str | None:
    """What follows the words, to the end of their sentence; None where that is too long for a question."""
    limit = match.end() + _LONGEST_REST
    following = _SENTENCE.match(text, match.end(), limit)
    if following is None:
        return ""
    return None if following.end() == limit else following[0].strip(_END).strip()


def _still_blames(question: str) -> bool:
    return any(rule.level is not Level.INFO for rule, _ in _matches(_prose(question), (), is_action=False))
