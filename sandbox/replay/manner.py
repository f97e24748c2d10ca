"""How a scenario is played: how fast, how the bot is told, and what its calls run into."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.faults import ANY_METHOD, Fault, check_kind
from sandbox.methods.table import METHODS
from sandbox.shapes import ActError

WRITTEN = re.compile(r"(?P<method>[A-Za-z.]+|\*)=(?P<kind>error:\w+|\w+)(?::(?P<count>[1-9]\d{0,5}))?", re.ASCII)
SLOW_MS = 1000


@dataclass(frozen=True)
class Manner:
    """How a scenario is played, unless told otherwise at once from beginning to end over HTTP.

    Attributes:
        speed: Scenario time by wall time; as fast as it goes when None.
        stepwise: Whether somebody presses Enter before each event.
        page: Whether the page's address is told, and the page stays open at the end.
        socket_mode: Whether the bot is told over Socket Mode.
        faults: What the bot's calls run into, from the declaration on.
    """

    speed: float | None = None
    stepwise: bool = False
    page: bool = False
    socket_mode: bool = False
    faults: tuple[Fault, ...] = ()


def fault_of(text: str) -> Fault:
    """A fault as it is written on a command line: METHOD=KIND, or METHOD=KIND:N for the next N calls.

    A slow answer takes a second.

    Raises:
        ValueError: it is not written so, or there is no such method or kind.
    """
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} does not read like METHOD=KIND or METHOD=KIND:N")
    fault = Fault(found["method"], found["kind"], int(found["count"] or 1), ms=SLOW_MS)
    if fault.method != ANY_METHOD and fault.method not in METHODS:
        raise ValueError(f"the sandbox has no method {fault.method!r}")
    try:
        check_kind(fault.kind)
    except ActError as refusal:
        raise ValueError(refusal.sentence) from None
    return fault
