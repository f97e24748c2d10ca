"""What a model registry says of a system: which version its alias points to, and which there are."""

from datetime import datetime
from typing import NamedTuple

from bot.domain.systems import Bundle, Part, System


class ModelVersion(NamedTuple):
    """One registered version of a model."""

    number: str
    created_at: datetime


class Registered(NamedTuple):
    """A registered model: what its alias points to (None without such an alias), and its versions, newest first."""

    model: str
    alias: str
    points_to: str | None
    versions: tuple[ModelVersion, ...]

    @property
    def previous(self) -> tuple[ModelVersion, ...]:
        """The versions that were registered before the one that the alias points to, newest first."""
        numbers = [version.number for version in self.versions]
        return self.versions[numbers.index(self.points_to) + 1 :] if self.points_to in numbers else ()


def bundles_of(found: Registered, most: int = 3) -> tuple[Bundle, ...]:
    """Return what is in service and what was before it as bundles that name the model alone."""
    if found.points_to is None:
        return ()
    numbers = (found.points_to, *(version.number for version in found.previous))[:most]
    return tuple(Bundle(label=f"{found.model[:60]} {number}", parts={Part.MODEL: number}) for number in numbers)


def model_of(bundle: Bundle | None) -> str | None:
    """Return the model's version in a bundle, where it is one as registries count them; other names say nothing."""
    version = bundle.parts.get(Part.MODEL) if bundle else None
    return version if version is not None and version.isdecimal() else None


def disagrees(system: System, found: Registered) -> bool:
    """Whether the record says that another version of the model is in service than the one that the alias points to."""
    on_record = model_of(system.current)
    return on_record is not None and found.points_to is not None and on_record != found.points_to
