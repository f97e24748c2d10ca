"""What the post-mortem says of the watch: how each one ended, who signed, and what the end did without."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from bot.domain.editing import Editor
from bot.domain.events import Event, Resolved
from bot.domain.incident import Incident
from bot.domain.roles import Safe
from bot.domain.watch_events import Regressed, WatchEnded, WatchStarted


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WatchLine(_Value):
    """One watch: it `lasted` until it ended quietly (`quiet`) or it was back; None while nothing has ended it."""

    started_at: datetime
    lasted: timedelta | None = None
    quiet: bool = False
    seen: Safe | None = None


class SignedLine(_Value):
    """Who signed the last watch off, by role, and in which part."""

    part: str
    who: Safe
    at: datetime


class WatchRecord(_Value):
    """All watches of an incident; `lacking` is what it was closed without, for the `reason` or as a false alarm."""

    watches: tuple[WatchLine, ...]
    signed: tuple[SignedLine, ...]
    lacking: tuple[str, ...] = ()
    reason: Safe | None = None
    false_alarm: bool = False


def watch_record(incident: Incident, events: Sequence[Event], editor: Editor) -> WatchRecord | None:
    """Return what is on record of watches; None when there was none and none was missed."""
    closings = [event for event in events if isinstance(event, Resolved)]
    last = closings[-1] if closings and incident.is_over else None
    watches = tuple(_watches(events, editor))
    if not watches and not (last and last.lacking):
        return None
    return WatchRecord(
        watches=watches,
        signed=_signed(incident, editor),
        lacking=last.lacking if last else (),
        reason=editor.optional(last.unwatched) if last else None,
        false_alarm=last.false_alarm if last else False,
    )


def _watches(events: Sequence[Event], editor: Editor) -> Iterator[WatchLine]:
    running: WatchLine | None = None
    for event in events:
        match event:
            case WatchStarted():
                if running is not None:
                    yield running
                running = WatchLine(started_at=event.at)
            case WatchEnded() if running is not None:
                running = running.model_copy(update={"lasted": event.lasted, "quiet": True})
            case Regressed() if running is not None:
                change = {"lasted": event.after, "quiet": False, "seen": editor.optional(event.note)}
                running = running.model_copy(update=change)
            case _:
                pass
    if running is not None:
        yield running


def _signed(incident: Incident, editor: Editor) -> tuple[SignedLine, ...]:
    signatures = incident.watch.signed if incident.watch else ()
    return tuple(SignedLine(part=one.part, who=editor.roster.label(one.by), at=one.at) for one in signatures)
