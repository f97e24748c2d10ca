"""Waiting for somebody at the terminal to press Enter, while everything else goes on."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading

CHUNK = 1024


class Cue:
    """Lines of an input, one by one; at its end nobody is waited for any more."""

    def __init__(self, source: int) -> None:
        self._source = source
        self._lines = asyncio.StreamReader()
        self._loop = asyncio.get_running_loop()
        # asyncio cannot watch a file or /dev/null, and whoever presses Ctrl-C must not have to press Enter too.
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        # The loop may be over while somebody still types.
        with contextlib.suppress(RuntimeError):
            while chunk := os.read(self._source, CHUNK):
                self._loop.call_soon_threadsafe(self._lines.feed_data, chunk)
            self._loop.call_soon_threadsafe(self._lines.feed_eof)

    async def given(self) -> None:
        """Wait for the next Enter."""
        await self._lines.readline()
