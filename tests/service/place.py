"""One office on a database of its own, and what a test sees of it: state, timeline and what is to be sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import create_engine, select, update

from bot.blocks.standing import Standing
from bot.domain.declaring import Declaration
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.domain.taxonomy import Severity
from bot.domain.transcript import Entry, Person
from bot.domain.watch import Unwatched
from bot.library import data_folder, load_library
from bot.messages import MESSAGE, Message
from bot.printing import Printer
from bot.service import clocks, declare
from bot.service.desk import Desk, Office
from bot.service.rules import Rules
from bot.store import Store
from bot.store.readiness import WAITING, RowState
from bot.store.schema import incidents, outbox
from bot.wording import WORDS

T = TypeVar("T")
R = TypeVar("R")
LIBRARY = load_library()
UNWATCHED = Unwatched("Nothing is left to watch")
"""How incidents of these tests are closed before their watch is over."""


@dataclass
class HeldClock:
    """A clock that stands until it is moved; nobody waits by it here."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    async def wait_until(self, when: datetime) -> None:
        self.moment = max(self.moment, when)

    async def wait(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class Place:
    """An office, its clock, and eyes for what it does."""

    url: str
    store: Store
    office: Office
    clock: HeldClock

    async def ask(self, use_case: Callable[[Desk, R], T], request: R) -> T:
        return await self.office.ask(use_case, request)

    async def declare(self, severity: Severity | None = Severity.P1, **said: Any) -> int:
        words = {"title": "It agrees with everything", "system": "chat assistant", "reporter": "UANNA", **said}
        return await self.ask(declare.declare, Declaration(severity=severity, **words))

    async def opened(self, channel: str = "C1", severity: Severity | None = Severity.P1, **said: Any) -> int:
        """An incident whose channel Slack has made and whose reporter is known; all said so far was sent."""
        number = await self.declare(severity, **said)
        await self.meet(Person(id="UANNA"))
        await self.ask(lambda desk, _: desk.work.places.remember_channel(number, channel), None)
        self.news()
        return number

    async def pass_minutes(self, minutes: float) -> int:
        """Let time pass and the clocks tick once."""
        self.clock.moment += timedelta(minutes=minutes)
        return await clocks.tick(self.office)

    async def meet(self, *people: Person) -> None:
        for person in people:
            await self.ask(lambda desk, known: desk.work.people.save(known), person)

    def incident(self, number: int = 1) -> Incident:
        with self.store.transaction() as work:
            return work.incidents.get(number)

    def timeline(self, number: int = 1) -> tuple[Event, ...]:
        with self.store.transaction() as work:
            return work.timeline.of(number)

    def kinds(self, number: int = 1) -> list[str]:
        return [event.kind for event in self.timeline(number)]

    def transcript(self, number: int = 1) -> tuple[Entry, ...]:
        with self.store.transaction() as work:
            return work.transcript.of(number)

    def damage(self, number: int) -> None:
        """Leave an incident in the database that no release can read."""
        engine = create_engine(self.url)
        with engine.begin() as connection:
            connection.execute(update(incidents).where(incidents.c.number == number).values(state="{}"))
        engine.dispose()

    def news(self) -> Sequence[Message]:
        """What is to be sent since this was last asked; it then counts as sent."""
        engine = create_engine(self.url)
        with engine.begin() as connection:
            waiting = select(outbox.c.message).where(WAITING).order_by(outbox.c.id)
            news = [MESSAGE.validate_json(row) for row in connection.execute(waiting).scalars()]
            connection.execute(update(outbox).where(WAITING).values(state=RowState.DONE.value))
        engine.dispose()
        return news


def short(messages: Sequence[Message]) -> list[str]:
    """Each message as a few words: the call, and what tells it from others of its kind."""
    return [_short(message) for message in messages]


def words(messages: Sequence[Message]) -> str:
    """All that would be said, as Slack would get it."""
    return "\n".join(message.model_dump_json() for message in messages)


def _short(message: Message) -> str:
    to = getattr(message, "to", None)
    about = [getattr(message, name, None) for name in ("slot", "user")]
    where = [getattr(to, name, None) for name in ("user", "id")]
    return " ".join(filter(None, (message.call, *about, *getattr(message, "targets", ()), *where)))


def open_place(url: str, policy: Policy, now: datetime) -> Place:
    """Open an office on a database that has been migrated."""
    store = Store(url)
    standing = Standing(LIBRARY, policy, "UBOT")
    rules = Rules(policy, LIBRARY, Printer((data_folder("templates"),), WORDS), standing, "https://example.slack.com/")
    clock = HeldClock(now)
    return Place(url, store, Office(store, rules, clock), clock)
