"""The line to the bot: signed requests with a deadline, and events that are delivered again when they fail."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

import aiohttp

from sandbox import payloads
from sandbox.hub import Happening
from sandbox.journal import TO_BOT, Exchange, Journal
from sandbox.shapes import Json
from sandbox.workspace import Workspace

DEADLINE = 3.0
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
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


def sign(secret: str, stamp: str, body: str) -> str:
    """The `X-Slack-Signature` of a body (docs.slack.dev, verifying requests from Slack)."""
    base = f"v0:{stamp}:{body}"
    return "v0=" + hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()


@dataclass
class Delivery:
    """Sends to one bot, at `url`; knows what is under way and what waits for another try."""

    slack: Workspace
    journal: Journal
    url: str
    under_way: int = 0
    waiting: dict[int, datetime] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _session: aiohttp.ClientSession | None = None

    def hear(self, happening: Happening) -> None:
        """Deliver an event that the manifest subscribes to, where the bot is a member."""
        subscribed = happening.subscription in self.slack.app.events
        present = happening.channel is None or self.slack.bot in happening.channel.members
        if subscribed and present:
            self._start(payloads.event(self.slack, happening))

    def _start(self, envelope: Json) -> None:
        self.under_way += 1
        task = asyncio.get_running_loop().create_task(self._deliver(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, envelope: Json) -> None:
        headers: dict[str, str] = {}
        try:
            for number, pause in enumerate((*RETRIES, None), 1):
                reply = await self.send(payloads.name_of(envelope), envelope, headers)
                if reply.ok or pause is None or reply.headers.get("X-Slack-No-Retry") == "1":
                    return
                await self._rest(pause)
                headers = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": _reason(reply)}
        finally:
            self.under_way -= 1

    async def _rest(self, pause: timedelta) -> None:
        number, due = next(self._numbers), self.slack.clock.now() + pause
        self.waiting[number] = due
        self.under_way -= 1
        try:
            await self.slack.clock.until(due)
        finally:
            self.under_way += 1
            del self.waiting[number]

    async def send(self, what: str, payload: Json, headers: Mapping[str, str] = MappingProxyType({})) -> Reply:
        """Send one signed request; events go as JSON, everything else as a form."""
        started = time.monotonic()
        is_event = payload.get("type") == "event_callback"
        body = payloads.as_json(payload) if is_event else payloads.as_form(payload)
        reply = await self._post(body, {"Content-Type": JSON if is_event else FORM, **headers}, started)
        self.journal.note(Exchange(TO_BOT, what, payload, reply.as_json(), reply.problem, reply.ms))
        return reply

    async def interact(self, what: str, payload: Json) -> Reply:
        """Send a command or an interaction, which is never sent again."""
        self.under_way += 1
        try:
            return await self.send(what, payload)
        finally:
            self.under_way -= 1

    async def _post(self, body: str, headers: dict[str, str], started: float) -> Reply:
        try:
            async with self._client().post(self.url, data=body.encode(), headers=self._signed(body, headers)) as answer:
                text, status = await answer.text(), answer.status
                problem = "" if status == 200 else "http_error"  # noqa: PLR2004 - 200 is OK
                return Reply(status, text, _ms(started), problem, answer.headers)
        except TimeoutError:
            return Reply(0, "", _ms(started), "http_timeout")
        except aiohttp.ClientError:
            return Reply(0, "", _ms(started), "connection_failed")

    def _signed(self, body: str, headers: dict[str, str]) -> dict[str, str]:
        stamp = str(int(time.time()))
        signature = sign(self.slack.app.signing_secret, stamp, body)
        own = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        return {"User-Agent": "Slackbot 1.0 (sandbox)", **own, **headers}

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=DEADLINE))
        return self._session

    def idle(self) -> Json:
        """Whether nothing is under way or due, and when the next try is."""
        now, due = self.slack.clock.now(), min(self.waiting.values(), default=None)
        quiet = self.under_way == 0 and (due is None or due > now)
        return {"idle": quiet, "under_way": self.under_way, "next_delivery": due.isoformat() if due else None}

    async def close(self) -> None:
        """Stop delivering."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None


def _reason(reply: Reply) -> str:
    return reply.problem or "unknown_error"


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
