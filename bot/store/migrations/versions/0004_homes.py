"""Remember whose Home was opened, when an incident was resolved, and where its post-mortem was shared."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "homes",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_homes"),
    )
    op.add_column("documents", sa.Column("permalink", sa.Text, nullable=True))
    op.add_column("incidents", sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True))
    _fill_in_resolved_at()


def _fill_in_resolved_at() -> None:
    """Take it from the state, where it stands; SQLite keeps moments as UTC without saying so."""
    connection = op.get_bind()
    table = sa.table(
        "incidents",
        sa.column("number", sa.Integer),
        sa.column("state", sa.Text),
        sa.column("resolved_at", sa.DateTime(timezone=True)),
    )
    for number, state in connection.execute(sa.select(table.c.number, table.c.state)).all():
        resolved_at = json.loads(state).get("resolved_at")
        if resolved_at is not None:
            moment = datetime.fromisoformat(resolved_at).astimezone(UTC)
            connection.execute(table.update().where(table.c.number == number).values(resolved_at=moment))


def downgrade() -> None:
    op.drop_column("incidents", "resolved_at")
    op.drop_column("documents", "permalink")
    op.drop_table("homes")
