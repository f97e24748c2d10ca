"""Group commit: what arrives together is stored in one transaction, and acknowledged after it."""

import asyncio
from collections.abc import Callable
from typing import Any, Final, TypeVar

from bot.store.store import Store
from bot.store.work import Work

T = TypeVar("T")

_Waiting = tuple[Callable[[Work], Any], "asyncio.Future[Any]"]

BATCH: Final = 200
"""How many functions share one transaction at most: a burst must not hold the write lock for long."""


class Ingest:
    """Runs small writing functions, those that arrive while others are being committed together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[_Waiting] = []
        self._flusher: asyncio.Task[None] | None = None

    async def put(self, function: Callable[[Work], T]) -> T:
        """Run a function in a transaction that others may share; return what it returns, after the commit.

        What the function raises is raised here, and leaves the others untouched. It may be run twice, so it must do
        nothing but write to the store.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((function, done))
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.create_task(self._flush())
        return await done

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            await self._commit(batch)

    async def _commit(self, batch: list[_Waiting]) -> None:
        committing = self._store.run(lambda work: [run(work) for run, _ in batch])
        outcomes = await asyncio.gather(committing, return_exceptions=True)
        match outcomes[0], len(batch):
            case list(results), _:
                for (_, done), result in zip(batch, results, strict=True):
                    _answer(done, result)
            case error, 1:
                _answer(batch[0][1], error)
            case _:
                # One of them failed and undid all: each gets a transaction, and an answer, of its own.
                for one in batch:
                    await self._commit([one])


def _answer(done: "asyncio.Future[Any]", result: object) -> None:
    """Answer who waits, unless they have gone."""
    if done.done():
        return
    if isinstance(result, BaseException):
        done.set_exception(result)
    else:
        done.set_result(result)
