"""What happened, in order: the rows of an incident's timeline, its days, its gaps, and how long things took."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from bot.domain.events import (
    ActionNoted,
    ClassificationAsked,
    CommandTaken,
    Event,
    FactorNoted,
    HandOverOffered,
    HelpOffered,
    LessonNoted,
    MessagePinned,
    PostMortemCompiled,
    RoleAssigned,
    StepAssigned,
    StepDone,
    UpdatePinged,
)
from bot.domain.incident import Incident
from bot.domain.lever_events import LeverNudged
from bot.domain.transcript import Entry

Link = Callable[[str, str], str]
"""From a channel's id and a message's ts to its permalink."""

ONSET: Final = "onset"
"""The kind of the row that no event stands behind: when quality began to degrade, as people answered."""

# Bookkeeping of the channel and of the review: true, but nothing that happened to the system or its users.
LEFT_OUT: Final = (
    StepAssigned,
    ClassificationAsked,
    HandOverOffered,
    FactorNoted,
    LessonNoted,
    ActionNoted,
    PostMortemCompiled,
    LeverNudged,
)
_FOLDED_FROM: Final = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timeline. `kind` is the event's, or `ONSET`; `by` a Slack user id.

    A folded row stands for `count` events of its kind between `at` and `until`; `event` is the last of them. `entry` is
    the pinned message as it stands now: None when the transcript does not have it.
    """

    at: datetime
    kind: str
    by: str | None = None
    event: Event | None = None
    entry: Entry | None = None
    permalink: str | None = None
    count: int = 1
    until: datetime | None = None


class Day(NamedTuple):
    """The rows of one day in UTC."""

    on: date
    rows: tuple[Row, ...]


class Gap(NamedTuple):
    """A stretch in which nothing stands on the timeline."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasted."""
        return self.end - self.start


class Durations(NamedTuple):
    """How long things took: `detect` from onset to declaration, the others from declaration; None where not known."""

    detect: timedelta | None
    command: timedelta | None
    mitigate: timedelta | None
    resolve: timedelta | None


def rows(
    incident: Incident, events: Iterable[Event], transcript: Iterable[Entry], link: Link | None = None
) -> tuple[Row, ...]:
    """Return the timeline by time: structural events and pinned messages, repetitions folded, bookkeeping left out.

    A pinned message stands at its own time with its last text; of a deleted one only time and author are left.
    """
    said = {(entry.channel, entry.ts): entry for entry in transcript}
    told = [_row(event, said, link) for event in events if not isinstance(event, LEFT_OUT)]
    return tuple(_folded(sorted((*_onset(incident), *told), key=lambda row: row.at)))


def days(timeline: Iterable[Row]) -> tuple[Day, ...]:
    """Return the rows by the day, in UTC, on which they stand."""
    grouped = groupby(timeline, key=lambda row: row.at.astimezone(UTC).date())
    return tuple(Day(on, tuple(of_day)) for on, of_day in grouped)


def gaps(timeline: Sequence[Row], longer_than: timedelta) -> tuple[Gap, ...]:
    """Return where nothing stands for longer than this."""
    between = (Gap(before.until or before.at, after.at) for before, after in pairwise(timeline))
    return tuple(gap for gap in between if gap.length > longer_than)


def durations(incident: Incident, events: Iterable[Event]) -> Durations:
    """Return how long it took to detect, take command of, mitigate and resolve the incident, as it stands now."""
    taken = next((event.at for event in events if isinstance(event, CommandTaken)), None)
    since = incident.declared_at
    return Durations(
        detect=_span(incident.answers.began_at, since),
        command=_span(since, taken),
        mitigate=_span(since, incident.mitigated_at),
        resolve=_span(since, incident.resolved_at),
    )


def _span(start: datetime | None, end: datetime | None) -> timedelta | None:
    """A negative span is no duration: somebody put the onset after the declaration."""
    return end - start if start is not None and end is not None and end >= start else None


def _onset(incident: Incident) -> tuple[Row, ...]:
    began_at = incident.answers.began_at
    return (Row(at=began_at, kind=ONSET),) if began_at is not None else ()


def _row(event: Event, said: dict[tuple[str, str], Entry], link: Link | None) -> Row:
    row = Row(at=event.at, kind=event.kind, by=event.by, event=event)
    if not isinstance(event, MessagePinned):
        return row
    entry = said.get((event.channel, event.ts))
    at, by = (entry.at, entry.user) if entry else (event.at, event.by)
    return Row(at, event.kind, by, event, entry, link(event.channel, event.ts) if link else None)


def _folded(timeline: Iterable[Row]) -> Iterator[Row]:
    for key, repeated in groupby(timeline, key=_fold_key):
        if key is None:
            yield from repeated
        else:
            yield _one_for_all(tuple(repeated))


def _fold_key(row: Row) -> tuple[object, ...] | None:
    """What rows have in common that tell nothing new when they follow each other; None for those that stand alone."""
    match row.event:
        case UpdatePinged() | HelpOffered() | RoleAssigned():
            return (row.kind,)
        case StepDone(note=None, record=None, phase=phase):
            return (row.kind, phase, row.by)
        case _:
            return None


def _one_for_all(repeated: tuple[Row, ...]) -> Row:
    first, last = repeated[0], repeated[-1]
    if len(repeated) < _FOLDED_FROM:
        return first
    return Row(first.at, first.kind, first.by, last.event, count=len(repeated), until=last.at)
