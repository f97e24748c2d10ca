"""The timeline as a document prints it: days of lines, with roles for people and quotations that may be published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.domain import timeline
from bot.domain.document import DayOfLines, FileLine, Line
from bot.domain.editing import Editor
from bot.domain.timeline import Row
from bot.domain.transcript import Entry

REMARKABLE: Final = timedelta(hours=12)
"""A silence longer than this is said between the lines: readers should see a night, not wonder about a gap."""


def chronicle(rows: Sequence[Row], editor: Editor) -> tuple[DayOfLines, ...]:
    """Return the lines of every day."""
    silences = {gap.end: gap.length for gap in timeline.gaps(rows, REMARKABLE)}
    return tuple(_day(day, silences, editor) for day in timeline.days(rows))


def _day(day: timeline.Day, silences: Mapping[datetime, timedelta], editor: Editor) -> DayOfLines:
    return DayOfLines(on=day.on, lines=tuple(_lines(day.rows, silences, editor)))


def _lines(rows: Iterable[Row], silences: Mapping[datetime, timedelta], editor: Editor) -> Iterator[Line]:
    told: set[datetime] = set()
    for row in rows:
        yield _line(row, None if row.at in told else silences.get(row.at), editor)
        told.add(row.at)


def _line(row: Row, silence: timedelta | None, editor: Editor) -> Line:
    entry = row.entry
    return Line(
        at=row.at.astimezone(UTC),
        kind=row.kind,
        who=editor.roster.label(row.by) if row.by else None,
        event=editor.event(row.event) if row.event else None,
        quote=editor.quote(entry.text) if entry and entry.text.strip() else None,
        is_edited=entry is not None and entry.edited_at is not None,
        is_deleted=entry is not None and entry.deleted_at is not None,
        files=_files(entry, editor) if entry else (),
        permalink=row.permalink,
        count=row.count,
        until=row.until.astimezone(UTC) if row.until else None,
        silence=silence,
    )


def _files(entry: Entry, editor: Editor) -> tuple[FileLine, ...]:
    return tuple(FileLine(name=editor.title(file.name)) for file in entry.files)
