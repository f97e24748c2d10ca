"""People for tests and replays: they type, press, fill in forms by their labels, and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox import labels, pacing
from sandbox.client import CannotError, Client
from sandbox.keeping import Keeper
from sandbox.screen import Outcome
from sandbox.shapes import Json

__all__ = ["CannotError", "Person", "Sandbox"]


@dataclass
class Person(Keeper):
    """Someone of the workspace: what they do in channels, with messages and in modals."""

    async def types(self, line: str, channel: str = "#general") -> Outcome:
        """Type a slash command; `channel` is an id or a #name."""
        return Outcome.of(await self._act("command", channel=channel, text=line))

    async def says(self, channel: str, text: str, *, thread_ts: str | None = None) -> str:
        """Write a message; returns its timestamp."""
        return str((await self._act("say", channel=channel, text=text, thread_ts=thread_ts))["ts"])

    async def attaches(self, channel: str, name: str, content: str, *, text: str = "") -> str:
        """Share a text file; returns the message's timestamp."""
        files = [{"name": name, "content": content}]
        return str((await self._act("say", channel=channel, text=text, files=files))["ts"])

    async def edits(self, channel: str, ts: str, text: str) -> None:
        """Change one's own message."""
        await self._act("edit", channel=channel, ts=ts, text=text)

    async def deletes(self, channel: str, ts: str) -> None:
        """Take back one's own message."""
        await self._act("delete", channel=channel, ts=ts)

    async def reacts(self, channel: str, ts: str, name: str) -> None:
        """Give a reaction."""
        await self._act("react", channel=channel, ts=ts, name=name)

    async def unreacts(self, channel: str, ts: str, name: str) -> None:
        """Take a reaction back."""
        await self._act("unreact", channel=channel, ts=ts, name=name)

    async def picks(self, shortcut: str, channel: str | None = None, ts: str | None = None) -> Outcome:
        """Use a shortcut by its callback id or its name, on a message where one is given."""
        state = await self.sandbox.get("/control/state", as_=self.id)
        named = {entry["name"]: entry["callback_id"] for entry in state["shortcuts"]}
        callback_id = named.get(shortcut, shortcut)
        return Outcome.of(await self._act("shortcut", callback_id=callback_id, channel=channel, ts=ts))

    async def presses(self, channel: str | None, label: str, within: str | None = None) -> Outcome:
        """Press the button, or pick the option, that reads `label`: in the open modal, or in the newest message.

        Raises:
            CannotError: there is none.
        """
        view = await self.view()
        spot = labels.pressable(view.blocks, label) if view and not within else None
        if view and spot:
            return await self._press(spot, spot.value, view_id=view.id, state=self._state(view))
        for message in reversed(await self.everything(channel) if channel else []):
            spot = labels.pressable(message.blocks, label) if within in (None, message.ts) else None
            if spot:
                return await self._press(spot, spot.value, channel=channel, ts=message.ts)
        raise CannotError(f"nothing reads {label!r} in {channel} or in {view.title if view else 'a modal'}")

    async def fills(self, values: Mapping[str, Any]) -> Outcome | None:
        """Fill fields of the top modal by their labels; what reports at once is reported. Returns the last outcome.

        Raises:
            CannotError: there is no modal, or no such field, or the app does not offer that option.
        """
        return await self._fill(self.must_view, values)

    async def submits(self, values: Mapping[str, Any] | None = None) -> Outcome:
        """Fill in, and press the modal's submit button."""
        await self.fills(values or {})
        view = await self.must_view()
        outcome = Outcome.of(await self._act("submit", view_id=view.id, values=self._state(view)))
        if outcome.ok:
            self.filled.pop(view.id, None)
        return outcome

    async def closes(self) -> Outcome:
        """Close the top modal."""
        view = await self.must_view()
        self.filled.pop(view.id, None)
        return Outcome.of(await self._act("close", view_id=view.id))


class Sandbox(Client):
    """A running stand-in: its people, its clock and its faults."""

    async def person(self, who: str) -> Person:
        """The active person of that id, handle, real name or title.

        Raises:
            CannotError: nobody is called so.
        """
        for entry in (await self.get("/control/state"))["people"]:
            known = (entry["id"], entry["name"], entry["real_name"], entry["title"])
            if not entry["deleted"] and who.casefold() in map(str.casefold, known):
                return Person(self, entry["id"], entry["name"])
        raise CannotError(f"nobody is called {who!r}")

    async def now(self) -> datetime:
        """The sandbox's time."""
        return datetime.fromisoformat((await self.get("/clock"))["now"])

    async def advance(self, by: timedelta) -> None:
        """Move the clock on."""
        await self.post("/control/clock", {"advance": by.total_seconds()})

    async def clock_to(self, instant: datetime) -> None:
        """Move the clock to an instant."""
        await self.post("/control/clock", {"to": instant.isoformat()})

    async def run_at(self, rate: float) -> None:
        """Change the clock's pace."""
        await self.post("/control/clock", {"rate": rate})

    async def settle(self, bot_url: str, seconds: float = pacing.PATIENCE) -> None:
        """Wait until the bot and the stand-in have nothing left to do at this moment; see `pacing.settle`."""
        await pacing.settle(self, bot_url, seconds)

    async def pass_time(self, to: datetime, bot_url: str) -> None:
        """Let time pass, with everything that is due on the way at its own time; see `pacing.pass_time`."""
        await pacing.pass_time(self, to, bot_url)

    async def fault(self, method: str, kind: str, count: int = 1, **more: int) -> None:
        """Line up a fault for the next calls of a method."""
        await self.post("/control/faults", {"method": method, "kind": kind, "count": count, **more})

    async def log(self, after: int = 0) -> list[Json]:
        """What was said between bot and Slack."""
        entries: list[Json] = (await self.get("/control/log", after=str(after)))["entries"]
        return entries
