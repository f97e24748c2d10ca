"""Short answers that only the person who asked sees; plain text, no markup."""

import re
from typing import Final

from bot.ids import COMMAND

UNNAMED_SYSTEM: Final = "not named yet"
LONGEST_TITLE: Final = 150
_ENTITY: Final = re.compile(r"<(?:[@#!][^|>]*\|?)?([^|>]*\|)?([^>]*)>")


def declared_at_once(number: int) -> str:
    """What is said after `/ai-incident p0 <title>`."""
    return f"Incident {number} is declared. Its channel is being opened, and you are invited. Classify it from the card."


def compiling() -> str:
    """What is said after `/ai-incident postmortem`."""
    return "The post-mortem is compiled from the record and will be posted in this channel."


def plan_on_its_way(system: str) -> str:
    """What is said after the plan form."""
    return f"The response plan for {system} is being written. You will get it as a file in a direct message."


def on_the_timeline(*, is_new: bool) -> str:
    """What is said after "Add to timeline"."""
    listed = f"{COMMAND} timeline shows it."
    return f"The message is on the timeline. {listed}" if is_new else f"It stands on the timeline already. {listed}"


def title_from(text: str) -> str:
    """A title from a message: its first line without Slack's markup, cut between words."""
    plain = _ENTITY.sub(lambda found: found[2], text)
    first = next((line for line in plain.splitlines() if line.strip()), "")
    line = " ".join(first.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
