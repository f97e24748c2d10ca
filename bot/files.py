"""Reads YAML files into models, and says of everything that is wrong in which file, at which place and why."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.faults import Fault, FaultyError, Place
from bot.errors import BadFile

WHOLE_FILE: Final = "the whole file"
_MERGE: Final = "tag:yaml.org,2002:merge"
_SAID_PLAINLY: Final = {"extra_forbidden": "unknown key", "missing": "missing"}

_Model = TypeVar("_Model", bound=BaseModel)
_Read = TypeVar("_Read")


class Faults:
    """Collects what is wrong in one file after the other, so that all of it can be told at once."""

    def __init__(self) -> None:
        self.found: list[BadFile] = []

    def attempt(self, read: Callable[[], _Read]) -> _Read | None:
        """Return what was read; None where it cannot be used, and why is kept."""
        try:
            return read()
        except BadFile as fault:
            self.found.extend(fault.each)
            return None

    def refusal(self) -> BadFile:
        """Return the first fault, with the others in it."""
        return BadFile.of(self.found)


def every(reads: Iterable[Callable[[], _Read]]) -> list[_Read]:
    """Read all.

    Raises:
        BadFile: At least one cannot be used; the faults of the others come with it.
    """
    faults = Faults()
    found = [one for read in reads if (one := faults.attempt(read)) is not None]
    if faults.found:
        raise faults.refusal()
    return found


def yaml_files(folder: Path) -> Iterable[Path]:
    """Return the YAML files of a folder, by name.

    Raises:
        BadFile: It is not a folder.
    """
    if not folder.is_dir():
        raise BadFile(folder, WHOLE_FILE, "is not a folder")
    found = (path for path in folder.iterdir() if path.suffix in {".yml", ".yaml"})
    return sorted(path for path in found if not path.name.startswith("."))  # editors leave such files behind


def read(path: Path) -> Any:
    """Return what a YAML file holds.

    Raises:
        BadFile: It cannot be read, or is not YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)  # noqa: S506  # a SafeLoader, only stricter
    except yaml.MarkedYAMLError as error:
        raise BadFile(path, _mark(error), error.problem or "is not YAML") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "is not YAML in UTF-8"
        raise BadFile(path, WHOLE_FILE, reason) from error


def validated(path: Path, model: type[_Model], content: Any, at: Place = ()) -> _Model:
    """Return a model of a file's content, or of what stands in it at a place.

    Raises:
        BadFile: It is not valid; every fault is told, with its place.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        found = [bad(path, Fault((*at, *fault.place), fault.reason)) for fault in _faults(error)]
        raise BadFile.of(found) from error


def bad(path: Path, fault: Fault) -> BadFile:
    """Return a fault as the refusal of its file."""
    return BadFile(path, written(fault.place), fault.reason)


def written(place: Place) -> str:
    """Write the way into a file as people do: ``phases.contain[2].owner``."""
    way = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return way.removeprefix(".") or WHOLE_FILE


def _faults(error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors():
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, FaultyError):
            yield from (Fault((*_in_file(detail["loc"]), *fault.place), fault.reason) for fault in cause.faults)
        else:
            yield Fault(_in_file(detail["loc"]), _reason(detail))


def _in_file(loc: Place) -> Place:
    """Drop what pydantic adds to the way: a mark at keys, and a work's kind after the work."""
    return tuple(step for before, step in zip(("", *loc), loc, strict=False) if step != "[key]" and before != "work")


def _reason(detail: ErrorDetails) -> str:
    return _SAID_PLAINLY.get(detail["type"], re.sub(r"^Value error, ", "", detail["msg"]))


def _mark(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else WHOLE_FILE


def merged(first: Mapping[Any, Any], second: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Put one mapping over another, and mappings in them over each other."""
    return {**first, **{key: _over(first.get(key), value) for key, value in second.items()}}


def _over(before: Any, value: Any) -> Any:
    return merged(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value


class _StrictLoader(yaml.CSafeLoader):
    """YAML that refuses a key given twice, where the standard loader silently takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  # PyYAML's own signature
        """Build a mapping.

        Raises:
            yaml.constructor.ConstructorError: A key stands twice.
        """
        seen: list[object] = []  # not a set: a key may turn out to be a list, which PyYAML refuses in its own words
        for key_node in (key for key, _ in node.value if key.tag != _MERGE):
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} is given twice", key_node.start_mark)
            seen.append(key)
        return super().construct_mapping(node, deep)
