"""Holds a runbook against what it draws from: every id that it names has to be known."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.catalogue import Catalogue
from bot.domain.faults import Fault, Place, twice
from bot.domain.runbook import Phase, References, Runbook, placed
from bot.domain.works import Decide, Draft, Notify, Pull, Work

_NO_GROUP: Final = "is no group, here or in the policy"


@dataclass(frozen=True, slots=True)
class Known:
    """What runbooks may name: slugs of types, ids of notices, names of groups, and the catalogue."""

    types: Collection[str]
    notices: Collection[str]
    groups: Collection[str]
    catalogue: Catalogue


def inconsistencies(book: Runbook, known: Known, *, whole: bool) -> Iterator[Fault]:
    """Yield everything that a runbook names and nobody knows.

    Args:
        book: The runbook.
        known: What it may name.
        whole: Whether it has to have steps in every phase, as the built-in ones do.
    """
    if whole:
        yield from (Fault(("phases",), f"no step in {phase}") for phase in Phase if not book.phases.get(phase))
    yield from _references(book.references, known)
    yield from _look_alikes(book, known)
    yield from _evidence(book, known)
    yield from _interview(book, known)
    for place, step in placed(book.phases):
        yield from _named(step.work, (*place, "work"), known)


def _references(references: References, known: Known) -> Iterator[Fault]:
    public, at = known.catalogue.public, "references"
    for name in ("atlas", "mitigations", "cases", "asi", "avid"):
        listed = getattr(public, name)
        yield from _unknown(getattr(references, name), listed, (at, name), "is not in the public list")
    for year, ids in references.owasp.items():
        if year not in public.owasp:
            yield Fault((at, "owasp", str(year)), f"there is no list of {year}")
        yield from _unknown(ids, public.owasp.get(year, ids), (at, "owasp", str(year)), f"is not in the list of {year}")


def _look_alikes(book: Runbook, known: Known) -> Iterator[Fault]:
    for index, other in enumerate(book.look_alikes):
        place = ("look_alikes", index, "type")
        if other.type == book.slug:
            yield Fault(place, "is this type itself")
        elif other.type is not None and other.type not in known.types:
            yield Fault(place, f"no runbook has the name {other.type}")


def _evidence(book: Runbook, known: Known) -> Iterator[Fault]:
    common = {kind.id for kind in known.catalogue.evidence}
    yield from twice([kind.id for kind in book.evidence], ("evidence",))
    for index, kind in enumerate(book.evidence):
        if kind.id in common:
            yield Fault(("evidence", index, "id"), f"every type keeps {kind.id} already")


def _interview(book: Runbook, known: Known) -> Iterator[Fault]:
    answers = {answer.id for question in known.catalogue.interview for answer in question.answers}
    for answer in book.interview:
        if answer not in answers:
            yield Fault(("interview", answer), "is no answer of the interview")


def _named(work: Work, place: Place, known: Known) -> Iterator[Fault]:
    match work:
        case Pull():
            levers = {lever.id for lever in known.catalogue.levers}
            yield from _unknown(work.levers, levers, (*place, "levers"), "is no lever")
        case Notify():
            yield from _unknown(work.groups, known.groups, (*place, "groups"), _NO_GROUP)
        case Decide():
            for index, option in enumerate(work.options):
                yield from _unknown(option.tells, known.groups, (*place, "options", index, "tells"), _NO_GROUP)
        case Draft() if work.notice not in known.notices:
            yield Fault((*place, "notice"), f"there is no template of the name {work.notice}")
        case _:
            return


def _unknown(ids: Collection[str], known: Collection[str], place: Place, reason: str) -> Iterator[Fault]:
    return (Fault((*place, index), f"{one} {reason}") for index, one in enumerate(ids) if one not in known)
