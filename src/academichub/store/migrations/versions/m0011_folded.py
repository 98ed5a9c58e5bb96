"""What an entry that was folded into another needs to stand for itself again."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column. What was folded before cannot be taken back."""
    op.add_column("merges", sa.Column("folded", sa.Text()))
