"""What was said in incident channels, and the people who said it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, select, update

from bot.domain.transcript import Entry, FileReference, Person
from bot.store.inserts import insert_if_new, upsert
from bot.store.schema import people, transcript

_FILES: TypeAdapter[tuple[FileReference, ...]] = TypeAdapter(tuple[FileReference, ...])


class Transcript:
    """The transcripts of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, number: int, entry: Entry) -> None:
        """Write a message down once: what is known of it already stands, edits and deletion included."""
        insert_if_new(self._connection, transcript, _row(number, entry))

    def edited(self, channel: str, ts: str, text: str, at: datetime) -> bool:
        """Keep the last words of a message; return False when it is not known, deleted, or edited later than `at`."""
        newer = transcript.c.edited_at.is_(None) | (transcript.c.edited_at <= at)
        query = update(transcript).where(_is(channel, ts), transcript.c.deleted_at.is_(None), newer)
        return self._connection.execute(query.values(text=text, edited_at=at)).rowcount > 0

    def deleted(self, channel: str, ts: str, at: datetime) -> bool:
        """Forget the words and files of a message; return False when it is not known or was deleted before."""
        query = update(transcript).where(_is(channel, ts), transcript.c.deleted_at.is_(None))
        return self._connection.execute(query.values(text="", files="[]", deleted_at=at)).rowcount > 0

    def forget_files(self, number: int) -> None:
        """Forget which files were shared in an incident."""
        query = update(transcript).where(transcript.c.incident == number)
        self._connection.execute(query.values(files="[]"))

    def incident_of(self, channel: str, ts: str) -> int | None:
        """Name the incident that a message was said in, wherever that incident is now."""
        number = self._connection.execute(select(transcript.c.incident).where(_is(channel, ts))).scalar()
        return None if number is None else int(number)

    def of(self, number: int) -> tuple[Entry, ...]:
        """Read everything said in an incident's channel, by time."""
        query = select(transcript).where(transcript.c.incident == number)
        return tuple(map(_entry, self._connection.execute(query.order_by(transcript.c.at, transcript.c.ts))))

    def get(self, channel: str, ts: str) -> Entry | None:
        """Read one message."""
        row = self._connection.execute(select(transcript).where(_is(channel, ts))).one_or_none()
        return None if row is None else _entry(row)


class People:
    """The people known to one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, person: Person) -> None:
        """Write what is known of a person now."""
        upsert(self._connection, people, {"id": person.id, "data": person.model_dump_json()})

    def get(self, person: str) -> Person | None:
        """Read one person."""
        return next(iter(self.of((person,))), None)

    def of(self, ids: Collection[str]) -> tuple[Person, ...]:
        """Read those of these people that are known."""
        found = self._connection.execute(select(people.c.data).where(people.c.id.in_(ids)).order_by(people.c.id))
        return tuple(map(Person.model_validate_json, found.scalars()))

    def known(self) -> tuple[Person, ...]:
        """Read everybody who is known."""
        found = self._connection.execute(select(people.c.data).order_by(people.c.id))
        return tuple(map(Person.model_validate_json, found.scalars()))

    def unknown(self, ids: Collection[str]) -> tuple[str, ...]:
        """Say which of these people have still to be looked up, each once and in order."""
        known = set(self._connection.execute(select(people.c.id).where(people.c.id.in_(ids))).scalars())
        return tuple(one for one in dict.fromkeys(ids) if one not in known)


def _is(channel: str, ts: str) -> Any:
    return (transcript.c.channel == channel) & (transcript.c.ts == ts)


def _row(number: int, entry: Entry) -> Mapping[str, object]:
    values = entry.model_dump(exclude={"user", "files"})
    return {**values, "incident": number, "author": entry.user, "files": _FILES.dump_json(entry.files).decode()}


def _entry(row: Row[Any]) -> Entry:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to read a row by name
    del values["incident"]
    author, files = values.pop("author"), _FILES.validate_json(values.pop("files"))
    return Entry(**values, user=author, files=files)
