"""What was said between bot and Slack: a file of JSON lines for a referee, and entries for the inspector."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.clock import Clock
from sandbox.hub import Hub
from sandbox.shapes import Json

TO_SLACK, TO_BOT, OTHER_TO_SLACK = "bot->slack", "slack->bot", "app->slack"
KEPT = 5000


@dataclass(frozen=True)
class Exchange:
    """One request and its answer; `error` is a code or a reason, `ms` wall time."""

    direction: str
    what: str
    request: Json
    response: Json
    error: str = ""
    ms: int = 0


def of_other_app(app: str, method: str, args: Json, response: Json, ms: int) -> Exchange:
    """A call by an app that only shares the workspace."""
    return Exchange(OTHER_TO_SLACK, f"{method} by {app}", args, response, str(response.get("error") or ""), ms)


@dataclass
class Journal:
    """Keeps the last exchanges; Web API calls also go to the file, one per line in the order of their answers."""

    clock: Clock
    hub: Hub
    path: Path | None = None
    entries: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    count: int = 0

    def __post_init__(self) -> None:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.unlink(missing_ok=True)

    def note(self, exchange: Exchange) -> None:
        """Keep an exchange for the inspector."""
        self.count += 1
        entry: Json = {"n": self.count, "at": self.clock.now().isoformat(), "direction": exchange.direction}
        entry |= {"what": exchange.what, "ok": not exchange.error, "error": exchange.error or None, "ms": exchange.ms}
        self.entries.append(entry | {"request": exchange.request, "response": exchange.response})
        self.hub.change("request", n=str(self.count))

    def call(self, method: str, args: Json, response: Json, ms: int, *, lost: str = "") -> None:
        """Keep a call of the Web API by the bot; `lost` says so where the answer does not arrive."""
        error = lost if response.get("ok") else str(response.get("error"))
        self.note(Exchange(TO_SLACK, method, args, response, error, ms))
        if self.path is not None:
            append(self.path, {"method": method, "args": args, "response": response})

    def since(self, number: int) -> list[Json]:
        """The entries after that one."""
        return [entry for entry in self.entries if entry["n"] > number]


def append(path: Path, entry: Json) -> None:
    """Add a line to a file of JSON lines, all of it or nothing: who is killed meanwhile leaves no half of one.

    It is ASCII, because some line separators of Unicode may stand in JSON as they are.
    """
    with path.open("ab", buffering=0) as file:
        file.write(json.dumps(entry).encode() + b"\n")
