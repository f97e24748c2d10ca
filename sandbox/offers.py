"""Options that an app looked up for a person: only what it once offered them there can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.shapes import ActError, Json


@dataclass(frozen=True)
class Spot:
    """Whose menu it is and where it stands; `surface` is a view's id, or a message's channel and timestamp."""

    user: str
    surface: str
    block_id: str
    action_id: str


@dataclass
class Offers:
    """What was offered, by menu and value; what a menu showed once stays good, as a chosen chip does."""

    _known: dict[Spot, dict[str, Json]] = field(default_factory=dict)

    def keep(self, spot: Spot, options: Iterable[Json]) -> None:
        """Remember what a menu shows."""
        self._known.setdefault(spot, {}).update({option["value"]: option for option in options})

    def option(self, spot: Spot, value: str) -> Json:
        """The option of that value.

        Raises:
            ActError: the menu never showed it.
        """
        known = self._known.get(spot, {})
        if value not in known:
            raise ActError(f"{spot.action_id} did not offer {value!r}, only {', '.join(known) or 'nothing yet'}")
        return known[value]
