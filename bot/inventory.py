"""Loads the AI systems that files describe: a folder or a file of `AI_INCIDENT_SYSTEMS`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.domain.systems import System, key_of
from bot.errors import BadFile
from bot.files import Faults, read, validated, yaml_files


@dataclass(frozen=True, slots=True)
class Filed:
    """A system and the file that describes it."""

    system: System
    path: Path


@dataclass(frozen=True, slots=True)
class Inventory:
    """The systems of files, by `key_of` their names."""

    filed: Mapping[str, Filed] = field(default_factory=dict)

    def get(self, name: str) -> Filed | None:
        """Return a system by its name, however its letters are written."""
        return self.filed.get(key_of(name))

    def systems(self) -> tuple[System, ...]:
        """Return all systems, by name."""
        return tuple(one.system for _, one in sorted(self.filed.items()))


def load_inventory(path: Path | None) -> Inventory:
    """Load a file, or the `.yml` and `.yaml` files of a folder; each holds one system, or a list of systems.

    Raises:
        BadFile: A file cannot be used, or two describe the same system; every fault of every file is told.
    """
    filed: dict[str, Filed] = {}

    def take(file: Path, content: Any, at: tuple[int, ...]) -> None:
        system = validated(file, System, content, at=at)
        known = filed.setdefault(key_of(system.name), Filed(system, file))
        if known.system is not system:
            place = f"[{at[0]}].name" if at else "name"
            raise BadFile(file, place, f"{system.name} is described in {known.path} already")

    faults = Faults()
    for file in [] if path is None else _files(path):
        for entry in faults.attempt(partial(_entries, file)) or ():
            faults.attempt(partial(take, *entry))
    if faults.found:
        raise faults.refusal()
    return Inventory(MappingProxyType(filed))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from yaml_files(path)
    else:
        yield path


def _entries(path: Path) -> Sequence[tuple[Path, Any, tuple[int, ...]]]:
    """What a file says of each system, and where."""
    content: Any = read(path)
    listed = content if isinstance(content, list) else None
    return [(path, content, ())] if listed is None else [(path, one, (place,)) for place, one in enumerate(listed)]
