"""Who works here: everybody's names, so that a document can leave out also those of people who were only spoken of."""

from collections.abc import Iterable
from functools import partial
from typing import Final

import structlog

from bot.clock import Clock
from bot.domain.transcript import Person
from bot.slack import CallFailed, Retry, Slack, people
from bot.store import Store, Work

log = structlog.get_logger(__name__)

AFTER_A_REFUSAL: Final = 5.0
"""Seconds, where Slack does not say how long to wait."""


class Directory:
    """Reads the workspace's people page by page, at the pace that Slack allows."""

    def __init__(self, slack: Slack, store: Store, clock: Clock) -> None:
        self._slack = slack
        self._store = store
        self._clock = clock

    async def learn_names(self) -> None:
        """Keep everybody's names; where Slack lists nobody, people who take part are looked up all the same."""
        cursor = ""
        try:
            while True:
                found, cursor = await self._page(cursor)
                await self._store.run(partial(_keep, found=found))
                if not cursor:
                    return
        except CallFailed as failure:
            log.warning("directory.unread", code=failure.code)

    async def _page(self, cursor: str) -> tuple[tuple[Person, ...], str]:
        while True:
            try:
                return await people.page(self._slack.client, cursor)
            except CallFailed as failure:
                if not isinstance(failure.outcome, Retry):
                    raise
                await self._clock.wait(failure.outcome.after or AFTER_A_REFUSAL)


def _keep(work: Work, found: Iterable[Person]) -> None:
    for person in found:
        work.people.save(person)
