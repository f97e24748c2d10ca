"""Reads runbooks, policy, templates and systems before anything starts, and tells all that is wrong in them at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot import library
from bot.blocks.checklist import fits
from bot.config import Settings
from bot.domain import checklist
from bot.domain.consistency import Known, inconsistencies
from bot.domain.faults import Fault
from bot.domain.policy import GROUPS, Policy
from bot.domain.runbook import Phase, Runbook
from bot.domain.taxonomy import Severity
from bot.errors import BadFile
from bot.files import Faults, bad
from bot.inventory import Inventory, load_inventory
from bot.library import Library, data_folder
from bot.printing import Printer
from bot.service.rehearsal import rehearse
from bot.wording import WORDS


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is read from files before anything starts, so that a broken file is told at once."""

    library: Library
    policy: Policy
    printer: Printer
    inventory: Inventory


@dataclass(frozen=True, slots=True)
class _Files:
    """Where everything is read from: built-in folders first, an organisation's after them."""

    runbooks: tuple[Path, ...]
    templates: tuple[Path, ...]
    policy: Path | None
    systems: Path | None

    @property
    def notices(self) -> frozenset[str]:
        """The ids of notices: the names of their templates."""
        return frozenset(path.stem for folder in self.templates for path in (folder / "notices").glob("*.j2"))


def read_files(settings: Settings) -> Knowledge:
    """Read runbooks, policy, templates and what is on record of AI systems, and hold them against each other.

    Raises:
        BadFile: one of them cannot be used; it names file, place and reason, and brings the faults of all others.
    """
    files = _Files(
        (data_folder("runbooks"), *_folders(settings.runbooks)),
        (data_folder("templates"), *_folders(settings.templates)),
        settings.policy,
        settings.systems,
    )
    faults = Faults()
    knowledge = _read(files, faults)
    if knowledge is None or faults.found:
        raise faults.refusal()
    return knowledge


def _folders(folder: Path | None) -> Sequence[Path]:
    return (folder,) if folder else ()


def _read(files: _Files, faults: Faults) -> Knowledge | None:
    """A file that cannot be read does not hide what is wrong in another, nor in what is held against it."""
    paths = faults.attempt(partial(library.runbook_files, files.runbooks)) or {}
    read = {slug: faults.attempt(partial(library.load_runbook, path)) for slug, path in paths.items()}
    books = {slug: book for slug, book in read.items() if book is not None}
    catalogue = faults.attempt(partial(library.load_catalogue, files.runbooks))
    restricted = faults.attempt(partial(library.load_first_steps, files.runbooks)) or ()
    policy = faults.attempt(partial(library.load_policy, files.policy, paths))
    printer = faults.attempt(partial(_printer, files.templates))
    inventory = faults.attempt(partial(load_inventory, files.systems))
    if catalogue is not None:
        groups = GROUPS.union(policy.groups if policy else ())
        faults.found.extend(_inspected(books, paths, Known(paths, files.notices, groups, catalogue)))
    if catalogue is None or policy is None or printer is None or inventory is None or faults.found:
        return None
    knowledge = Knowledge(Library(books, catalogue, restricted), policy, printer, inventory)
    faults.attempt(partial(rehearse, knowledge.library, policy, printer))
    return knowledge


def _printer(folders: Sequence[Path]) -> Printer:
    printer = Printer(folders, WORDS)
    printer.check()
    return printer


def _inspected(books: Mapping[str, Runbook], paths: Mapping[str, Path], known: Known) -> Iterator[BadFile]:
    built_in = data_folder("runbooks")
    for slug, book in books.items():
        found = (*inconsistencies(book, known, whole=paths[slug].parent == built_in), *_too_long(book))
        yield from (bad(paths[slug], fault) for fault in found)


def _too_long(book: Runbook) -> Iterator[Fault]:
    """A phase is one message: what does not fit into it would be out of reach at the worst severity."""
    work = checklist.start(book, Severity.P0)
    for phase in Phase:
        if not fits(checklist.of_phase(work, phase)):
            yield Fault(("phases", phase.value), "has more steps or words than a Slack message holds")
