"""What is wrong in a value that somebody wrote, said by its place in it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Place = tuple[int | str, ...]
"""The way into a value: keys and positions."""


class Fault(NamedTuple):
    """One thing that is wrong, and where."""

    place: Place
    reason: str


class FaultyError(ValueError):
    """Several things are wrong at once; each is told, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(fault.reason for fault in faults))
        self.faults = tuple(faults)


def refuse(faults: Iterable[Fault]) -> None:
    """Refuse a value that has faults.

    Raises:
        FaultyError: There is at least one.
    """
    if found := tuple(faults):
        raise FaultyError(found)


def twice(ids: Sequence[str], at: Place = ()) -> Iterator[Fault]:
    """Yield a fault for each id that stood before."""
    for index, one in enumerate(ids):
        if one in ids[:index]:
            yield Fault((*at, index, "id"), f"ids must be unique; given more than once: {one}")
