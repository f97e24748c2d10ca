"""How sentences about events name people, types and moments, whoever they are written for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import events


@dataclass(frozen=True, slots=True)
class Voice:
    """How a sentence names people, types and moments, and how it makes people's own words safe where it will stand."""

    who: Callable[[str], str]
    names: Mapping[str, str]
    text: Callable[[str], str]
    when: Callable[[datetime], str]

    def by(self, event: events.Event) -> str:
        """Return who did it."""
        return self.who(event.by) if event.by else "the bot"

    def type(self, slug: str) -> str:
        """Return a type's title."""
        return self.text(self.names.get(slug, slug.replace("_", " ")))

    def sentence(self, words: str) -> str:
        """Return people's words with a full stop, where more follows."""
        said = self.text(words)
        return said if said.endswith((".", "!", "?", "…")) else f"{said}."

    def because(self, reason: str | None) -> str:
        """Return a reason as a sentence of its own."""
        return f" Reason: {self.text(reason)}" if reason else ""
