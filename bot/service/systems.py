"""Putting AI systems on record, and saying whether each could be rolled back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.systems import Bundle, Judged, Registry, Rehearsal, System, Triggers, judged, key_of
from bot.errors import FiledSystem, NothingToShow, UnknownSystem
from bot.ids import Slot
from bot.messages import Stand
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a system, its bundles apart."""

    system: str
    by: str
    purpose: str | None
    owner: str | None
    rollback: str | None
    triggers: Triggers
    log_retention: Mapping[str, timedelta]
    eu_high_risk: bool
    registry: Registry | None


@dataclass(frozen=True, slots=True)
class Bundles:
    """What is in service, and what was before it."""

    system: str
    by: str
    bundles: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A rollback was rehearsed."""

    system: str
    by: str
    rehearsal: Rehearsal


def editable(desk: Desk, name: str) -> System:
    """A system's record as it can be changed here; an empty one where there is none yet.

    Raises:
        FiledSystem: it stands in a file.
    """
    filed = desk.rules.inventory.get(name)
    if filed is not None:
        raise FiledSystem(system=filed.system.name, file=filed.path.name)
    return desk.work.systems.get(name) or System(name=name)


def keep_facts(desk: Desk, request: Facts) -> None:
    """Write the facts of a system down."""
    said = {
        "purpose": request.purpose,
        "owner": request.owner,
        "rollback": request.rollback,
        "triggers": request.triggers,
        "log_retention": request.log_retention,
        "eu_high_risk": request.eu_high_risk,
        "registry": request.registry,
    }
    _keep(desk, editable(desk, request.system).model_copy(update=said), request.by)
    if request.owner and not request.owner.startswith("S"):
        desk.get_to_know(request.owner)


def keep_bundles(desk: Desk, request: Bundles) -> None:
    """Write the bundles of a system down."""
    system = editable(desk, request.system)
    _keep(desk, system.model_copy(update={"bundles": request.bundles}), request.by)


def rehearsed(desk: Desk, request: Tried) -> None:
    """Write a rehearsal down: also of a system that stands in a file, because it is something that happened."""
    system = on_record(desk, request.system).system
    desk.work.systems.rehearsed(system.name, request.rehearsal, desk.now)
    desk.get_to_know(*filter(None, (request.by, request.rehearsal.by)))
    _show(desk, system.name)


def on_record(desk: Desk, name: str) -> Judged:
    """What is on record of a system, judged.

    Raises:
        UnknownSystem: nothing is.
    """
    system = desk.system(name)
    if system is None:
        raise UnknownSystem(system=name)
    return judged(system, desk.now)


def all_on_record(desk: Desk, _request: None) -> tuple[Judged, ...]:
    """Every system on record, judged, by name.

    Raises:
        NothingToShow: there is none.
    """
    found = tuple(judged(system, desk.now) for system in desk.rules.systems(desk.work))
    if not found:
        raise NothingToShow(what="systems on record")
    return found


def purpose(desk: Desk, name: str) -> str | None:
    """What a system does, as far as it is on record."""
    system = desk.system(name)
    return None if system is None else system.purpose


def _keep(desk: Desk, system: System, by: str) -> None:
    # A copy is not validated, and a record that cannot be read again would stand in the way of all others.
    checked = System.model_validate(system.model_dump())
    desk.work.systems.save(checked, by, desk.now)
    _show(desk, system.name)


def _show(desk: Desk, name: str) -> None:
    """Cards of incidents under way show what is on record."""
    for incident in desk.work.incidents.running():
        if key_of(incident.system) == key_of(name):
            desk.send(Stand(incident=incident.number, slot=Slot.CARD))
