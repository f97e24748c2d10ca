"""How a person shows as the subject of a sentence: by profession, pronoun, mention or name.

``<N>`` is where the names of a roster go. Apostrophes are straight: texts are made so before they are searched.
"""

from typing import Final

from bot.domain.verbs import PARTICIPLE

_HEADS: Final = (
    "engineers?|developers?|devs?|programmers?|operators?|annotators?|labell?ers?|raters?|red[- ]?team(?:er)?s?"
    "|scientists?|analysts?|owners?|approvers?|reviewers?|vendors?|contractors?|interns?|managers?|lead|admins?"
    "|administrators?|on-?calls?|responders?|commanders?|testers?|authors?|researchers?|moderators?|colleagues?|counsel"
    "|employees?|staff|teams?|people|person|guys?|folks|trainers?|maintainers?|leadership|PMs?|SREs?|MLEs?|reporter|scribe|operations|ops"
)
_PRONOUNS: Final = "I|we|he|she|they|you|someone|somebody|anyone|anybody|everyone|everybody|nobody|no[ -]one"
_DETERMINERS: Final = "the|an?|our|your|their|that|this|some|every|each|all|these|those|my|his|her"
_CLAUSE: Final = r"(?:\s+(?:who|that|on|of|in|at|from|for|with|behind|responsible)\b(?:\s+[^\s.,;:!?]+){1,8}?)?"

NAMED: Final = r"(?:<@[UW][A-Z0-9]+(?:\|[^<>]*)?>|(?<![\w@])@(?!here\b|channel\b|everyone\b)\w[\w.-]*\b|<N>)"
"""A person by name: a mention, a handle, or a name of the roster."""

SUBJECT: Final = (
    rf"(?:(?:(?<![\w@'])(?:(?:{_DETERMINERS})\s+)?(?:[\w-]+\s+)?(?:{_HEADS})(?:\s+\d+)?|{NAMED}){_CLAUSE}"
    rf"|(?<![\w@'])(?:{_PRONOUNS}|who(?:so)?ever(?:\s+[^\s.;:!?]+){{1,10}}?))(?!\w)"
)
"""A person as the subject of what follows."""

BETWEEN: Final = (
    r"(?:\s+(?:really|simply|just|clearly|obviously|definitely|probably|also|at least|certainly|surely|easily|never"
    r"|perhaps|maybe|all|already|again|completely|knowingly|deliberately|repeatedly|apparently|had|has|have|even|then))*"
)
VERB: Final = rf"(?P<verb>{PARTICIPLE})\b"
NOT: Final = r"(?:n'?t|\s+not)"
NEVER: Final = r"(?:n't|\s+not|\s+never)"
HAVE: Final = r"(?:\s+have|'ve)"


def completed(pattern: str, names: str) -> str:
    """Put subjects, names, auxiliaries and the verb into a rule's pattern; `names` is a pattern itself."""
    for mark, meant in (("<P>", SUBJECT), ("<A>", BETWEEN), ("<V>", VERB), ("<@N>", NAMED), ("<N>", names)):
        pattern = pattern.replace(mark, meant)
    return pattern
