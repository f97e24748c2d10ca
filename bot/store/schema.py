"""The tables, as the current code knows them; the migrations beside them bring a database here."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

# Names are given by rule, so that a migration can name what it drops on both databases.
NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA: Final = MetaData(naming_convention=NAMING)


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware, and UTC on both sides; SQLite, which has no such type, keeps it as UTC without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring a moment to UTC; one without a time zone is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Say that what was read is UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if dialect.name == "sqlite" else moment.astimezone(UTC)


counters = Table(
    "counters",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

incidents = Table(
    "incidents",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("status", String(40), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("system", Text, nullable=False),
    Column("channel_id", String(40), nullable=True, unique=True),
    Column("declared_at", UtcTime, nullable=False),
    Column("resolved_at", UtcTime, nullable=True),
    Index(None, "status"),
)

deadlines = Table(
    "deadlines",
    METADATA,
    Column("incident", ForeignKey("incidents.number"), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("due_at", UtcTime, nullable=False),
    Column("state", String(16), nullable=False),
    Index(None, "state", "due_at"),
)

timeline = Table(
    "timeline",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("incident", ForeignKey("incidents.number"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("kind", String(40), nullable=False),
    # Set for a message that somebody put on the timeline: it stands there once.
    Column("pinned_channel", String(40), nullable=True),
    Column("pinned_ts", String(40), nullable=True),
    Column("payload", Text, nullable=False),
    UniqueConstraint("incident", "pinned_channel", "pinned_ts"),
    Index(None, "incident", "at"),
)

pins = Table(
    "pins",
    METADATA,
    Column("incident", ForeignKey("incidents.number"), primary_key=True),
    Column("channel", String(40), primary_key=True),
    Column("ts", String(40), primary_key=True),
    Column("by", String(40), primary_key=True),
)

transcript = Table(
    "transcript",
    METADATA,
    Column("channel", String(40), primary_key=True),
    Column("ts", String(40), primary_key=True),
    Column("incident", ForeignKey("incidents.number"), nullable=False),
    Column("thread_ts", String(40), nullable=True),
    Column("author", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("edited_at", UtcTime, nullable=True),
    Column("deleted_at", UtcTime, nullable=True),
    Column("files", Text, nullable=False),
    Column("by_bot", Boolean, nullable=False),
    Index(None, "incident", "at"),
)

people = Table(
    "people",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("data", Text, nullable=False),
)

places = Table(
    "places",
    METADATA,
    Column("incident", ForeignKey("incidents.number"), primary_key=True),
    Column("slot", String(200), primary_key=True),
    Column("channel", String(40), nullable=False),
    Column("ts", String(40), nullable=False),
)

systems = Table(
    "systems",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("purpose", Text, nullable=True),
    Column("last_used_at", UtcTime, nullable=False),
)

# `key` is what names of one system have in common.
system_records = Table(
    "system_records",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("record", Text, nullable=False),
    Column("saved_by", String(40), nullable=False),
    Column("saved_at", UtcTime, nullable=False),
)

rehearsals = Table(
    "rehearsals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("on", String(10), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "key"),
)

# When it was last looked whether a system could be rolled back (days of its owner), and when its owner was told.
watches = Table(
    "watches",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("looked_on", String(10), nullable=False),
    Column("lapsed_on", String(10), nullable=True),
    Column("told_on", String(10), nullable=True),
)

# What is done again and again, and when next.
rounds = Table(
    "rounds",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("next_at", UtcTime, nullable=False),
)

outbox = Table(
    "outbox",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("message", Text, nullable=False),
    Column("call", String(40), nullable=False),
    Column("incident", Integer, nullable=True),
    Column("urgent", Boolean, nullable=False),
    # Rows of one lane go out one at a time and in order.
    Column("lane", String(80), nullable=True),
    # What has to be known before the row can be sent: the channel of its incident, the message of this slot.
    Column("needs_channel", Boolean, nullable=False),
    Column("needs_slot", String(200), nullable=True),
    # Rows that are rendered when they are sent and show the same thing: one waits at most.
    Column("shows", String(200), nullable=True),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_tried_at", UtcTime, nullable=True),
    Column("next_try", UtcTime, nullable=True),
    Column("leased_until", UtcTime, nullable=True),
    # Whether an earlier attempt may have reached Slack although nobody knows.
    Column("doubtful", Boolean, nullable=False),
    Column("settled_at", UtcTime, nullable=True),
    Column("trouble", Text, nullable=True),
    Index(None, "state", "next_try"),
    Index(None, "lane", "state"),
)

documents = Table(
    "documents",
    METADATA,
    Column("incident", ForeignKey("incidents.number"), primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("content", Text, nullable=False),
    Column("compiled_at", UtcTime, nullable=False),
    # Where its file was shared, once it was.
    Column("permalink", Text, nullable=True),
)

quarantine = Table(
    "quarantine",
    METADATA,
    Column("incident", ForeignKey("incidents.number"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("label", Text, nullable=False),
    # Working attack strings: read by nobody but those whom policy names.
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("by", String(40), nullable=False),
    Column("at", UtcTime, nullable=False),
)

homes = Table(
    "homes",
    METADATA,
    Column("person", String(40), primary_key=True),
    Column("opened_at", UtcTime, nullable=False),
    # When it was, or is to be, published again.
    Column("turn_at", UtcTime, nullable=True),
)

sample_outputs = Table(
    "sample_outputs",
    METADATA,
    Column("incident", ForeignKey("incidents.number"), primary_key=True),
    Column("step", String(80), primary_key=True),
    Column("place", Integer, primary_key=True),
    # Empty once the outputs were removed.
    Column("text", Text, nullable=True),
)

sample_labels = Table(
    "sample_labels",
    METADATA,
    Column("incident", ForeignKey("incidents.number"), primary_key=True),
    Column("step", String(80), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("by", String(40), primary_key=True),
    Column("label", String(80), nullable=False),
    Column("at", UtcTime, nullable=False),
)

seen = Table(
    "seen",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("result", Text, nullable=False),
    Index(None, "at"),
)
