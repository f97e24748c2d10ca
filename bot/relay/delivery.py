"""One row of the outbox, from the claim until it is settled or put back."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final, assert_never

import structlog

from bot.clock import Clock
from bot.relay.apologising import give_up, is_apology
from bot.relay.effects import Effect, Nothing, remember
from bot.relay.ready import Ready, RendererFor, prepare
from bot.relay.retry import ONCE, Again, Attempts, Decision, Done, Refused, decide
from bot.relay.sending import Sending
from bot.slack import CallFailed, Failure, Identity, Lost
from bot.store import Store, Work
from bot.store.deliveries import Claimed

log = structlog.get_logger(__name__)

SEND_LIMIT: Final = 50.0
"""Seconds for all calls of one message; each call has a shorter limit of its own."""


class Delivery:
    """Delivers rows.

    Attributes:
        tally: How often each thing has happened: sent, retried, refused, apologies_failed.
    """

    def __init__(
        self,
        store: Store,
        sending: Sending,
        identity: Identity,
        clock: Clock,
        renderer_for: RendererFor,
        jitter: Callable[[], float],
    ) -> None:
        self._store = store
        self._sending = sending
        self._bot_user = identity.bot_user_id
        self._clock = clock
        self._renderer_for = renderer_for
        self._jitter = jitter
        self.tally: Counter[str] = Counter()

    async def deliver(self, row: Claimed) -> None:
        """Send a row and write down what came of it.

        Raises:
            StoreUnavailable: the row stays claimed until its lease ends, and is then looked for in Slack.
        """
        ready = await self._store.run(lambda work: prepare(work, row, self._renderer_for(work)))
        effect, decision = await self._attempt(ready)
        now = self._clock.now()
        await self._store.run(lambda work: self._settle(work, ready, effect, decision, now))
        self._count(ready, decision)

    async def _attempt(self, ready: Ready) -> tuple[Effect, Decision]:
        if ready.row.doubtful and ready.message.call in ONCE:
            return Nothing(), Done()
        try:
            async with asyncio.timeout(SEND_LIMIT):
                return await self._sending.send(ready), Done()
        except CallFailed as failure:
            return Nothing(), self._decide(failure.outcome, ready.row)
        except TimeoutError:
            return Nothing(), self._decide(Lost("no_answer"), ready.row)

    def _decide(self, failure: Failure, row: Claimed) -> Decision:
        attempts = Attempts(row.message.call, row.attempts, row.first_tried_at)
        return decide(failure, attempts, self._clock.now(), self._jitter())

    def _settle(self, work: Work, ready: Ready, effect: Effect, decision: Decision, now: datetime) -> None:
        match decision:
            case Done():
                remember(work, ready, effect, self._bot_user, now)
                work.deliveries.done(ready.row.id, now)
            case Again(at, code, doubtful):
                work.deliveries.again(ready.row.id, at, code, doubtful=doubtful)
            case Refused():
                give_up(work, ready, decision, now)
            case _:
                assert_never(decision)

    def _count(self, ready: Ready, decision: Decision) -> None:
        told = {"call": ready.message.call, "incident": ready.row.incident, "row": ready.row.id}
        match decision:
            case Done():
                self.tally["sent"] += 1
                log.debug("relay.sent", **told)
            case Again(at, code):
                self.tally["retried"] += 1
                log.info("relay.retrying", code=code, at=at.isoformat(), attempts=ready.row.attempts, **told)
            case Refused(code, detail):
                self.tally["apologies_failed" if is_apology(ready) else "refused"] += 1
                log.warning("relay.refused", code=code, detail=detail, **told)
            case _:
                assert_never(decision)
