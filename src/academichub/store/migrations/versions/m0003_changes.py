"""What has changed since, numbered, for whoever keeps a copy; and what this store is."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.paper_id"]),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("paper_id"),
        sqlite_autoincrement=True,
    )
    about = op.create_table(
        "about",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.bulk_insert(about, [{"name": "store_id", "value": uuid4().hex}])
    op.execute("INSERT INTO changes (paper_id) SELECT paper_id FROM papers ORDER BY paper_id")
