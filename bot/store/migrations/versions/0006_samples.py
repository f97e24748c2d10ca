"""Keep samples of outputs to be labelled, apart from everything that is shown or compiled."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sample_outputs",
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("step", sa.String(80), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("incident", "step", "place", name="pk_sample_outputs"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name="fk_sample_outputs_incident_incidents"),
    )
    op.create_table(
        "sample_labels",
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("step", sa.String(80), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("incident", "step", "place", "by", name="pk_sample_labels"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name="fk_sample_labels_incident_incidents"),
    )


def downgrade() -> None:
    op.drop_table("sample_labels")
    op.drop_table("sample_outputs")
