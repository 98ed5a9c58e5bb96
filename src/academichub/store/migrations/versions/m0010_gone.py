"""The address that a source has left for good, in a column of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column. A source that has gone already is found gone by its next visit."""
    op.add_column("source_states", sa.Column("gone_from", sa.Text()))
