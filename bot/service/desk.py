"""Where use cases work: their transaction, the rules they follow, the time it is, and how a change is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.clock import Clock
from bot.domain import offering, retention
from bot.domain.agenda import may_see
from bot.domain.incident import Change, Incident
from bot.domain.systems import System
from bot.errors import InvalidField
from bot.ids import Field
from bot.messages import LookUp, Message
from bot.service.consequences import consequences
from bot.service.homes import refresh
from bot.service.rules import Rules
from bot.store import Store, Work

_Request = TypeVar("_Request")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Desk:
    """One use case's place: `work` is its transaction, `now` the time at which it was asked."""

    work: Work
    rules: Rules
    now: datetime

    def incident(self, number: int) -> Incident:
        """An incident, locked until the transaction ends.

        Raises:
            NothingToShow: there is no such incident.
        """
        return self.work.incidents.get(number)

    def system(self, name: str) -> System | None:
        """The record of an AI system, from a file or from Slack; None when there is none."""
        return self.rules.system(self.work, name)

    def keep(self, before: Incident | None, *changes: Change) -> Incident:
        """Store what a chain of transitions came to, and send what follows from it. The last change holds the state."""
        changed = self._followed_up(changes)
        after, events = changed.incident, changed.events
        if before is None:
            self.work.incidents.add(after)
        elif after != before:
            self.work.incidents.save(after)
        self.work.timeline.append(after.number, events)
        for message in consequences(events, before, after, self.rules.seeing(self.work, self.now)):
            self.send(message)
        if after != before:
            self.refresh_homes(*filter(None, (before, after)))
        return after

    def _followed_up(self, changes: tuple[Change, ...]) -> Change:
        """What follows from the system's record, by whichever use case it came.

        The clock of the evidence follows what is missing, and whatever crosses a trigger is followed by the offer of a
        rollback.
        """
        after, events = changes[-1].incident, tuple(event for change in changes for event in change.events)
        system, kinds = self.system(after.system), self.rules.library.evidence_kinds(after.type)
        timed = retention.timed(after, self.retention(system), kinds, self.now)
        offered = offering.due(timed, events, system, self.now)
        return Change(offered.incident, (*events, *offered.events))

    def retention(self, system: System | None) -> Mapping[str, timedelta]:
        """How long each log source of a system keeps what it has: its record overrides policy."""
        return retention.keeps_of(self.rules.policy.log_retention, system.log_retention if system else {})

    def refresh_homes(self, *states: Incident) -> None:
        """Have the Homes published again of those who may see an incident in one of these states."""
        policy = self.rules.policy
        refresh(self.work, self.now, lambda person: any(may_see(state, person, policy) for state in states))

    def send(self, message: Message, *, key: str | None = None) -> None:
        """Put a message into the outbox; it leaves after the commit."""
        self.work.outbox.add(message, key=key)

    def require_person(self, user: str, field: Field) -> None:
        """Refuse an account that nobody is behind, where a person has to be.

        Raises:
            InvalidField: it is an app's, or deactivated.
        """
        person = self.work.people.get(user)
        if person is not None and (person.is_bot or person.is_deactivated):
            raise InvalidField(field=field, problem="cannot_act")

    def get_to_know(self, *people: str) -> None:
        """See to it that the names of people are known, once each."""
        for user in self.work.people.unknown(people):
            self.send(LookUp(user=user), key=f"look_up:{user}")


class Office:
    """Takes requests from the asynchronous edges to the synchronous inside: one hop, one transaction."""

    def __init__(self, store: Store, rules: Rules, clock: Clock) -> None:
        self.store = store
        self.rules = rules
        self.clock = clock

    async def ask(self, serve: Callable[[Desk, _Request], _Answer], request: _Request) -> _Answer:
        """Have a use case served; its refusals are raised here."""
        now = self.clock.now()
        return await self.store.run(lambda work: serve(Desk(work, self.rules, now), request))

    async def ask_once(self, key: str, serve: Callable[[Desk, _Request], object], request: _Request) -> str:
        """Have it served unless it was accepted before: then its first result (a number) is the answer."""
        now = self.clock.now()

        def unless_seen(work: Work) -> str:
            earlier = work.seen.result(key)
            if earlier is not None:
                return earlier
            served = serve(Desk(work, self.rules, now), request)
            result = str(served) if isinstance(served, int) else ""
            work.seen.remember(key, result, now)
            return result

        return await self.store.run(unless_seen)
