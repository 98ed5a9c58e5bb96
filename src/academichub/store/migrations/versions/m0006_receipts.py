"""Receipts: what became of all that was announced, the gaps, and how far each complete channel was read."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables of receipts, gaps and harvests."""
    op.create_table(
        "receipts",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("n_withheld", sa.Integer(), nullable=False),
        sa.Column("n_missing", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("checked_by", sa.String()),
        sa.Column("checked_at", sa.DateTime()),
        sa.Column("withheld", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "day"),
    )
    op.create_index("receipts_by_day", "receipts", ["day"])
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "since", "until"),
    )
    op.create_table(
        "harvests",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("done_until", sa.Date()),
        sa.Column("suspected_since", sa.Date()),
        sa.Column("attempted_at", sa.DateTime()),
        sa.Column("succeeded_at", sa.DateTime()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("source"),
    )
