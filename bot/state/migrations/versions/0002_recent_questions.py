"""Questions that people asked lately, for their App Home."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = sa.String(64)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "recent",
        sa.Column("team", _KEY, primary_key=True),
        sa.Column("person", _KEY, primary_key=True),
        sa.Column("question", sa.String(2000), primary_key=True),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("recent_at", "recent", ["at"])
