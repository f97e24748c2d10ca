"""What happens while a mitigation is watched."""

from datetime import datetime, timedelta
from typing import Literal

from bot.domain.happening import Happening
from bot.domain.watch import Signer


class WatchStarted(Happening):
    """The watch began; `owner` is the Slack user id of who signs it off for the system, `watched` what is watched."""

    kind: Literal["watch_started"] = "watch_started"
    ends_at: datetime
    owner: str | None = None
    watched: str | None = None


class WatchEnded(Happening):
    """The watch ended and nothing had come back."""

    kind: Literal["watch_ended"] = "watch_ended"
    lasted: timedelta


class Regressed(Happening):
    """It is back, `after` the watch had begun: the work goes on."""

    kind: Literal["regressed"] = "regressed"
    after: timedelta
    note: str | None = None


class SignedOff(Happening):
    """Somebody signed the watch off."""

    kind: Literal["signed_off"] = "signed_off"
    part: Signer


WatchEvent = WatchStarted | WatchEnded | Regressed | SignedOff
