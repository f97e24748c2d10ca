"""Reads YAML files that people write: each is validated, and what is wrong is told with file and place."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.errors import BadFile

WHOLE_FILE: Final = "the whole file"
_MERGE: Final = "tag:yaml.org,2002:merge"
_SAID_PLAINLY: Final = {"extra_forbidden": "unknown key", "missing": "missing"}

_Model = TypeVar("_Model", bound=BaseModel)


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
    """Return what a file holds.

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


def _mark(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else WHOLE_FILE


def validated(path: Path, model: type[_Model], content: Any, at: tuple[int | str, ...] = ()) -> _Model:
    """Return what a file holds at a place, as the model that it has to be.

    Raises:
        BadFile: It is not.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadFile(path, _place((*at, *first["loc"])), _reason(first, more=error.error_count() - 1)) from error


def _place(steps: tuple[int | str, ...]) -> str:
    """Write the way into the file as people do: ``phases.contain[2].owner``."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps if step != "[key]")
    return written.removeprefix(".") or WHOLE_FILE


def _reason(error: ErrorDetails, more: int) -> str:
    said = _SAID_PLAINLY.get(error["type"], re.sub(r"^Value error, ", "", error["msg"]))
    return f"{said} (and {more} more)" if more else said


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
