"""What every act of a person is made of, and what they do where the app answers at once: in menus, and in its Home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox import labels
from sandbox.client import CannotError
from sandbox.reading import Reader
from sandbox.screen import Offered, Outcome, Screen
from sandbox.shapes import Json


@dataclass
class Member(Reader):
    """Someone who acts and reads; `filled` is what stands in open forms, by view, not yet submitted."""

    filled: dict[str, dict[tuple[str, str], Any]] = field(default_factory=dict)

    async def opens_home(self, tab: str = "home") -> Screen | None:
        """Open a tab of the app's Home; returns what the app had published before."""
        return Screen.within(await self._act("home", tab=tab))

    async def presses_home(self, label: str) -> Outcome:
        """Press the button, or pick the option, of the Home tab that reads `label`.

        Raises:
            CannotError: there is none.
        """
        home = await self.must_home()
        spot = labels.pressable(home.blocks, label)
        if spot is None:
            raise CannotError(f"nothing reads {label!r} in the Home tab of {self.name}")
        return await self._press(spot, spot.value, view_id=home.id, state=self._state(home))

    async def fills_home(self, values: Mapping[str, Any]) -> Outcome | None:
        """Fill fields of the Home tab by their labels, as `Person.fills` does in a modal."""
        return await self._fill(self.must_home, values)

    async def looks_up(self, label: str, typed: str, channel: str | None = None) -> Offered:
        """Type into a menu whose options the app looks up: in a channel's newest message, in the modal, or in Home."""
        spot, where = await self._menu(label, channel)
        return await self._offered(spot, typed, where)

    async def chooses(self, label: str, wanted: str, channel: str | None = None) -> Outcome:
        """Type into such a menu, and pick what then reads so.

        Raises:
            CannotError: there is no such menu, or the app does not offer that.
        """
        spot, where = await self._menu(label, channel)
        return await self._press(spot, await self._picked(spot, wanted, where), **where)

    async def _menu(self, label: str, channel: str | None) -> tuple[labels.Spot, dict[str, str]]:
        if channel is None:
            view = await self.view() or await self.must_home()
            surfaces = [(view.blocks, {"view_id": view.id})]
        else:
            said = reversed(await self.everything(channel))
            surfaces = [(message.blocks, {"channel": channel, "ts": message.ts}) for message in said]
        for blocks, where in surfaces:
            spot = labels.field(blocks, label)
            if spot is not None and spot.looked_up:
                return spot, where
        raise CannotError(f"there is no menu {label!r} that the app looks up")

    async def _offered(self, spot: labels.Spot, typed: str, where: Mapping[str, str]) -> Offered:
        block_id, action_id = spot.place
        return Offered.of(await self._act("suggest", block_id=block_id, action_id=action_id, typed=typed, **where))

    async def _picked(self, spot: labels.Spot, wanted: Any, where: Mapping[str, str]) -> Any:
        """What is chosen in an element; where the app looks the options up, each is typed first."""
        if not spot.looked_up or wanted is None:
            return spot.given(wanted)
        if isinstance(wanted, str):
            return (await self._offered(spot, wanted, where)).value(wanted)
        return [(await self._offered(spot, entry, where)).value(entry) for entry in wanted]

    async def _act(self, deed: str, **body: Any) -> Json:
        given = {key: value for key, value in body.items() if value is not None}
        return await self.sandbox.post(f"/control/{deed}", {"user": self.id, **given})

    async def _press(self, spot: labels.Spot, value: Any, **where: Any) -> Outcome:
        block_id, action_id = spot.place
        return Outcome.of(await self._act("press", block_id=block_id, action_id=action_id, value=value, **where))

    def _state(self, view: Screen) -> dict[str, dict[str, Any]]:
        """What is filled in where the view still has a place for it."""
        state: dict[str, dict[str, Any]] = {}
        entered = self.filled.get(view.id, {})
        for spot in labels.spots(view.blocks):
            if spot.place in entered:
                state.setdefault(spot.place[0], {})[spot.place[1]] = entered[spot.place]
        return state

    async def _fill(self, look: Callable[[], Awaitable[Screen]], values: Mapping[str, Any]) -> Outcome | None:
        outcome = None
        for label, wanted in values.items():
            view = await look()
            spot = labels.field(view.blocks, label)
            if spot is None:
                raise CannotError(f"{view.title!r} has no field {label!r}, only {view.labels}")
            value = await self._picked(spot, wanted, {"view_id": view.id})
            self.filled.setdefault(view.id, {})[spot.place] = value
            if spot.reports_at_once:
                outcome = await self._press(spot, value, view_id=view.id, state=self._state(view))
        return outcome
