"""Short answers to a person alone: what was done with what they typed or pressed."""

import re
from typing import Final

from bot.ids import Field
from bot.limits import LONGEST

UNNAMED_SYSTEM: Final = "not named yet"
"""The system of an incident that was declared with a title only."""
# Only what Slack itself writes so: `<` and `>` typed by hand mean less and more.
_MARKUP: Final = re.compile(
    r"<(?:[@#!]\w[^<>|]*\|?([^<>]*)|[a-z][a-z0-9+.-]*:[^<>|\s]*\|([^<>]*)|([a-z][a-z0-9+.-]*:[^<>|\s]*))>"
)
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def declared_at_once(number: int) -> str:
    """Return word that an incident is being opened without a form."""
    return f"Incident {number} is declared; its channel opens now. Classify, on its card, asks the rest."


def plan_on_its_way(system: str) -> str:
    """Return word that a response plan is being sent."""
    return f"The response plan for {system} is written and comes to you as a file in a direct message."


def compiling() -> str:
    """Return word that the post-mortem is being compiled."""
    return "The post-mortem is compiled and is posted in the incident's channel, with the file attached."


def on_the_timeline(*, is_new: bool) -> str:
    """Return what became of a message that should stand on the timeline."""
    return "The message is on the timeline, at its own time." if is_new else "The message is on the timeline already."


def plain_words(text: str) -> str:
    """Return what Slack sends as its author typed it: references reduced to their names, entities to characters."""
    words = _MARKUP.sub(lambda found: next(filter(None, found.groups()), ""), text)
    for entity, char in _ENTITIES:
        words = words.replace(entity, char)
    return " ".join(words.split())


def title_from(message: str) -> str:
    """Return a title made of a message's first line, its markup reduced to words; empty where there are none."""
    lines = [line for line in message.splitlines() if line.strip()]
    words = plain_words(lines[0]) if lines else ""
    limit = LONGEST[Field.TITLE]
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
