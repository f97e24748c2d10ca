"""The daily look at rollbacks: an owner hears of one that lapses, once then and weekly while it stays so."""

from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

AGAIN_AFTER: Final = timedelta(days=7)
ROUND: Final = timedelta(minutes=15)
"""How often it is looked whose day has come to the time of policy: every time zone begins its days on a quarter."""


class Watch(NamedTuple):
    """What is remembered of a system between two looks; days are those of its owner."""

    looked_on: date
    lapsed_on: date | None = None
    told_on: date | None = None


class Look(NamedTuple):
    """What came of a look: what is remembered, and whether the owner is told."""

    watch: Watch
    is_told: bool


def next_round(now: datetime) -> datetime:
    """Return the next full quarter of an hour."""
    begun = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
    return begun + ROUND


def is_due(watch: Watch | None, local: datetime, at: time) -> bool:
    """Whether a system is to be looked at: once a day, when its owner's clock has come to the time of policy."""
    return local.time() >= at and (watch is None or watch.looked_on < local.date())


def look(watch: Watch | None, today: date, *, is_ready: bool, is_owned: bool) -> Look:
    """Look at a system: nobody is told of what is ready, nor twice within a week; without an owner nobody can be."""
    if is_ready:
        return Look(Watch(today), is_told=False)
    lapsed_on = (watch and watch.lapsed_on) or today
    told_on = watch.told_on if watch else None
    is_told = is_owned and (told_on is None or today - told_on >= AGAIN_AFTER)
    return Look(Watch(today, lapsed_on, today if is_told else told_on), is_told)
