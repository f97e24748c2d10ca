"""What the bot is told: signed requests or envelopes with a deadline, and events delivered again when they fail."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import time
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

import aiohttp

from sandbox import payloads
from sandbox.detours import EVENTS, INTERACTIONS, Detour, Detours
from sandbox.hub import Happening
from sandbox.journal import TO_BOT, Exchange, Journal
from sandbox.shapes import Json
from sandbox.workspace import Workspace

DEADLINE = 3.0
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
# Wall time after which events that wait to be reordered are not kept waiting for further ones.
LULL = 0.5
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Reply:
    """What the bot answered; `problem` is Slack's word for a failure, `status` 0 when nothing came."""

    status: int
    body: str
    ms: int
    problem: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether it counts as an acknowledgement."""
        return not self.problem

    def as_json(self) -> Json:
        """For the inspector."""
        return {"status": self.status, "body": self.body}


@dataclass(frozen=True)
class Retry:
    """That something was sent before: the number of this retry, from 1, and why the try before it failed."""

    number: int
    reason: str


class Line(Protocol):
    """Another way to the bot than signed requests."""

    async def carry(self, payload: Json, retry: Retry | None) -> Reply:
        """Send a payload, and wait for what the bot answers."""
        ...

    async def close(self) -> None:
        """Cut it."""
        ...


def sign(secret: str, stamp: str, body: str) -> str:
    """The `X-Slack-Signature` of a body (docs.slack.dev, verifying requests from Slack)."""
    base = f"v0:{stamp}:{body}"
    return "v0=" + hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()


@dataclass
class Delivery:
    """Sends to one bot, through a line if there is one, otherwise at `url`; knows what is under way or waits."""

    slack: Workspace
    journal: Journal
    url: str
    line: Line | None = None
    detours: Detours = field(default_factory=Detours)
    under_way: int = 0
    waiting: dict[int, datetime] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _session: aiohttp.ClientSession | None = None
    _held: list[Json] = field(default_factory=list)
    _lull: asyncio.TimerHandle | None = None

    def hear(self, happening: Happening) -> None:
        """Deliver an event that the manifest subscribes to, where the bot is a member."""
        subscribed = self.slack.app.subscribes(happening.subscription, happening.metadata)
        present = happening.channel is None or self.slack.bot in happening.channel.members
        if subscribed and present:
            self._route(payloads.event(self.slack, happening))

    def _route(self, envelope: Json) -> None:
        """Send an event on its way, or on the detour that waits for it."""
        detour = self.detours.route()
        match detour.kind if detour else "":
            case "duplicate":
                self._start(self._deliver(envelope))
                self._start(self._deliver(envelope))
            case "delay" if detour:
                self._start(self._deliver(envelope, timedelta(seconds=detour.seconds)))
            case "reorder" if detour:
                self._hold(envelope, detour)
            case _:
                self._start(self._deliver(envelope))

    def _hold(self, envelope: Json, detour: Detour) -> None:
        """Keep an event until all that are to be reordered are there, or no more come."""
        self._held.append(envelope)
        self.under_way += 1
        if self._lull is not None:
            self._lull.cancel()
        if detour.count > 0:
            self._lull = asyncio.get_running_loop().call_later(LULL, self._let_go, detour)
        else:
            self._let_go(detour)

    def _let_go(self, detour: Detour) -> None:
        held, self._held, self._lull = detour.ordered(self._held), [], None
        self.under_way -= len(held)
        self._start(self._in_turn(held))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        self.under_way += 1
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.under_way -= 1
        self._tasks.discard(task)

    async def _in_turn(self, envelopes: list[Json]) -> None:
        """One event after the other, so that their order is certain; those that fail come again beside the rest."""
        for envelope in envelopes:
            first = await self.send(payloads.name_of(envelope), envelope)
            self._start(self._again(envelope, first))

    async def _deliver(self, envelope: Json, late: timedelta | None = None) -> None:
        if late is not None:
            await self._rest(late)
        await self._again(envelope, await self.send(payloads.name_of(envelope), envelope))

    async def _again(self, envelope: Json, reply: Reply) -> None:
        """Send an event again for as long as it fails."""
        for number, pause in enumerate(RETRIES, 1):
            if reply.ok or reply.headers.get("X-Slack-No-Retry") == "1":
                return
            await self._rest(pause)
            reply = await self.send(payloads.name_of(envelope), envelope, Retry(number, reply.problem))

    async def _rest(self, pause: timedelta) -> None:
        number, due = next(self._numbers), self.slack.clock.now() + pause
        self.waiting[number] = due
        self.under_way -= 1
        try:
            await self.slack.clock.until(due)
        finally:
            self.under_way += 1
            del self.waiting[number]

    async def send(self, what: str, payload: Json, retry: Retry | None = None) -> Reply:
        """Send something once."""
        reply = await (self.line.carry(payload, retry) if self.line else self._request(payload, retry))
        if reply.ok and self.detours.loses(EVENTS if _is_event(payload) else INTERACTIONS):
            reply = replace(reply, problem="timeout" if self.line else "http_timeout", headers={})
        self.journal.note(Exchange(TO_BOT, what, payload, reply.as_json(), reply.problem, reply.ms))
        return reply

    async def _request(self, payload: Json, retry: Retry | None) -> Reply:
        """One signed request; events go as JSON, everything else as a form."""
        started, is_event = time.monotonic(), _is_event(payload)
        body = payloads.as_json(payload) if is_event else payloads.as_form(payload)
        return await self._post(body, {"Content-Type": JSON if is_event else FORM, **_headers(retry)}, started)

    async def interact(self, what: str, payload: Json) -> Reply:
        """Send a command or an interaction, which is never sent again."""
        self.under_way += 1
        try:
            return await self.send(what, payload)
        finally:
            self.under_way -= 1

    async def _post(self, body: str, headers: dict[str, str], started: float) -> Reply:
        try:
            signed = self._signed(body, headers)
            # Never to where an answer points: nothing here leaves this machine.
            async with self._client().post(
                self.url, data=body.encode(), headers=signed, allow_redirects=False
            ) as answer:
                text, status = await answer.text(), answer.status
                problem = "" if status == 200 else "http_error"  # noqa: PLR2004 - 200 is OK
                return Reply(status, text, elapsed(started), problem, answer.headers)
        except TimeoutError:
            return Reply(0, "", elapsed(started), "http_timeout")
        except aiohttp.ClientError:
            return Reply(0, "", elapsed(started), "connection_failed")

    def _signed(self, body: str, headers: dict[str, str]) -> dict[str, str]:
        stamp = str(int(time.time()))
        signature = sign(self.slack.app.signing_secret, stamp, body)
        own = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        return {"User-Agent": "Slackbot 1.0 (sandbox)", **own, **headers}

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=DEADLINE))
        return self._session

    def idle(self, planned: Iterable[datetime] = ()) -> Json:
        """Whether nothing is under way or due, and when the next try is, or the next thing that is planned besides."""
        now, due = self.slack.clock.now(), min([*self.waiting.values(), *planned], default=None)
        quiet = self.under_way == 0 and (due is None or due > now)
        return {"idle": quiet, "under_way": self.under_way, "next_delivery": due.isoformat() if due else None}

    async def close(self) -> None:
        """Stop delivering."""
        if self._lull is not None:
            self._lull.cancel()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.line is not None:
            await self.line.close()
        if self._session is not None:
            await self._session.close()
            self._session = None


def _is_event(payload: Json) -> bool:
    return bool(payload.get("type") == "event_callback")


def _headers(retry: Retry | None) -> dict[str, str]:
    return {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason} if retry else {}


def elapsed(started: float) -> int:
    """Whole milliseconds of wall time since a moment of the monotonic clock."""
    return round((time.monotonic() - started) * 1000)
