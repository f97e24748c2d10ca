"""Loads the AI systems that files describe: a folder or a file of `AI_INCIDENT_SYSTEMS`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.domain.systems import System, key_of
from bot.errors import BadFile
from bot.files import read, validated, yaml_files


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
        BadFile: A file cannot be used, or two describe the same system.
    """
    filed: dict[str, Filed] = {}
    for file in () if path is None else _files(path):
        for place, system in enumerate(_systems(file)):
            key = key_of(system.name)
            if key in filed:
                raise BadFile(file, f"[{place}].name", f"{system.name} is described in {filed[key].path} already")
            filed[key] = Filed(system, file)
    return Inventory(MappingProxyType(filed))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from yaml_files(path)
    else:
        yield path


def _systems(path: Path) -> Iterator[System]:
    content: Any = read(path)
    if isinstance(content, list):
        yield from (validated(path, System, one, at=(place,)) for place, one in enumerate(content))
    else:
        yield validated(path, System, content)
