"""How a scenario is played: how fast, how the bot is told, and what its calls run into."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TypeVar

from sandbox.detours import EVENTS, INTERACTIONS, Detour
from sandbox.faults import ANY_METHOD, Chance, Fault
from sandbox.methods.table import METHODS
from sandbox.shapes import ActError
from sandbox.stand import Stand

WRITTEN = re.compile(r"(?P<method>[A-Za-z.]+|\*)=(?P<kind>error:\w+|\w+)(?::(?P<count>[1-9]\d{0,5}))?", re.ASCII)
SHARE = re.compile(r"(?P<share>0(?:\.\d{1,6})?|1(?:\.0{1,6})?)(?::(?P<seed>\d{1,9}))?", re.ASCII)
SLOW_MS = 1000
FORMS = tuple(method for method in METHODS if method.startswith("views."))
Disturbance = TypeVar("Disturbance", Fault, Detour)


@dataclass(frozen=True)
class Manner:
    """How a scenario is played, unless told otherwise at once from beginning to end over HTTP.

    Attributes:
        speed: Scenario time by wall time; as fast as it goes when None.
        stepwise: Whether somebody presses Enter before each event.
        page: Whether the page's address is told, and the page stays open at the end.
        socket_mode: Whether the bot is told over Socket Mode.
        faults: What the bot's calls and what is sent to it run into, from the declaration on.
        limits: Whether calls are limited as often as Slack does.
        latency: Milliseconds of wall time before each call of the bot, from the declaration on.
        chance: What a share of the bot's calls runs into, from the declaration on.
    """

    speed: float | None = None
    stepwise: bool = False
    page: bool = False
    socket_mode: bool = False
    faults: tuple[Fault | Detour, ...] = ()
    limits: bool = False
    latency: int = 0
    chance: Chance | None = None

    def disturb(self, stand: Stand) -> None:
        """Let things begin to go wrong."""
        stand.faults.latency = self.latency
        stand.faults.chance = dataclasses.replace(self.chance) if self.chance and self.chance.share else None
        for fault in self.faults:
            if isinstance(fault, Fault):
                stand.faults.add(dataclasses.replace(fault))
            else:
                stand.delivery.detours.add(dataclasses.replace(fault))


def fault_of(text: str) -> Fault | Detour:
    """A fault as it is written on a command line: METHOD=KIND, or METHOD=KIND:N for the next N calls.

    A slow answer takes a second. Instead of a method it may be `events` or `interactions`, which take a detour.

    Raises:
        ValueError: it is not written so, or there is no such method or kind.
    """
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} does not read like METHOD=KIND or METHOD=KIND:N")
    count = int(found["count"] or 1)
    if found["method"] in (EVENTS, INTERACTIONS):
        return _known(Detour(found["kind"], count, found["method"]))
    fault = Fault(found["method"], found["kind"], count, ms=SLOW_MS)
    if fault.method != ANY_METHOD and fault.method not in METHODS:
        raise ValueError(f"the sandbox has no method {fault.method!r}")
    return _known(fault)


def _known(fault: Disturbance) -> Disturbance:
    """Let pass what the sandbox would take."""
    try:
        fault.check()
    except ActError as refusal:
        raise ValueError(refusal.sentence) from None
    return fault


def chance_of(text: str) -> Chance:
    """A share of all calls as it is written on a command line: 0.2, or 0.2:7 with a seed.

    People in a replay do everything once, so that what opens and changes their forms is spared.

    Raises:
        ValueError: it is not written so, or no share.
    """
    found = SHARE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} does not read like SHARE or SHARE:SEED, with a share from 0 to 1")
    return Chance(float(found["share"]), int(found["seed"] or 0), spare=FORMS)
