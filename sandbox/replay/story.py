"""The story as it is told in a terminal: who did what and when, and beneath it what the bot answered."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from sandbox.replay.hearing import Heard, Sort
from sandbox.replay.outcome import Outcome
from sandbox.scenario import Event, Scenario

WIDTH = 100
MARGIN = " " * 14
WRONG = "✗"
PROGRESS = re.compile(r"\d+ of \d+ done")
NUMBERED = re.compile(r"(?:Incident \d+: )?(.*)", re.DOTALL)
VERBS = MappingProxyType({
    Sort.POST: "says in",
    Sort.FILE: "shares a file in",
    Sort.REFUSED: "is refused in",
    Sort.UNANSWERED: "gets no answer in",
})  # fmt: skip


class Line(NamedTuple):
    """What the bot did at a time."""

    at: datetime
    words: str


@dataclass
class Story:
    """Tells a replay, line by line: `news` is the channel of announcements, `here` the incident's own once it is open.

    The bot edits much; told is what becomes of the announcement, where people look for news, and of the checklist.
    """

    announce: Callable[[str], None]
    news: str
    here: str = ""
    stands: dict[str, str] = field(default_factory=dict)
    reminders: int = 0
    refusals: int = 0

    def begin(self, scenario: Scenario) -> None:
        """Say what is replayed."""
        summary = textwrap.wrap(" ".join(scenario.summary.split()), WIDTH)
        for line in (scenario.title, scenario.source, "", *summary, ""):
            self.announce(line)

    def prompt(self, event: Event) -> None:
        """Say what happens next as soon as somebody presses Enter."""
        self.announce(f"Enter: {event.at:%d %b %H:%M} {event.role}, {event.kind}")

    def tell(self, at: datetime, who: str, deed: str) -> None:
        """Say what somebody did."""
        for line in textwrap.wrap(f"{who} {deed}", WIDTH, initial_indent=_dated(at), subsequent_indent=MARGIN):
            self.announce(line)

    def answer(self, heard: Iterable[Heard], *, later: bool = False) -> None:
        """Say what the bot did; each with its own time where that is `later` than what was told last."""
        telling = [one for one in heard if one.sort is not Sort.EDIT or self._is_news(one)]
        for (sort, _), group in groupby(telling, key=lambda one: (one.sort, one.where)):
            for line in self._lines(sort, list(group)):
                words = textwrap.shorten(f"→ bot {line.words}", WIDTH - len(MARGIN), placeholder=" …")
                self.announce(f"{_dated(line.at) if later else MARGIN}{words}")

    def _is_news(self, edit: Heard) -> bool:
        return edit.where == self.news or PROGRESS.search(edit.words) is not None

    def _lines(self, sort: Sort, group: Sequence[Heard]) -> Iterator[Line]:
        if sort is Sort.REMINDER:
            self.reminders += len(group)
            many = f", {len(group)} times until {group[-1].at:%d %b %H:%M}" if len(group) > 1 else ""
            yield Line(group[0].at, f"reminds that a status update is due{many}")
        elif sort is Sort.EDIT:
            yield from self._edited(group[-1])
        else:
            self.refusals += len(group) * (sort is Sort.REFUSED)
            for one in group:
                yield Line(one.at, f"{VERBS[sort]} {self._place(one.where)}: {_without_number(one.words)}")

    def _edited(self, last: Heard) -> Iterator[Line]:
        """The last of several edits is what stands; of an announcement, what follows the title can have changed."""
        is_announcement = last.where == self.news
        words = last.words.partition(" · ")[2] if is_announcement else last.words
        if self.stands.get(last.where) != words:
            self.stands[last.where] = words
            yield Line(last.at, f"edits the {'announcement' if is_announcement else 'checklist'}: {words}")

    def _place(self, where: str) -> str:
        return "the channel" if where == self.here else where

    def advise(self, who: str) -> None:
        """Say that the bot found words of blame and showed them to their author."""
        self.announce(f"{MARGIN}→ bot shows @{who} alone how to put it without blame")

    def wrong(self, problem: str) -> None:
        """Say what did not happen."""
        for line in textwrap.wrap(f"{WRONG} {problem}", WIDTH, initial_indent=MARGIN, subsequent_indent=f"{MARGIN}  "):
            self.announce(line)

    def end(self, outcome: Outcome) -> None:
        """Sum up."""
        self.announce("")
        for name, words in _summary(outcome):
            for line in textwrap.wrap(words, WIDTH, initial_indent=name.ljust(16), subsequent_indent=" " * 16):
                self.announce(line)
        for problem in outcome.problems:
            self.announce(f"{WRONG} {problem}")


def _dated(at: datetime) -> str:
    return f"{at:%d %b %H:%M}".ljust(len(MARGIN))


def _without_number(words: str) -> str:
    """The incident's number says nothing where there is one incident."""
    found = NUMBERED.fullmatch(words)
    return found[1] if found else words


def _summary(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "Channel", f"#{outcome.channel}" if outcome.channel else "none was opened"
    yield "Severity", " → ".join(outcome.severities) or "none"
    yield from (("Clock" if not place else "", clock) for place, clock in enumerate(outcome.clocks))
    yield "Reminders", str(outcome.reminders)
    yield "Refused calls", str(outcome.refusals)
    yield "Post-mortem", str(outcome.postmortem or "none was written")
    yield "Journal", str(outcome.journal)
    yield "Steps", "every step happened" if not outcome.problems else f"{len(outcome.problems)} did not happen"
