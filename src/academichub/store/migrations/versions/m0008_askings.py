"""Missing abstracts: which records were asked for, and which source was asked for which paper."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column and the table; what is stored was announced, every word of it."""
    op.add_column("records", sa.Column("asked", sa.Boolean()))
    op.create_table(
        "askings",
        sa.Column("paper_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("again_at", sa.DateTime()),
        sa.Column("n_asked", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.paper_id"]),
        sa.PrimaryKeyConstraint("paper_id", "source"),
    )
