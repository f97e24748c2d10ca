"""What a person of the workspace can read: messages, modals, the Home tab, files."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.client import CannotError, Client
from sandbox.screen import Said, Screen
from sandbox.shapes import Json


@dataclass
class Reader:
    """Someone who reads."""

    sandbox: Client
    id: str
    name: str

    async def view(self) -> Screen | None:
        """The top modal."""
        stack = (await self.sandbox.get("/control/views", as_=self.id))["views"]
        return Screen(stack[-1]) if stack else None

    async def must_view(self) -> Screen:
        """The top modal.

        Raises:
            CannotError: none is open.
        """
        view = await self.view()
        if view is None:
            raise CannotError(f"{self.name} has no modal open")
        return view

    async def home(self) -> Screen | None:
        """What the app published for this person's Home tab."""
        return Screen.within(await self.sandbox.get("/control/home", as_=self.id))

    async def must_home(self) -> Screen:
        """The Home tab.

        Raises:
            CannotError: the app published none.
        """
        home = await self.home()
        if home is None:
            raise CannotError(f"{self.name} has no Home tab from the app")
        return home

    async def messages(self, channel: str, thread_ts: str | None = None) -> list[Said]:
        """What the person can read in a channel, or in one thread of it."""
        query = {"as_": self.id, "channel": channel} | ({"thread_ts": thread_ts} if thread_ts else {})
        return [Said(entry) for entry in (await self.sandbox.get("/control/messages", **query))["messages"]]

    async def everything(self, channel: str) -> list[Said]:
        """Channel and threads together, by time."""
        top = await self.messages(channel)
        threads = [await self.messages(channel, said.ts) for said in top if said.raw["reply_count"]]
        replies = [said for thread in threads for said in thread[1:]]
        return sorted([*top, *replies], key=lambda said: said.ts)

    async def sees(self, channel: str, text: str) -> bool:
        """Whether any message there reads so."""
        return any(text in said.words for said in await self.everything(channel))

    async def channels(self) -> dict[str, Json]:
        """The channels that the person can see, by name."""
        state = await self.sandbox.get("/control/state", as_=self.id)
        return {entry["name"]: entry for entry in state["channels"]}

    async def reads_file(self, file_id: str) -> str:
        """The text of a shared file."""
        return await self.sandbox.text(f"/control/files/{file_id}", as_=self.id)
