"""Faults on the way to the bot: events twice, in another order or late, and lost acknowledgements."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from random import Random
from types import MappingProxyType

from sandbox.shapes import ActError, Json

EVENTS, INTERACTIONS = "events", "interactions"
LOST_ACK = "lost_ack"
# Kind -> what it is, for whoever chooses one on the page.
KINDS: Mapping[str, str] = MappingProxyType({
    "duplicate": "Each event comes twice at the same time, without a word that it was sent before.",
    "reorder": "The events come one after the other, the last first; with a seed, shuffled.",
    "delay": "Each event comes so many seconds later, on the sandbox's clock.",
    LOST_ACK: "The bot answers, but Slack does not hear it: an event comes again, a person is told of a failure.",
})  # fmt: skip
ROUTES = tuple(kind for kind in KINDS if kind != LOST_ACK)


@dataclass
class Detour:
    """What the next `count` of `what` run into; `seconds` is a delay's, `seed` shuffles where the last would be first.

    Attributes:
        kind: One of `KINDS`.
        count: How many are left.
        what: "events", or "interactions", which are commands, shortcuts, buttons and forms.
        seconds: How late a delayed event is.
        seed: Of the order; None for the reverse of how they happened.
        number: By which it is taken back.
    """

    kind: str
    count: int = 1
    what: str = EVENTS
    seconds: float = 60
    seed: int | None = None
    number: int = 0

    def check(self) -> None:
        """Let pass what can happen.

        Raises:
            ActError: a kind that there is not, or that interactions cannot take.
        """
        if self.kind not in KINDS:
            raise ActError(f"{self.kind!r} is no kind of detour: {', '.join(KINDS)}")
        if self.what not in (EVENTS, INTERACTIONS):
            raise ActError(f"{self.what!r} is neither {EVENTS} nor {INTERACTIONS}")
        if self.what == INTERACTIONS and self.kind != LOST_ACK:
            raise ActError(f"Slack sends each interaction once and at once: only its {LOST_ACK} can be had")

    def ordered(self, held: list[Json]) -> list[Json]:
        """Events in the order in which they come."""
        if self.seed is None:
            return held[::-1]
        return Random(self.seed).sample(held, len(held))  # noqa: S311 - an order that can be repeated, no secret


@dataclass
class Detours:
    """The detours that wait for something to be delivered, oldest first."""

    waiting: list[Detour] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, detour: Detour) -> None:
        """Line up a detour.

        Raises:
            ActError: a kind that there is not, or that interactions cannot take.
        """
        detour.check()
        detour.number = next(self._numbers)
        self.waiting.append(detour)

    def route(self) -> Detour | None:
        """The detour that a new event takes; counted."""
        return self._take(lambda one: one.kind in ROUTES)

    def loses(self, what: str) -> bool:
        """Whether the acknowledgement that just came gets lost; counted."""
        return self._take(lambda one: (one.kind, one.what) == (LOST_ACK, what)) is not None

    def _take(self, fits: Callable[[Detour], bool]) -> Detour | None:
        found = next(filter(fits, self.waiting), None)
        if found is not None:
            found.count -= 1
            if found.count <= 0:
                self.waiting.remove(found)
        return found

    def remove(self, number: int) -> None:
        """Take one back.

        Raises:
            ActError: there is none of that number.
        """
        left = [detour for detour in self.waiting if detour.number != number]
        if len(left) == len(self.waiting):
            raise ActError(f"there is no detour {number}", 404)
        self.waiting = left

    def as_json(self) -> list[Json]:
        """What waits."""
        return [asdict(detour) for detour in self.waiting]
