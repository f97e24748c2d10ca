"""The rules that recognise blame of a person, as data: how it looks, why it matters, what to write instead.

Identifiers, levels and sources follow the published practice of blameless reviews: Etsy's Debriefing Facilitation Guide
and Allspaw's essays, Dekker's Field Guide, PagerDuty's postmortem guide, the SRE Workbook's chapter on the culture.
"""

from typing import Final

from bot.domain.phrasing import Level, Rule
from bot.domain.subjects import HAVE, NEVER, NOT
from bot.domain.verbs import PARTICIPLE

_HINDSIGHT: Final = "What should have been done is known only afterwards; it hides what people saw at the time."
_DEED: Final = "It names what did not happen instead of what did, and explains nothing."
_PERSON: Final = "It makes a person the cause; the next person in the same place would meet the same conditions."

_EVERYBODY: Final = "It blames everybody at once."
_CHECK: Final = "Name the check that exists, and what it covers."
_THEN: Final = "Say what was visible at the time, and what was not."
_CUE: Final = "Which cue or which information was missing?"
_CHANGE: Final = "Say which change was made and how the system responded."
_HOW: Final = "Ask how or what: what did it look like at the time?"
_DEFENCE: Final = "Asking a person why asks for a defence."
_ETSY: Final = "Etsy Debriefing Guide, ch. 3"
_PAGERDUTY: Final = "PagerDuty, 'What not to do'"
_HOWS: Final = "Allspaw, 'The Infinite Hows'; Etsy"

_ERROR, _WARN, _INFO = Level

