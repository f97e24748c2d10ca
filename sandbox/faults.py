"""Faults on demand: what the next calls of a method run into."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from sandbox.shapes import ActError, Json

KINDS = ("429", "500", "reset", "lost_answer", "slow")
ANY_METHOD = "*"


@dataclass
class Fault:
    """A fault that is left `count` times; `retry_after` in seconds, `ms` is how long a slow answer takes."""

    method: str
    kind: str
    count: int = 1
    retry_after: int = 1
    ms: int = 0

    @property
    def code(self) -> str:
        """The error code of `error:<code>`, otherwise nothing."""
        return self.kind.removeprefix("error:") if self.kind.startswith("error:") else ""


@dataclass
class Faults:
    """The faults that wait to happen, oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Line up a fault.

        Raises:
            ActError: a kind that there is not.
        """
        if not fault.code and fault.kind not in KINDS:
            raise ActError(f"a fault is error:<code> or one of {', '.join(KINDS)}")
        self.waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault that this call runs into."""
        for fault in self.waiting:
            if fault.method in (method, ANY_METHOD):
                fault.count -= 1
                if fault.count <= 0:
                    self.waiting.remove(fault)
                return fault
        return None

    def as_json(self) -> Json:
        """The answer of `GET /control/faults`."""
        return {"faults": [asdict(fault) for fault in self.waiting]}
