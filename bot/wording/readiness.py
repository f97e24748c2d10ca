"""Whether a system could be rolled back now, in plain words."""

from typing import Final, assert_never

from bot.domain.registry import Registered, disagrees, model_of
from bot.domain.systems import Bundle, Lack, Lacking, Readiness, System
from bot.errors import RegistryFailed
from bot.wording.refusing import refusal

_MOST_BEFORE: Final = 5


def ready(found: Readiness) -> str:
    """Return the judgement with every reason, as one line without markup."""
    if found.is_ready:
        return "Rollback ready"
    return f"Rollback not ready: {'; '.join(map(lacking, found.lacks))}"


def lacking(what: Lacking) -> str:  # noqa: PLR0911  # one sentence each
    """Return one thing that a rollback lacks."""
    match what.lack:
        case Lack.NO_CURRENT:
            return "nothing says what is in service"
        case Lack.TOO_FEW:
            return f"{_bundles(what.figure)} on record, two are needed"
        case Lack.TOO_SLOW:
            return f"{_bundles(what.figure)} deployable within 15 minutes, two are needed"
        case Lack.NEVER_REHEARSED:
            return "a rollback was never rehearsed"
        case Lack.REHEARSAL_OLD:
            return f"the last rehearsal is {what.figure} days old, 90 are the limit"
        case Lack.REHEARSAL_SLOW:
            return f"the last rehearsal took {what.figure} minutes, 15 are the limit"
        case Lack.NO_WAY:
            return "no command or instructions are on record"
        case _:
            assert_never(what.lack)


def registry_says(found: Registered | RegistryFailed | None, system: System) -> str:
    """Return what the model registry says of a system, as one line without markup; nothing where it was not asked."""
    match found:
        case None:
            return ""
        case RegistryFailed():
            return refusal(found)
        case Registered(points_to=None):
            return f"MLflow: {found.model} has no alias {found.alias}"
        case _:
            before = ", ".join(version.number for version in found.previous[:_MOST_BEFORE]) or "none"
            on_record = model_of(system.current) if disagrees(system, found) else None
            differs = f". On record as in service is {on_record}: one of both is wrong" if on_record else ""
            return f"MLflow: {found.alias} of {found.model} is version {found.points_to}, before it {before}{differs}"


def pointer_says(found: Registered | RegistryFailed | None, target: Bundle | None) -> str | None:
    """Return whether the registry's alias has moved to what is rolled back to; None where it was not asked."""
    if found is None:
        return None
    if isinstance(found, RegistryFailed):
        return f"Whether the alias moved is not known. {refusal(found)}"
    wanted, alias = model_of(target), f"MLflow: {found.alias} of {found.model}"
    if found.points_to is None:
        return f"{alias} points nowhere"
    if wanted is None:
        return f"{alias} is version {found.points_to}"
    if wanted == found.points_to:
        return f"{alias} is version {wanted}, the target's"
    return f"{alias} is version {found.points_to}, the target's is {wanted}: it has not moved there"


def _bundles(count: int) -> str:
    match count:
        case 0:
            return "no earlier bundle is"
        case 1:
            return "only one earlier bundle is"
        case _:
            return f"only {count} earlier bundles are"
