"""Do not disturb: the hours of each day that a person keeps for themselves, and a pause asked for once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.shapes import Json

Stretch = tuple[datetime, datetime]
# What Slack gives as the times of a person who has no such hours (docs.slack.dev, dnd.info).
NEVER = 1


@dataclass(frozen=True)
class Quiet:
    """A person's schedule, in their own zone, and the pause that lasts from one instant to another."""

    enabled: bool = False
    start: time = time(22)
    end: time = time(8)
    pause: Stretch | None = None

    def stretch(self, zone: ZoneInfo, now: datetime) -> Stretch | None:
        """The stretch that lasts at this instant, or else the next one."""
        if self.pause is not None and self.pause[1] > now:
            return self.pause
        if not self.enabled:
            return None
        today = now.astimezone(zone).date()
        nights = (self._from(datetime.combine(today + timedelta(days=day), self.start, zone)) for day in (-1, 0, 1))
        return next(night for night in nights if night[1] > now)

    def _from(self, start: datetime) -> Stretch:
        day = start.date() + timedelta(days=self.end <= self.start)
        return start, datetime.combine(day, self.end, start.tzinfo)

    def lasts(self, zone: ZoneInfo, now: datetime) -> bool:
        """Whether the person is not to be disturbed at this instant."""
        stretch = self.stretch(zone, now)
        return stretch is not None and stretch[0] <= now

    def as_slack(self, zone: ZoneInfo, now: datetime) -> Json:
        """The status of `dnd.info`, of `dnd.teamInfo` and of the event."""
        stretch = self.stretch(zone, now)
        edges = [int(edge.timestamp()) for edge in stretch] if stretch else [NEVER, NEVER]
        return {"dnd_enabled": stretch is not None, "next_dnd_start_ts": edges[0], "next_dnd_end_ts": edges[1]}

    def brief(self, zone: ZoneInfo, now: datetime) -> Json:
        """What the page shows; `until` is the end of what lasts now."""
        stretch = self.stretch(zone, now)
        until = stretch[1].isoformat() if stretch and stretch[0] <= now else None
        hours = {"start": self.start.isoformat("minutes"), "end": self.end.isoformat("minutes")}
        return {"enabled": self.enabled, **hours, "until": until}


NO_HOURS = Quiet()
