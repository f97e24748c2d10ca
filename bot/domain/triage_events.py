"""What happens while people find out which type it is and how bad: beside the type and the severity themselves."""

from typing import Literal

from bot.domain.happening import Happening
from bot.domain.taxonomy import HarmOngoing


class Interviewed(Happening):
    """The interview was answered: what the answers say, and the types (slugs) that they speak for, likeliest first."""

    kind: Literal["interviewed"] = "interviewed"
    says: tuple[str, ...]
    ranking: tuple[str, ...]


class TypesSuspected(Happening):
    """Which other types it may be as well was said anew (slugs)."""

    kind: Literal["types_suspected"] = "types_suspected"
    before: tuple[str, ...]
    after: tuple[str, ...]


class HarmReported(Happening):
    """Somebody said after the declaration whether harm is going on."""

    kind: Literal["harm_reported"] = "harm_reported"
    before: HarmOngoing
    after: HarmOngoing
