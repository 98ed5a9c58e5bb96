"""Readers with their radars, examples, votes and saved searches; the owner is the first reader."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables of radars."""
    readers = op.create_table(
        "readers",
        sa.Column("reader", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("reader"),
    )
    op.bulk_insert(readers, [{"reader": "owner"}])
    op.create_table(
        "radars",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["reader"], ["readers.reader"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reader", "folded"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "examples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("radar_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("paper_id", sa.String()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["radar_id"], ["radars.id"]),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.paper_id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("radar_id", "key"),
    )
    op.create_table(
        "votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("radar_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["radar_id"], ["radars.id"]),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.paper_id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("votes_by_radar", "votes", ["radar_id", "paper_id"])
    op.create_table(
        "searches",
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["reader"], ["readers.reader"]),
        sa.PrimaryKeyConstraint("reader", "name"),
    )
