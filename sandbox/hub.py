"""Who hears what happens: the delivery to the bot, and every open page."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

from sandbox.channels import Channel
from sandbox.shapes import Json

BACKLOG = 1000


@dataclass(frozen=True)
class Happening:
    """Something that the Events API would tell: the event, the manifest's name for it, and where it happened.

    `metadata` is what a manifest subscribes to besides: the app that wrote some, and what that calls it.
    """

    subscription: str
    event: Json
    channel: Channel | None = None
    metadata: tuple[str, str] | None = None


@dataclass
class Hub:
    """Passes happenings to listeners, and hints of what changed to pages."""

    listeners: list[Callable[[Happening], None]] = field(default_factory=list)
    _pages: list[asyncio.Queue[Json | None]] = field(default_factory=list)

    def tell(self, happening: Happening) -> None:
        """Tell every listener."""
        for listen in self.listeners:
            listen(happening)

    def change(self, kind: str, **what: str) -> None:
        """Hint to pages that something is to be fetched again; a page too slow to read its hints loses the oldest."""
        for page in self._pages:
            if page.full():
                page.get_nowait()
            page.put_nowait({"kind": kind, **what})

    @contextlib.contextmanager
    def _subscribed(self) -> Iterator[asyncio.Queue[Json | None]]:
        page: asyncio.Queue[Json | None] = asyncio.Queue(BACKLOG)
        self._pages.append(page)
        try:
            yield page
        finally:
            self._pages.remove(page)

    async def hints(self) -> AsyncIterator[Json]:
        """Every hint from now on, until the hub closes."""
        with self._subscribed() as page:
            while (hint := await page.get()) is not None:
                yield hint

    def close(self) -> None:
        """End every stream of hints."""
        for page in self._pages:
            if page.full():
                page.get_nowait()
            page.put_nowait(None)
