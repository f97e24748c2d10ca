"""Faults on demand: what the next calls of the bot run into, or a share of all calls, and how late each is answered."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from random import Random
from types import MappingProxyType

from sandbox.shapes import ActError, Json

ANY_METHOD = "*"
# Kind -> what it is, for whoever chooses one on the page.
KINDS: Mapping[str, str] = MappingProxyType({
    "429": "Refused at a rate limit, with Retry-After; nothing is done.",
    "500": "Slack's servers have trouble: internal_error with status 500; nothing is done.",
    "reset": "The connection breaks before anything is done.",
    "lost_answer": "The call is done, but its answer never arrives.",
    "timeout": "Nothing is done and nothing is answered, until the bot gives up.",
    "slow": "The call waits, then it is done and answered.",
})  # fmt: skip
REFUSED = "Refused with an error code of Slack's; nothing is done."
CODE = "error:"
# A time-out costs the wall time that the bot waits for it, so that chance has it only where it is asked for.
BY_CHANCE = tuple(kind for kind in KINDS if kind != "timeout")


@dataclass
class Fault:
    """A fault that is left `count` times; `retry_after` in seconds, `ms` is how long a slow answer takes."""

    method: str
    kind: str
    count: int = 1
    retry_after: int = 1
    ms: int = 0
    number: int = 0

    @property
    def code(self) -> str:
        """The error code of `error:<code>`, otherwise nothing."""
        return self.kind.removeprefix(CODE) if self.kind.startswith(CODE) else ""

    def check(self) -> None:
        """Let pass what can happen.

        Raises:
            ActError: a kind that there is not.
        """
        check_kind(self.kind)


def check_kind(kind: str) -> None:
    """Let pass what is a kind of fault.

    Raises:
        ActError: it is none.
    """
    if kind not in KINDS and not (kind.startswith(CODE) and kind != CODE):
        raise ActError(f"{kind!r} is no kind of fault: error:<code>, {', '.join(KINDS)}")


@dataclass
class Chance:
    """Faults for a share of all calls: the n-th call of a method runs into the same with the same seed."""

    share: float
    seed: int = 0
    kinds: tuple[str, ...] = BY_CHANCE
    retry_after: int = 1
    ms: int = 500
    spare: tuple[str, ...] = ()
    met: int = 0
    _calls: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for kind in self.kinds:
            check_kind(kind)

    def draw(self, method: str) -> Fault | None:
        """What this call runs into; calls that arrive together do not change each other's lot."""
        if method in self.spare:
            return None
        self._calls[method] = number = self._calls.get(method, 0) + 1
        lot = Random(f"{self.seed} {method} {number}")  # noqa: S311 - chance that can be repeated, no secret
        if lot.random() >= self.share:
            return None
        self.met += 1
        return Fault(method, lot.choice(self.kinds), 1, self.retry_after, self.ms)

    def as_json(self) -> Json:
        """How it was asked for, and how many calls met it."""
        shown = ("share", "seed", "kinds", "retry_after", "ms", "spare", "met")
        return {name: value for name, value in asdict(self).items() if name in shown}


@dataclass
class Faults:
    """The faults that wait to happen, oldest first; chance beside them; the `latency` of each call, in milliseconds."""

    waiting: list[Fault] = field(default_factory=list)
    chance: Chance | None = None
    latency: int = 0
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, fault: Fault) -> None:
        """Line up a fault.

        Raises:
            ActError: a kind that there is not.
        """
        fault.check()
        fault.number = next(self._numbers)
        self.waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault that this call runs into: one that was lined up for it, otherwise what chance has for it."""
        for fault in self.waiting:
            if fault.method in (method, ANY_METHOD):
                fault.count -= 1
                if fault.count <= 0:
                    self.waiting.remove(fault)
                return fault
        return self.chance.draw(method) if self.chance else None

    async def lag(self) -> None:
        """Let the latency pass, in wall time."""
        if self.latency:
            await asyncio.sleep(self.latency / 1000)

    def remove(self, number: int) -> None:
        """Take one back.

        Raises:
            ActError: there is none of that number.
        """
        left = [fault for fault in self.waiting if fault.number != number]
        if len(left) == len(self.waiting):
            raise ActError(f"there is no fault {number}", 404)
        self.waiting = left

    def clear(self) -> None:
        """Let everything go well again."""
        self.waiting.clear()
        self.chance, self.latency = None, 0

    def as_json(self) -> Json:
        """What waits, what chance has, and the latency."""
        waiting = [asdict(fault) for fault in self.waiting]
        return {"faults": waiting, "random": self.chance and self.chance.as_json(), "latency": self.latency}
