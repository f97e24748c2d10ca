"""Whether a system could be rolled back now, in plain words."""

from typing import assert_never

from bot.domain.systems import Lack, Lacking, Readiness


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


def _bundles(count: int) -> str:
    match count:
        case 0:
            return "no earlier bundle is"
        case 1:
            return "only one earlier bundle is"
        case _:
            return f"only {count} earlier bundles are"
