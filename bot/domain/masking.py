"""Slack's markup to plain words, with addresses, telephone numbers and keys masked."""

import re
from collections.abc import Callable
from typing import Final

EMAIL: Final = "[e-mail]"
PHONE: Final = "[phone]"
KEY: Final = "[key]"

# Only what Slack itself writes so: in a form people type `<` and `>` as they are, and mean less and more.
_ENTITY: Final = re.compile(
    r"<([@#!]?)((?<=@)[UW][A-Z0-9]+|(?<=#)[CDG][A-Z0-9]+|(?<=!)(?:here|channel|everyone|(?:subteam|date)\^[^<>|\n]*)"
    r"|(?<=<)[a-z][a-z0-9+.-]*:[^<>|\s]+)(?:\|([^<>\n]*))?>"
)
_EVERYONE: Final = {"here": "everyone here", "channel": "the whole channel", "everyone": "everyone"}
_DECODED: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

_EMAIL: Final = re.compile(r"(?:mailto:)?[\w.+%-]+@(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)
_URL: Final = r"(?P<url>\bhttps?://[^\s<>|]+)"
_LOGIN_IN_URL: Final = re.compile(r"https?://[^/\s]*@", re.IGNORECASE)

# As their issuers print them.
_KEY_FORMATS: Final = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)",
    r"https://hooks\.slack\.com/\S+",
    r"\bx(?:ox[a-z]|app)-[\w-]{6,}",
    r"\bsk-[\w-]{12,}",
    r"\b[spr]k_(?:live|test)_\w+",
    r"\b(?:AKIA|ASIA)[A-Z0-9]{12,}",
    r"\b(?:gh[pousr]_|github_pat_|glpat-|hf_|npm_|AIza)[\w-]{16,}",
    r"\beyJ[\w-]{8,}(?:\.[\w-]+){1,2}",
    r"\bBearer\s+[\w.~+/=-]{8,}",
    r"(?<=[?&])[\w.-]*(?:token|key|secret|signature|sig|password|auth)=[^&\s]+",
    r"\b(?:password|passwd|secret|api[ _-]?key|(?:access|auth)[ _-]?token)\s*[:=]\s*\S{6,}",
)
# Any long string that looks like a key, whoever issued it: hexadecimal, or base64 with all kinds of characters.
_KEY_SHAPES: Final = (
    r"\b[0-9a-fA-F]{32,}\b",
    r"(?-i:(?<![\w/.+-])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/]{40,}={0,2})",
)
# In an address only a parameter may be any such string: a path of 40 digits is a commit.
_KEY_IN_URL: Final = re.compile("|".join((*_KEY_FORMATS, r"=[\w+/%-]{32,}")), re.IGNORECASE | re.DOTALL)
_KEY_IN_TEXT: Final = re.compile("|".join((_URL, *_KEY_FORMATS, *_KEY_SHAPES)), re.IGNORECASE | re.DOTALL)

_PHONE_IN_TEXT: Final = re.compile(
    rf"{_URL}|(?<![\w.,:+-])"
    r"(?:(?:\+[1-9]|00[1-9])(?:[ ()/.-]{0,2}\d){6,14}"  # international
    r"|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"  # North American
    r"|0\d{2,4}[ /-]\d{3,}(?:[ -]\d{2,})*)"  # national, with an area code
    r"(?![\w:]|[.,]\d)"
)
_TEL: Final = re.compile(r"\btel:\+?[\d().-]+")
_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>\n]*)?>")


def plain(text: str, person: Callable[[str], str]) -> str:
    """Turn Slack's mrkdwn entities into words; `person` gives the words for a mentioned user id."""
    said = _ENTITY.sub(lambda found: _entity(found, person), text)
    for entity, char in _DECODED:
        said = said.replace(entity, char)
    # What was escaped twice, or typed with brackets, may have become a mention only now.
    return _MENTION.sub(lambda found: person(found[1]), said)


def _entity(found: re.Match[str], person: Callable[[str], str]) -> str:
    sigil, target, label = found[1], found[2], found[3]
    match sigil:
        case "@":
            return person(target)
        case "#":
            return f"#{(label or 'a channel').lstrip('#')}" if label else "a channel"
        case "!":
            return _special(target, label)
        case _:
            return _link(target, label)


def _special(target: str, label: str | None) -> str:
    """A group, a date or a call to everyone; a group keeps its name, since it is a role and no person."""
    word = target.partition("^")[0]
    return _EVERYONE.get(word) or (label or "a group").lstrip("@")


def _link(target: str, label: str | None) -> str:
    if not target.lower().startswith(("http://", "https://")):
        return label or target.removeprefix("mailto:")
    if label is None or label == target:
        return target
    return f"{label} ({target})" if is_harmless(target) else label


def is_harmless(url: str) -> bool:
    """Say whether an address may stand in a document: no login, key or mail address in it."""
    return not (_LOGIN_IN_URL.match(url) or _KEY_IN_URL.search(url) or _EMAIL.search(url))


def mask(text: str) -> str:
    """Replace keys, e-mail addresses and telephone numbers, each by what it was."""
    said = _outside_links(_KEY_IN_TEXT, text, KEY)
    said = _EMAIL.sub(EMAIL, said)
    return _outside_links(_PHONE_IN_TEXT, _TEL.sub(PHONE, said), PHONE)


def _outside_links(pattern: re.Pattern[str], text: str, mark: str) -> str:
    """Mask what the pattern finds; a harmless link stays whole, one that carries a secret is masked as a key."""
    return pattern.sub(lambda found: _masked(found, mark), text)


def _masked(found: re.Match[str], mark: str) -> str:
    url = found["url"]
    if url is None:
        return mark
    return url if is_harmless(url) else KEY
