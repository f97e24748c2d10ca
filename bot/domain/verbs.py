"""From a past participle back to the verb, so that a sentence of blame can be turned into a question."""

import re
from typing import Final

_IRREGULAR_ROWS: Final = """
    been be, begun begin, broken break, brought bring, built build, bought buy, caught catch, chosen choose, come
    come, cut cut, done do, drawn draw, fed feed, felt feel, found find, followed follow, forgotten forget, frozen
    freeze, given give, gone go, gotten get, got get, heard hear, held hold, kept keep, known know, led lead, left
    leave, let let, lost lose, made make, meant mean, met meet, paid pay, put put, read read, rerun rerun, rewritten
    rewrite, rolled roll, run run, said say, seen see, sent send, set set, shown show, shut shut, spent spend, split
    split, spoken speak, spotted spot, stood stand, stuck stick, taken take, taught teach, thought think, told tell,
    understood understand, withheld withhold, woken wake, written write, created create, explored explore, ignored
    ignore, restored restore, stored store, scored score, owned own, called call, labelled label, modelled model,
    cancelled cancel, added add, used use, agreed agree, foreseen foresee, overseen oversee, focused focus, invited
    invite, cited cite, postponed postpone, intervened intervene
"""
IRREGULAR: Final = dict(pair.split() for pair in _IRREGULAR_ROWS.replace("\n", " ").split(",") if pair.strip())

PARTICIPLE: Final = rf"(?:\w{{2,}}ed|{'|'.join(sorted(IRREGULAR))})"
"""A pattern for past participles: regular ones by their ending, the others by the table."""

# How a regular verb's stem tells that its infinitive ends in e: "escalat", "approv", "notic", "pag", "configur".
_TAKES_E: Final = re.compile(
    r"(?:[^eo]at|[aeiou]g|[nrd]g|[vcuz]|[^s]s|[aiu]r|[^o]id|ud|[bdftgkp]l|[aeiou]k|[^aeo]in|[^o]un)$"
)
_KEEPS_DOUBLE: Final = ("ll", "ss", "ff", "zz", "dd")
_TAKES_NO_E: Final = re.compile(r"(?:[aeo][aeou][kglrt]|air|ear|oor)$")


def infinitive(participle: str) -> str:
    """Return the verb of a past participle: ``listened`` gives ``listen``, ``taken`` gives ``take``."""
    word = participle.lower()
    if word in IRREGULAR or not word.endswith("ed"):
        return IRREGULAR.get(word, word)
    stem = word[:-2]
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1:] == stem[-2:-1] and not stem.endswith(_KEEPS_DOUBLE):
        return stem[:-1]
    return f"{stem}e" if _TAKES_E.search(stem) and not _TAKES_NO_E.search(stem) else stem
