"""Loads what lies in files: the runbooks, the organisation's policy, and where the program's own data is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from bot.domain.catalogue import Catalogue, EvidenceKind, Lever, PublicLists, Question
from bot.domain.faults import twice
from bot.domain.first_steps import FirstStep
from bot.domain.policy import Policy
from bot.domain.runbook import Runbook
from bot.domain.taxonomy import UNCLASSIFIED
from bot.errors import BadFile
from bot.files import WHOLE_FILE, Faults, bad, every, merged, read, validated, yaml_files

_ORDER: Final = (
    "model_degradation",
    "hallucination_spike",
    "bias_detection",
    "safety_bypass",
    "prompt_injection",
    "data_poisoning",
    "model_inversion",
    "distribution_shift",
    "harmful_agent_action",
)
"""The brief's eight in its order, then those that this project adds."""
_PACKAGE: Final = Path(__file__).parent

_DATA: Final = "data"
_CATALOGUE: Final = ("public", "levers", "evidence", "interview")

_Row = TypeVar("_Row", Lever, EvidenceKind, Question, FirstStep)


@dataclass(frozen=True, slots=True)
class Library:
    """The field's knowledge: one runbook per incident type, by slug, and what all of them draw from.

    `restricted` are the steps that go first where content may be illegal to possess.
    """

    runbooks: Mapping[str, Runbook]
    catalogue: Catalogue
    restricted: tuple[FirstStep, ...]

    def types(self) -> tuple[Runbook, ...]:
        """Return the types of incidents: the built-in ones in their order, then an organisation's own by title."""
        known = [self.runbooks[slug] for slug in _ORDER if slug in self.runbooks]
        own = [book for slug, book in self.runbooks.items() if slug not in {*_ORDER, UNCLASSIFIED}]
        return (*known, *sorted(own, key=lambda book: book.title))

    def evidence_kinds(self, slug: str) -> tuple[EvidenceKind, ...]:
        """Return the kinds of evidence to keep in an incident of a type: those of every type, then its own."""
        listed = (*self.catalogue.evidence, *self.runbook(slug).evidence)
        return tuple({kind.id: kind for kind in listed}.values())

    def runbook(self, slug: str) -> Runbook:
        """Return a type's runbook; the generic one for a type that no file describes (any more)."""
        return self.runbooks.get(slug, self.runbooks[UNCLASSIFIED])


def data_folder(name: str) -> Path:
    """Return where the program's own data lies: in the package when installed from a wheel, else in the source tree."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.exists() else _PACKAGE.parent / name


def load_library(folders: Sequence[Path] = ()) -> Library:
    """Load the built-in runbooks and an organisation's own.

    Raises:
        BadFile: A file or folder cannot be used.
    """
    where = (data_folder("runbooks"), *folders)
    return Library(load_runbooks(where), load_catalogue(where), load_first_steps(where))


def load_catalogue(folders: Sequence[Path]) -> Catalogue:
    """Load what runbooks draw from: the files of each folder's ``data``; a later folder's rows replace and add.

    Raises:
        BadFile: A file is not valid.
    """
    parts = {name: [folder / _DATA / f"{name}.yml" for folder in folders] for name in _CATALOGUE}
    found = {name: [path for path in paths if path.is_file()] for name, paths in parts.items()}
    faults = Faults()
    public = faults.attempt(lambda: _public(found["public"]))
    levers = faults.attempt(lambda: _rows(found["levers"], Lever))
    evidence = faults.attempt(lambda: _rows(found["evidence"], EvidenceKind))
    interview = faults.attempt(lambda: _rows(found["interview"], Question))
    if faults.found:
        raise faults.refusal()
    rows = {"public": public, "levers": levers, "evidence": evidence, "interview": interview}
    return validated(folders[-1] / _DATA, Catalogue, rows)


def _public(paths: Sequence[Path]) -> PublicLists:
    """Each list takes the entries of all files; where two name the same id, the later one's name."""
    content: Mapping[Any, Any] = {}
    for path in paths:
        content = merged(content, _mapping(path))
    return validated(paths[-1], PublicLists, content)


def load_first_steps(folders: Sequence[Path]) -> tuple[FirstStep, ...]:
    """Load the steps for content that may be illegal to possess; a later folder's rows replace and add.

    Raises:
        BadFile: A file is not valid.
    """
    paths = [folder / _DATA / "restricted.yml" for folder in folders]
    return _rows([path for path in paths if path.is_file()], FirstStep)


def _rows(paths: Sequence[Path], model: type[_Row]) -> tuple[_Row, ...]:
    """Return the rows of all files by id, the later one where two files have the same."""
    listed = every(partial(_listed, path, model) for path in paths)
    return tuple({row.id: row for rows in listed for row in rows}.values())


def _listed(path: Path, model: type[_Row]) -> list[_Row]:
    listed = read(path) or []
    if not isinstance(listed, list):
        raise BadFile(path, WHOLE_FILE, "must be a list")
    rows = every(partial(validated, path, model, row, (index,)) for index, row in enumerate(listed))
    faults = [bad(path, fault) for fault in twice([row.id for row in rows])]
    if faults:
        raise BadFile.of(faults)
    return rows


def load_runbooks(folders: Sequence[Path]) -> Mapping[str, Runbook]:
    """Load every ``.yml`` or ``.yaml`` file of the folders; a later folder's replaces an earlier one of the same name.

    Raises:
        BadFile: A folder does not exist, or a file is not a valid runbook.
    """
    books = every(partial(load_runbook, path) for path in runbook_files(folders).values())
    return MappingProxyType({book.slug: book for book in books})


def runbook_files(folders: Sequence[Path]) -> Mapping[str, Path]:
    """Return the file of each type by its slug; a later folder's where two have the same.

    Raises:
        BadFile: A folder does not exist.
    """
    return {path.stem: path for folder in folders for path in yaml_files(folder)}


def load_policy(path: Path | None, types: Collection[str] | None = None) -> Policy:
    """Load the organisation's policy: the defaults where there is no file.

    Args:
        path: The file, if the organisation has one.
        types: The slugs of the known incident types. A misspelt type in ``private_channel_for`` would open a public
            channel, so with this given it is refused.

    Raises:
        BadFile: The file cannot be read or is not a valid policy.
    """
    if path is None:
        return Policy()
    policy = validated(path, Policy, read(path) or {})
    unknown = sorted(policy.private_channel_for.difference(policy.private_channel_for if types is None else types))
    if unknown:
        raise BadFile(path, "private_channel_for", f"no runbook has the name {', '.join(unknown)}")
    return policy


def load_runbook(path: Path) -> Runbook:
    """Load one type; the file's name is the slug, so that nothing can disagree with it.

    Raises:
        BadFile: It is not a valid runbook.
    """
    content = _mapping(path)
    if content.get("slug", path.stem) != path.stem:
        raise BadFile(path, "slug", f"must be the file's name, {path.stem}")
    return validated(path, Runbook, {**content, "slug": path.stem})


def _mapping(path: Path) -> Mapping[Any, Any]:
    content = read(path)
    if not isinstance(content, Mapping):
        raise BadFile(path, WHOLE_FILE, "must be a mapping of keys to values")
    return content
