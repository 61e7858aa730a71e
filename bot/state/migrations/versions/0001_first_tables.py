"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.String(64)


def upgrade() -> None:
    """Make all tables."""
    _messages_and_threads()
    _decisions_and_votes()
    _unanswered_and_audit()


def _messages_and_threads() -> None:
    op.create_table(
        "claim",
        sa.Column("team", _KEY, primary_key=True),
        sa.Column("channel", _KEY, primary_key=True),
        sa.Column("subject", sa.String(512), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("leased_until", sa.Double, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("claim_at", "claim", ["at"])
    op.create_table(
        "thread",
        sa.Column("team", _KEY, primary_key=True),
        sa.Column("channel", _KEY, primary_key=True),
        sa.Column("thread_ts", _KEY, primary_key=True),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("thread_at", "thread", ["at"])


def _decisions_and_votes() -> None:
    op.create_table(
        "setting",
        sa.Column("team", _KEY, primary_key=True),
        sa.Column("name", _KEY, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("team", _KEY, primary_key=True),
        sa.Column("channel", _KEY, primary_key=True),
        sa.Column("message", _KEY, primary_key=True),
        sa.Column("person", _KEY, primary_key=True),
        sa.Column("vote", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("intent", _KEY, nullable=False),
        sa.Column("leads", sa.Text, nullable=False),
        sa.Column("knowledge", _KEY, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("feedback_at", "feedback", ["at"])


def _unanswered_and_audit() -> None:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "unanswered",
        sa.Column("id", number, primary_key=True),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("intent", _KEY, nullable=False),
        sa.Column("known", sa.Text, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("knowledge", _KEY, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("unanswered_team_at", "unanswered", ["team", "at"])
    op.create_table(
        "audit",
        sa.Column("id", number, primary_key=True),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("actor", _KEY, nullable=False),
        sa.Column("action", _KEY, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("audit_team_at", "audit", ["team", "at"])
