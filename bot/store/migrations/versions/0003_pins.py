"""Remember who put a message on the timeline: it goes when the last of them takes it off."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pins",
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("ts", sa.String(40), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("incident", "channel", "ts", "by", name="pk_pins"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name="fk_pins_incident_incidents"),
    )


def downgrade() -> None:
    op.drop_table("pins")
