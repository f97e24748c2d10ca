"""Put AI systems on record, with the rehearsals of their rollbacks, and remember whose owner was told of a lapse."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "system_records",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("saved_by", sa.String(40), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_system_records"),
    )
    op.create_table(
        "rehearsals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rehearsals"),
    )
    op.create_index("ix_rehearsals_key", "rehearsals", ["key"])
    _watch()


def _watch() -> None:
    op.create_table(
        "watches",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("looked_on", sa.String(10), nullable=False),
        sa.Column("lapsed_on", sa.String(10), nullable=True),
        sa.Column("told_on", sa.String(10), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_watches"),
    )
    op.create_table(
        "rounds",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_rounds"),
    )


def downgrade() -> None:
    for table in ("rounds", "watches", "rehearsals", "system_records"):
        op.drop_table(table)
