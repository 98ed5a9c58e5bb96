"""Briefings: whole, with what a list shows of each beside."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table of briefings."""
    op.create_table(
        "briefings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("inputs_id", sa.String(), nullable=False),
        sa.Column("renews", sa.Integer()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("ordered", sa.Text(), nullable=False),
        sa.Column("n_papers", sa.Integer(), nullable=False),
        sa.Column("n_claims", sa.Integer(), nullable=False),
        sa.Column("n_verified", sa.Integer(), nullable=False),
        sa.Column("n_dropped", sa.Integer(), nullable=False),
        sa.Column("model", sa.String()),
        sa.Column("cost_micros", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["reader"], ["readers.reader"]),
        sa.ForeignKeyConstraint(["renews"], ["briefings.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    for column in ("reader", "inputs_id", "renews"):
        op.create_index(f"ix_briefings_{column}", "briefings", [column])