PERSON_RULES: Final = (
    Rule(
        "CF1",
        _ERROR,
        rf"<P><A>\s+(?:should|could|ought\s+to|must){NEVER}(?:\s+really)?{HAVE}<A>\s+<V>",
        _HINDSIGHT,
        _THEN,
        "Etsy Debriefing Guide, ch. 3; Dekker",
        "What made it reasonable, at the time, to {deed}?",
        in_documents=True,
    ),
    Rule(
        "CF1",
        _ERROR,
        rf"<P><A>\s+(?:should|could|ought\s+to)(?:\s+(?:easily|really|also|at\s+least|well))?{HAVE}<A>\s+<V>",
        _HINDSIGHT,
        _THEN,
        "Etsy Debriefing Guide, ch. 3; Dekker",
        "What would have made it easier to {deed}?",
        in_documents=True,
    ),
    Rule(
        "CF1",
        _ERROR,
        rf"<P><A>\s+must{HAVE}<A>\s+(?P<verb>known|seen|noticed|reali[sz]ed|understood)\b",
        _HINDSIGHT,
        _THEN,
        "Etsy Debriefing Guide, ch. 3; Dekker",
        "What would have made it easier to {deed}?",
        in_documents=True,
    ),
    Rule(
        "CF2",
        _ERROR,
        rf"\bif\s+only\s+<P>|\b(?:had\s+<P>|if\s+<P>\s+had)(?:{NOT})?<A>\s+{PARTICIPLE}\b[^.!?\n]{{0,160}}?\bwould",
        "It tells a story that did not happen.",
        "Describe what did happen, and what made it the sensible thing to do.",
        _ETSY,
        in_documents=True,
    ),
    Rule(
        "CF3",
        _ERROR,
        r"<P><A>\s+(?:failed|neglected|forgot|refused|omitted)\s+to\s+(?P<verb>\w+)",
        _DEED,
        "Say what they did instead, and what would have prompted it.",
        "Etsy Debriefing Guide, ch. 3; SRE Workbook",
        "What would have prompted someone to {deed}?",
        in_documents=True,
    ),
    Rule(
        "CF3",
        _ERROR,
        r"<P><A>\s+forgot\s+(?!to\b)",
        _DEED,
        "Say what would have brought it to mind.",
        _ETSY,
        "What would have brought {rest} to mind?",
        in_documents=True,
    ),
    Rule(
        "CF4",
        _WARN,
        rf"<P><A>\s+did{NOT}(?:\s+even)?\s+(?!receive|have|see|get|know|need|find|observe|want|affect|change|touch)"
        r"(?P<verb>\w+)",
        _DEED,
        _CUE,
        _ETSY,
        "What cue to {deed} was missing?",
    ),
    Rule(
        "CF4",
        _WARN,
        r"<P>\s+never\s+(?!received|had|saw|got|knew|found)<V>",
        _DEED,
        _CUE,
        _ETSY,
        "What cue to {deed} was missing?",
    ),
    Rule(
        "CF5",
        _WARN,
        r"\b(?:nobody|no[ -]one|not\s+a\s+single\s+person)\s+(?:even\s+)?(?:checked|noticed|looked|asked|tested"
        r"|reviewed|read|verified)\b",
        _EVERYBODY,
        _CHECK,
        "own",
    ),
    Rule(
        "CF5",
        _WARN,
        r"\b(?:nobody|no[ -]one|not\s+a\s+single\s+person)\s+(?:even\s+)?(?:bothered|thought|cared|listened)\b",
        _EVERYBODY,
        _CHECK,
        "own",
        in_documents=True,
    ),
    Rule(
        "HE1",
        _ERROR,
        r"\b(?:human|operator|user|annotator|labell?er|rater|engineer|developer|reviewer)[ -](?:errors?|mistakes?)\b"
        r"(?!\s+(?:reports?|rates?|messages?|budgets?|codes?|logs?|counts?|analysis))"
        r"|\bfat[- ]finger\w*|\bPEB[KC]AC\b",
        "Human error is a symptom: it says that the conditions for it were there.",
        "Name the conditions: the interface, the defaults, the load, the guard that was not there.",
        _PAGERDUTY,
        in_documents=True,
    ),
    Rule(
        "HE2",
        _WARN,
        r"<P>(?:'s?|s')\s+(?:\w+\s+)?(?:mistake|oversight|blunder|slip|fault|error)s?\b"
        r"|\b(?:mistake|oversight|blunder|error)s?\s+(?:was\s+|were\s+)?(?:made\s+)?by\s+<P>"
        r"|\b(?:my|his|her|their|your|our|(?:a\s+)?(?:typical|classic)\s+\w+)\s+(?:own\s+)?(?:mistake|oversight|blunder|fault)\b",
        "A mistake is where to begin to ask, no explanation.",
        "Say what in the interface, the documents or the guards let it through.",
        _PAGERDUTY,
        in_documents=True,
    ),
    Rule(
        "BL1",
        _ERROR,
        r"\b(?:is|are|was|were|be|being)\s+(?:to\s+blame|guilty)\b|\bat\s+fault\b"
        r"(?![ -](?:toleran|inject|isolat|domain))"
        r"|\bblam(?:es?|ed|ing)\s+(?:on\s+)?<P>|\bblame\s+(?:lies|falls|belongs|rests)\b"
        r"|\bcaused\s+by\s+<P>(?!'s)(?=\s*(?:[.,;:!?)]|$|who|that|and|when|in|on|at|during|not|without))"
        r"|\b(?:was|is|were|are)\s+(?:\w+\s+)?fault\s+of\s+<P>",
        _PERSON,
        _CHANGE,
        "PagerDuty, 'What not to do'; SRE Workbook",
        in_documents=True,
    ),
    Rule(
        "BL1",
        _ERROR,
        r"<P><A>\s+(?:broke(?!\s+(?:down|out|even|it\s+into|them\s+into))|poisoned|botched|(?:screwed|messed|cocked)\s+up"
        r"|ruined|took\s+down|wrecked|corrupted|sabotaged)(?=\W)",
        _PERSON,
        _CHANGE,
        "PagerDuty, 'What not to do'; SRE Workbook",
        "What changed in {rest}?",
        in_documents=True,
    ),
    Rule(
        "BL2",
        _WARN,
        r"<P><A>\s+(?:ignored|disregarded|dismissed|overlooked|rubber-stamped)(?=\W)",
        "What looks like ignoring from afterwards was attending to something else at the time.",
        "Say how the signal reached people, and what else asked for attention.",
        "SRE Workbook, 'ignored the automation setup'",
        "What made {rest} easy to overlook?",
        in_documents=True,
    ),
    Rule(
        "BL2",
        _WARN,
        r"<P><A>\s+(?P<verb>bypassed|violated|skipped|circumvented)\b|<P><A>\s+did(?:n'?t|\s+not)\s+follow\s+(?:the|our|any)\b",
        "Work as it is done differs from work as it is written for reasons.",
        "Say how this work is normally done, and what the rule costs.",
        "SRE Workbook",
        "What made it practical to {deed}?",
    ),
    Rule(
        "BL3",
        _WARN,
        r"<P>\s+[^.!?\n]{0,80}?\bwithout\s+(?:even\s+)?(?:reading|testing|checking|asking|reviewing|verifying|thinking"
        r"|looking|telling)\b|<P>\s+[^.!?\n]{0,80}?\bdespite\s+(?:being\s+warned|(?:\w+\s+){0,2}warnings?)\b",
        "It presumes that the check or the warning stood out as it does now.",
        "How salient was the warning, and what did the check cost?",
        "own",
    ),
    Rule(
        "WHY",
        _WARN,
        r"(?:^|(?<=[.?!:;]\s)|(?<=\n)|\b(?:know|ask|asked|wonder|find\s+out|figure\s+out)\s+)who\s+(?:the\s+\w+\s+)?"
        r"(?P<who>broke|approved|deployed|merged|pushed|signed\s+off|wrote|changed|let|allowed|shipped|launched|missed|caused"
        r"|(?:is|was)\s+responsible)\b",
        "Asking who ends the search at a name.",
        "Ask how it came about, and what it was meant to achieve.",
        _HOWS,
        in_documents=True,
    ),
    Rule(
        "WHY",
        _WARN,
        rf"\bwhy\s+(?:on\s+earth\s+)?did{NOT}\s+<P>\s+(?P<verb>\w+)",
        _DEFENCE,
        _HOW,
        _HOWS,
        "What cue to {deed} was missing?",
    ),
    Rule(
        "WHY",
        _WARN,
        r"\bwhy\s+(?:on\s+earth\s+)?(?:did|would|do|does)\s+<P>\s+(?P<verb>\w+)",
        _DEFENCE,
        _HOW,
        _HOWS,
        "What led to the decision to {deed}?",
    ),
)
