"""The database behind one object: migrations, transactions, and the worker threads that own them."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, TypeVar

from bot.errors import BadSetting
from bot.store import migrating
from bot.store.engine import PATIENCE, POSTGRES_WORKERS, make_engine
from bot.store.trouble import Overtaken, StoreUnavailable, translated
from bot.store.work import Work

T = TypeVar("T")

RUNS: Final = 5
"""How often a transaction is tried that others overtake."""


class Store:
    """The store: synchronous inside, one hop from asynchronous code.

    Attributes:
        on_outbox: Called after a commit that had something for the relay, in whichever thread committed.
        is_shared: Whether other processes may work on the same database.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self._engine = make_engine(url, patience)
        self.is_shared = self._engine.dialect.name == "postgresql"
        # SQLite has one write lock: threads that queue for it only wake each other up.
        workers = POSTGRES_WORKERS if self.is_shared else 1
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="store")
        self.on_outbox: Callable[[], None] | None = None

    def migrate(self) -> None:
        """Bring the database to what this version of the program needs; harmless when it is there already.

        Raises:
            BadSetting: the database cannot be reached or written.
        """
        try:
            with translated(), self._engine.begin() as connection:
                migrating.upgrade(connection)
        except StoreUnavailable as trouble:
            raise BadSetting(name="DATABASE_URL", reason=f"the database cannot be used: {trouble}") from trouble

    def check(self) -> None:
        """See that the database answers and is what this version of the program needs.

        Raises:
            BadSetting: it does not, or it has not been migrated.
        """
        try:
            with translated(), self._engine.begin() as connection:
                found, wanted = migrating.revision_of(connection), migrating.newest()
        except StoreUnavailable as trouble:
            raise BadSetting(name="DATABASE_URL", reason=f"the database cannot be used: {trouble}") from trouble
        if found != wanted:
            reason = f"its tables are at {found or 'nothing'}, {wanted} is needed: run `ai-incident migrate`"
            raise BadSetting(name="DATABASE_URL", reason=reason)

    def close(self) -> None:
        """Let transactions under way end, then let go of threads and connections."""
        self._threads.shutdown()
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        """Open one transaction; it is committed at the end of the block, or undone when the block raises.

        Raises:
            StoreUnavailable: the database does not answer; nothing was written.
            Overtaken: another transaction was faster; `run` repeats by itself.
        """
        with translated(), self._engine.begin() as connection:
            work = Work(connection)
            yield work
        if work.has_post and self.on_outbox is not None:
            self.on_outbox()

    async def run(self, function: Callable[[Work], T]) -> T:
        """Run one transaction in a worker thread and return what the function returns, after the commit."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._transact, function)

    def _transact(self, function: Callable[[Work], T]) -> T:
        for _ in range(RUNS - 1):
            try:
                return self._once(function)
            except Overtaken:
                continue
        return self._once(function)

    def _once(self, function: Callable[[Work], T]) -> T:
        with self.transaction() as work:
            return function(work)
