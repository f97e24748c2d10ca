"""Rights that are used up: a trigger of three seconds, a response_url for five answers, a socket's one-use address."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sandbox.shapes import SlackError

TRIGGER_SECONDS = 3.0
ANSWERS = 5
ANSWER_TIME = timedelta(minutes=30)


@dataclass
class _Trigger:
    user: str
    issued: float
    used: bool = False


@dataclass
class Triggers:
    """Trigger ids; they age in wall time, as the bot's deadline does."""

    _issued: dict[str, _Trigger] = field(default_factory=dict)

    def issue(self, user: str) -> str:
        """A new trigger for an act of that person."""
        identity = f"{len(self._issued) + 1}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._issued[identity] = _Trigger(user, time.monotonic())
        return identity

    def age(self, identity: str, seconds: float) -> None:
        """Make a trigger older than it is, so that nobody has to wait for it to expire."""
        self._issued[identity].issued -= seconds

    def redeem(self, identity: str) -> str:
        """Whose trigger it is; it serves once.

        Raises:
            SlackError: invalid_trigger_id, exchanged_trigger_id, expired_trigger_id.
        """
        trigger = self._issued.get(identity)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user


@dataclass
class ResponseUrl:
    """A right to answer in a channel; `ts` is the message that was acted on."""

    channel: str
    user: str
    expires: datetime
    ts: str = ""
    thread_ts: str = ""
    used: int = 0


@dataclass
class ResponseUrls:
    """Response URLs by their token; they age in sandbox time."""

    _issued: dict[str, ResponseUrl] = field(default_factory=dict)

    def issue(self, url: ResponseUrl) -> str:
        """The token under which it can be used."""
        token = f"{len(self._issued) + 1}/{secrets.token_urlsafe(18)}"
        self._issued[token] = url
        return token

    def use(self, token: str, now: datetime) -> ResponseUrl:
        """Take one of the answers.

        Raises:
            SlackError: no_service, expired_url, used_url.
        """
        url = self._issued.get(token)
        if url is None:
            raise SlackError("no_service")
        if now > url.expires:
            raise SlackError("expired_url")
        if url.used >= ANSWERS:
            raise SlackError("used_url")
        url.used += 1
        return url


@dataclass
class SocketTickets:
    """Tickets for Socket Mode, each good for one connection."""

    _issued: set[str] = field(default_factory=set)

    def issue(self) -> str:
        """A new ticket."""
        ticket = secrets.token_urlsafe(24)
        self._issued.add(ticket)
        return ticket

    def use(self, ticket: str) -> bool:
        """Whether a connection may be opened with it; from then on it may not."""
        known = ticket in self._issued
        self._issued.discard(ticket)
        return known
