"""Keep what is compiled."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("compiled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("incident", "edition", name="pk_documents"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name="fk_documents_incident_incidents"),
    )


def downgrade() -> None:
    op.drop_table("documents")
