"""The story as it is told in a terminal: who did what and when, and beneath it what the bot answered."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from sandbox.replay.hearing import Heard, Sort
from sandbox.replay.outcome import Outcome
from sandbox.scenario import Scenario

WIDTH = 100
MARGIN = " " * 14
WRONG = "✗"
QUIET = frozenset({Sort.REMINDER, Sort.EDIT})


@dataclass
class Story:
    """Tells a replay, line by line; edits are told where people look for news, elsewhere they are counted."""

    announce: Callable[[str], None]
    news: str
    reminders: int = 0
    refusals: int = 0
    _told: set[tuple[str, str]] = field(default_factory=set)

    def begin(self, scenario: Scenario) -> None:
        """Say what is replayed."""
        for line in (scenario.title, scenario.source, ""):
            self.announce(line)
        for line in textwrap.wrap(" ".join(scenario.summary.split()), WIDTH):
            self.announce(line)
        self.announce("")

    def tell(self, at: datetime, who: str, deed: str) -> None:
        """Say what somebody did."""
        head = f"{at:%d %b %H:%M}".ljust(len(MARGIN))
        for line in textwrap.wrap(f"{who} {deed}", WIDTH, initial_indent=head, subsequent_indent=MARGIN):
            self.announce(line)

    def answer(self, heard: Sequence[Heard], *, later: bool = False) -> None:
        """Say what the bot did; with its own time where it was `later` than what was told last."""
        for sort, group in groupby(heard, key=lambda one: one.sort if one.sort in QUIET else None):
            if sort is Sort.REMINDER:
                self._remind(list(group))
            elif sort is Sort.EDIT:
                self._edited([one for one in group if one.where == self.news], later=later)
            else:
                self._each(group, later=later)

    def _remind(self, reminders: Sequence[Heard]) -> None:
        self.reminders += len(reminders)
        first, last = reminders[0].at, reminders[-1].at
        many = f" {len(reminders)} times, the last at {last:%d %b %H:%M}" if len(reminders) > 1 else ""
        self._bot(first, f"reminds in {reminders[0].where} that a status update is due{many}", later=True)

    def _edited(self, edits: Sequence[Heard], *, later: bool) -> None:
        """The last of several edits is what stands."""
        if edits and (edits[-1].where, edits[-1].words) not in self._told:
            self._told.add((edits[-1].where, edits[-1].words))
            self._bot(edits[-1].at, f"edits its announcement in {edits[-1].where}: {edits[-1].words}", later=later)

    def _each(self, heard: Iterable[Heard], *, later: bool) -> None:
        for one in heard:
            self.refusals += one.sort is Sort.REFUSED
            verb = {Sort.FILE: "shares a file in", Sort.REFUSED: "is refused in"}.get(one.sort, "in")
            self._bot(one.at, f"{verb} {one.where}: {one.words}", later=later)

    def _bot(self, at: datetime, deed: str, *, later: bool) -> None:
        head = f"{at:%d %b %H:%M}".ljust(len(MARGIN)) if later else MARGIN
        self.announce(textwrap.shorten(f"→ bot {deed}", WIDTH - len(head), placeholder="…").join((head, "")))

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


def _summary(outcome: Outcome) -> Iterable[tuple[str, str]]:
    yield "Channel", f"#{outcome.channel}" if outcome.channel else "none was opened"
    yield "Severity", " → ".join(outcome.severities) or "none"
    yield from (("Clock" if not place else "", clock) for place, clock in enumerate(outcome.clocks))
    yield "Reminders", str(outcome.reminders)
    yield "Refused calls", str(outcome.refusals)
    yield "Post-mortem", str(outcome.postmortem or "none was written")
    yield "Journal", str(outcome.journal)
    yield "Steps", "every step happened" if not outcome.problems else f"{len(outcome.problems)} did not happen"
