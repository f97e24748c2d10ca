"""How often an app may call: a tier per method and a pace per channel, counted on the sandbox's clock."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from sandbox.shapes import Json, SlackError

WINDOW = timedelta(minutes=1)
PACE = timedelta(seconds=1)
# docs.slack.dev, "Rate limits": one message per second and channel, "short bursts" above it, of no stated length.
BURST = 3
REMEMBERED = 20


class Tier(IntEnum):
    """Calls of one method in a minute (docs.slack.dev, "Rate limits"; which method has which is on its own page).

    Slack promises at least so many and may bear more. Of methods whose tier is special it says "hundreds".
    """

    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    SPECIAL = 300


class RateLimited(SlackError):
    """Too many calls; worth another try after so many seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


@dataclass(frozen=True)
class Refusal:
    """A call that was refused, and until when the app was told to wait."""

    method: str
    at: datetime
    until: datetime

    def as_json(self) -> Json:
        """For who looks at the limits."""
        return {"method": self.method, "at": self.at.isoformat(), "until": self.until.isoformat()}


@dataclass
class Account:
    """What one app called in the last minute, method by method, and when each channel bears its next message.

    What is refused does not count; what is refused for another reason later on does.
    """

    on: bool = False
    refused: deque[Refusal] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _calls: dict[str, deque[datetime]] = field(default_factory=dict)
    _tiers: dict[str, Tier] = field(default_factory=dict)
    _paid_until: dict[str, datetime] = field(default_factory=dict)

    def call(self, method: str, tier: Tier, now: datetime) -> None:
        """Count a call of a method.

        Raises:
            RateLimited: the tier allows no more in this minute.
        """
        if not self.on:
            return
        self._tiers[method] = tier
        recent = self._recent(method, now)
        if len(recent) >= tier:
            raise RateLimited(_seconds(recent[0] + WINDOW - now))
        recent.append(now)

    def message(self, channel: str, now: datetime) -> None:
        """Count a message in a channel: each takes a second, of which a short burst may be owed.

        Raises:
            RateLimited: the channel bears no further message yet.
        """
        if not self.on:
            return
        start = max(self._paid_until.get(channel, now), now)
        wait = start - now - (BURST - 1) * PACE
        if wait > timedelta():
            raise RateLimited(_seconds(wait))
        self._paid_until[channel] = start + PACE

    def remember(self, method: str, retry_after: int, now: datetime) -> None:
        """Keep that a call was refused, here or by a fault."""
        self.refused.append(Refusal(method, now, now + timedelta(seconds=retry_after)))

    def _recent(self, method: str, now: datetime) -> deque[datetime]:
        """The calls that are still in the window, oldest first."""
        recent = self._calls.setdefault(method, deque())
        while recent and recent[0] <= now - WINDOW:
            recent.popleft()
        return recent

    def as_json(self, now: datetime) -> Json:
        """How much of its limits the app has used up."""
        counted = {method: len(self._recent(method, now)) for method in self._calls}
        use = {name: {"calls": calls, "of": int(self._tiers[name])} for name, calls in counted.items() if calls}
        owed = {channel: (until - now) / PACE for channel, until in self._paid_until.items() if until > now}
        refused = [refusal.as_json() for refusal in self.refused]
        return {"methods": use, "channels": owed, "refused": refused}


@dataclass
class Limits:
    """The accounts of all apps, by app id; each is counted apart."""

    on: bool = False
    _accounts: dict[str, Account] = field(default_factory=dict)

    def switch(self, *, on: bool) -> None:
        """Begin to count, or stop and forget."""
        self.on = on
        self._accounts.clear()

    def of(self, app_id: str) -> Account:
        """The account of an app."""
        return self._accounts.setdefault(app_id, Account(self.on))


def _seconds(span: timedelta) -> int:
    """Retry-After has whole seconds, so that a part of one is a whole one."""
    return math.ceil(span / timedelta(seconds=1))
