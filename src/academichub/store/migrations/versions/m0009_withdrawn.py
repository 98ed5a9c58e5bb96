"""Whether a paper is withdrawn, in a column of its own: cards are packed from here on, and cannot be searched."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WITHDRAWN = '%"withdrawn":true%'
"""In a card that is not packed: quotation marks inside its texts are written otherwise."""


def upgrade() -> None:
    """Add the column. Cards, records and summaries that are stored stay as they are until they are written again."""
    op.add_column("papers", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    papers = sa.table("papers", sa.column("card"), sa.column("withdrawn"))
    op.execute(papers.update().where(papers.c.card.like(_WITHDRAWN)).values(withdrawn=sa.true()))
