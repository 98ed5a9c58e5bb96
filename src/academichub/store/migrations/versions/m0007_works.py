"""One card per work: strands with their keys, aliases of joined papers, rulings, suggestions and the log of merges."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables; the strands of what is stored already are learned by the next update."""
    op.create_table(
        "strands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("paper_id", sa.String(), nullable=False),
        sa.Column("founded", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.paper_id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_index("ix_strands_paper_id", "strands", ["paper_id"])
    op.create_table(
        "strand_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("strand", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["strand"], ["strands.id"]),
        sa.PrimaryKeyConstraint("key", "strand"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "aliases",
        sa.Column("paper_id", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.paper_id"]),
        sa.ForeignKeyConstraint(["kept"], ["papers.paper_id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.create_index("ix_aliases_kept", "aliases", ["kept"])
    op.create_table(
        "rulings",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("ruled_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.create_index("ix_rulings_other", "rulings", ["other"])
    op.create_table(
        "suggestions",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.create_index("ix_suggestions_other", "suggestions", ["other"])
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("gone", sa.String()),
        sa.Column("strands", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    for column in ("kept", "gone"):
        op.create_index(f"ix_merges_{column}", "merges", [column])
