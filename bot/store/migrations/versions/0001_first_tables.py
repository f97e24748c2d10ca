"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NAME = sa.String(40)


def upgrade() -> None:
    _counters()
    _incidents()
    _deadlines()
    _timeline()
    _transcript()
    _people_and_systems()
    _places()
    _outbox()
    _seen()


def downgrade() -> None:
    for table in ("seen", "outbox", "places", "systems", "people", "transcript", "timeline", "deadlines"):
        op.drop_table(table)
    op.drop_table("incidents")
    op.drop_table("counters")


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _optional(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _of_incident(table: str) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    name = f"fk_{table}_incident_incidents"
    return _needed("incident", sa.Integer()), sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name=name)


def _counters() -> None:
    counters = op.create_table(
        "counters",
        _needed("name", NAME),
        _needed("value", sa.Integer()),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.bulk_insert(counters, [{"name": "incidents", "value": 0}])


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _needed("state", sa.Text()),
        _needed("status", NAME),
        _needed("severity", sa.String(8)),
        _needed("system", sa.Text()),
        _optional("channel_id", NAME),
        _needed("declared_at", MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_incidents"),
        sa.UniqueConstraint("channel_id", name="uq_incidents_channel_id"),
        sa.Index("ix_incidents_status", "status"),
    )


def _deadlines() -> None:
    op.create_table(
        "deadlines",
        *_of_incident("deadlines"),
        _needed("kind", NAME),
        _needed("due_at", MOMENT),
        _needed("state", sa.String(16)),
        sa.PrimaryKeyConstraint("incident", "kind", name="pk_deadlines"),
        sa.Index("ix_deadlines_state_due_at", "state", "due_at"),
    )


def _timeline() -> None:
    pinned = ("incident", "pinned_channel", "pinned_ts")
    op.create_table(
        "timeline",
        _needed("id", sa.Integer()),
        *_of_incident("timeline"),
        _needed("at", MOMENT),
        _needed("kind", NAME),
        _optional("pinned_channel", NAME),
        _optional("pinned_ts", NAME),
        _needed("payload", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
        sa.UniqueConstraint(*pinned, name="uq_timeline_incident_pinned_channel_pinned_ts"),
        sa.Index("ix_timeline_incident_at", "incident", "at"),
    )


def _transcript() -> None:
    op.create_table(
        "transcript",
        _needed("channel", NAME),
        _needed("ts", NAME),
        *_of_incident("transcript"),
        _optional("thread_ts", NAME),
        _needed("author", NAME),
        _needed("text", sa.Text()),
        _needed("at", MOMENT),
        _optional("edited_at", MOMENT),
        _optional("deleted_at", MOMENT),
        _needed("files", sa.Text()),
        _needed("by_bot", sa.Boolean()),
        sa.PrimaryKeyConstraint("channel", "ts", name="pk_transcript"),
        sa.Index("ix_transcript_incident_at", "incident", "at"),
    )


def _people_and_systems() -> None:
    op.create_table(
        "people",
        _needed("id", NAME),
        _needed("data", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "systems",
        _needed("name", sa.Text()),
        _optional("purpose", sa.Text()),
        _needed("last_used_at", MOMENT),
        sa.PrimaryKeyConstraint("name", name="pk_systems"),
    )


def _places() -> None:
    op.create_table(
        "places",
        *_of_incident("places"),
        _needed("slot", sa.String(200)),
        _needed("channel", NAME),
        _needed("ts", NAME),
        sa.PrimaryKeyConstraint("incident", "slot", name="pk_places"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        _needed("id", sa.Integer()),
        _needed("key", sa.Text()),
        _needed("message", sa.Text()),
        _needed("call", NAME),
        _optional("incident", sa.Integer()),
        _needed("urgent", sa.Boolean()),
        _optional("lane", sa.String(80)),
        _needed("needs_channel", sa.Boolean()),
        _optional("needs_slot", sa.String(200)),
        _optional("shows", sa.String(200)),
        _needed("state", sa.String(16)),
        _needed("attempts", sa.Integer()),
        _optional("first_tried_at", MOMENT),
        _optional("next_try", MOMENT),
        _optional("leased_until", MOMENT),
        _needed("doubtful", sa.Boolean()),
        _optional("settled_at", MOMENT),
        _optional("trouble", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sa.Index("ix_outbox_state_next_try", "state", "next_try"),
        sa.Index("ix_outbox_lane_state", "lane", "state"),
    )


def _seen() -> None:
    op.create_table(
        "seen",
        _needed("key", sa.Text()),
        _needed("at", MOMENT),
        _needed("result", sa.Text()),
        sa.PrimaryKeyConstraint("key", name="pk_seen"),
        sa.Index("ix_seen_at", "at"),
    )
