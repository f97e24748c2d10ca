"""The rules that need no person as subject: judgements, hindsight, emphasis, and names where roles belong."""

from typing import Final

from bot.domain.phrasing import Level, Rule
from bot.domain.subjects import HAVE

_AFTERWARDS: Final = "What should have been done is known only afterwards; it hides what people saw at the time."
_ETSY: Final = "Etsy Debriefing Guide, ch. 3"
_CULTURE: Final = "SRE Workbook, postmortem culture"

_ERROR, _WARN, _INFO = Level

STYLE_RULES: Final = (
    Rule(
        "CF1s",
        _INFO,
        rf"(?<!\bone )\b(?:should|could)(?:n't|\s+\w+)?{HAVE} been\b",
        _AFTERWARDS,
        "Ask what made it seem fine as it was.",
        _ETSY,
    ),
    Rule(
        "CH1",
        _ERROR,
        r"\b(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)(?!\s+misrepresentation)|incompeten(?:t|tly|ce)"
        r"|reckless(?:ly|ness)?|lazy(?!\s+(?:load|eval|import|init|init\w+|loading|evaluation))|lazily\s+wrote|laziness"
        r"|slopp(?:y|ily|iness)|ignoran(?:t|ce)|irresponsibl[ey]|clueless|thoughtless(?:ly)?|inattenti(?:ve|on)"
        r"|unprofessional(?:ly)?)\b",
        "It judges a character from an outcome: the fundamental attribution error.",
        "Leave the judgement out and state what could be observed.",
        "SRE Workbook, 'animated language'",
        in_documents=True,
    ),
    Rule(
        "CH2",
        _WARN,
        r"\black\s+of\s+(?:attention(?!\s+(?:heads?|masks?|mechanism|layers?|weights?|sinks?))|care|diligence|ownership"
        r"|discipline|rigou?r|common\s+sense)\b|\bloss\s+of\s+situational\s+awareness\b|\bbad\s+apples?\b",
        "It describes a person's shortcoming seen from afterwards.",
        "What competed for attention at that moment?",
        "Dekker, as cited by PagerDuty",
    ),
    Rule(
        "HS1",
        _WARN,
        r"(?<!not )(?<!non-)(?<!less )\bobvious(?:ly)?\b|\bof\s+course\b|\b(?:in|with)\s+hindsight\b"
        r"|\bshould\s+have\s+known\b|\binevitabl[ey]\b|\b(?:entirely|completely|totally|easily)\s+"
        r"(?:have\s+been\s+)?(?:preventable|avoidable|prevented|avoided)\b",
        "Only the outcome makes it look so.",
        "Say what could be known then, and to whom.",
        "PagerDuty, hindsight bias",
    ),
    Rule(
        "RC1",
        _INFO,
        r"\b(?:the|a|one|our)\s+(?:single\s+|only\s+|true\s+|real\s+|actual\s+)?root\s+cause\b"
        r"(?!\s+(?:analysis|analyses|review|phase|section|template))",
        "Probabilistic systems fail from several conditions together.",
        "List the contributing factors.",
        "Cook, How Complex Systems Fail",
    ),
    Rule(
        "AN1",
        _WARN,
        r"!{2,}|\b(?:ridiculous(?:ly)?|nightmare|appalling|outrageous|shameful|disgraceful|idiot(?:ic|s)?|stupid(?:ly|ity)?"
        r"|wtf|bullshit|crap|shit\w*|fuck\w*|horrible|insane(?:ly)?)\b|\bcan(?:'t|not)\s+believe\b"
        r"|\bdisaster(?!\s+(?:recovery|relief|plan|response|management))\b",
        "Animated language tells of the writer's state and pulls the reader into it.",
        "Give the figure instead.",
        _CULTURE,
    ),
    Rule(
        "AI1",
        _ERROR,
        r"\b(?:be|being)\s+(?:much\s+)?more\s+(?:careful|aware|attentive|vigilant|diligent|mindful|cautious)\b"
        r"|<P>\s+(?:really\s+)?needs?\s+to\s+(?:learn|be\s+careful|pay\s+(?:more|closer)\s+attention|try\s+harder)\b"
        r"|\b(?:re-?)?train\s+(?:the\s+|our\s+|all\s+)?(?:humans|people|staff|engineers|annotators|team|developers)\s+"
        r"(?:not\s+)?to\b|\bremind\s+(?:the\s+|all\s+|our\s+)*(?:team|engineers|staff|everyone|people|developers"
        r"|annotators|reviewers)\b|^\s*pay\s+(?:more|closer)\s+attention\b",
        "People who try harder meet the same system; it will fail again.",
        "Name a change to the system that makes the right thing easy or the wrong one impossible.",
        _CULTURE,
    ),
    Rule(
        "AI2",
        _INFO,
        r"^\s*(?:improve|investigate|look\s+into|consider|explore|think\s+about|discuss)\b|\bmake\s+(?:[\w-]+\s+){1,4}better\b",
        "Nobody can tell when it is done.",
        "Begin with a verb that can be checked, say what exactly, and where it ends.",
        "SRE Workbook; Lunney and Lueder, ';login:' 2017",
        only_for_actions=True,
    ),
    Rule(
        "TIME",
        _WARN,
        r"(?:n't|\bnot)\s+(?:act|react|respond|move|escalate|communicate|notice|roll\s+back)(?:ed)?\b[^.!?\n]{{0,40}}?"
        r"\b(?:soon|fast|quick(?:ly)?|early)\s+enough\b|\b(?:failed|unable)\s+to\s+(?:re)?act\s+in\s+time\b"
        r"|<P>\s+(?:was|were)\s+(?:just\s+)?too\s+(?:slow|late)\b|\bnot\s+the\s+first\s+time\b|\b(?:far|way|much)\s+too\s+(?:late|slow(?:ly)?)\b",
        "How fast is fast enough depends on what was known when.",
        "Give the timestamps: noticed at, acted at.",
        _CULTURE,
    ),
    Rule(
        "NAME",
        _WARN,
        r"<@N>",
        "A name where the cause is told makes a person part of it.",
        "Write the role: the ML on-call, the approver. An owner belongs in the owner's field.",
        "SRE Workbook, finger-pointing",
    ),
    Rule(
        "ANT",
        _INFO,
        r"\b(?:model|assistant|chatbot|bot|LLM|AI|agent|system)\s+(?:deliberately\s+)?(?:lied|panicked|decided|wanted|felt|thought"
        r"|pretended|cheated|admitted|apologi[sz]ed|confessed|knew)\b",
        "A system described as a person hides its conditions just as blame does.",
        "Say what it put out, given which input.",
        "own",
    ),
)
