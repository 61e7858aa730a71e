"""The tables. Every one begins its key with the workspace, and no row is read without it.

Moments are seconds since 1970. A change here is a migration in ``migrations/versions``, written so
that the version before it still works on what it leaves: two versions meet while one is deployed.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

REVISION = "0002"
"""The migration that makes the tables as they stand here."""

metadata = MetaData()
_number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up integers alone


def _team() -> Column[str]:
    return Column("team", String(64), primary_key=True)


claims = Table(
    "claim",
    metadata,
    _team(),
    Column("channel", String(64), primary_key=True),
    Column("subject", String(512), primary_key=True),  # a message's ts, or what was pressed
    Column("holder", String(64), nullable=False),  # names one try to answer
    Column("leased_until", Double, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("at", Double, nullable=False),
    Index("claim_at", "at"),
)
threads = Table(
    "thread",
    metadata,
    _team(),
    Column("channel", String(64), primary_key=True),
    Column("thread_ts", String(64), primary_key=True),  # empty: the root of a direct message
    Column("context", Text, nullable=False),
    Column("at", Double, nullable=False),
    Index("thread_at", "at"),
)
settings = Table(
    "setting",
    metadata,
    _team(),
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
feedback = Table(
    "feedback",
    metadata,
    _team(),
    Column("channel", String(64), primary_key=True),
    Column("message", String(64), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("vote", String(16), nullable=False),
    Column("reason", Text),
    Column("intent", String(64), nullable=False),
    Column("leads", Text, nullable=False),  # ids, separated by spaces
    Column("knowledge", String(64), nullable=False),
    Column("at", Double, nullable=False),
    Index("feedback_at", "at"),
)
unanswered = Table(
    "unanswered",
    metadata,
    Column("id", _number, primary_key=True),
    Column("team", String(64), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("intent", String(64), nullable=False),
    Column("known", Text, nullable=False),  # ids of what was named and is known, by spaces
    Column("text", Text),  # only where the workspace allows it
    Column("knowledge", String(64), nullable=False),
    Column("at", Double, nullable=False),
    Index("unanswered_team_at", "team", "at"),
)
recent = Table(
    "recent",
    metadata,
    _team(),
    Column("person", String(64), primary_key=True),
    Column("question", String(2000), primary_key=True),  # ids alone, no words
    Column("at", Double, nullable=False),
    Index("recent_at", "at"),
)
audit = Table(
    "audit",
    metadata,
    Column("id", _number, primary_key=True),
    Column("team", String(64), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Double, nullable=False),
    Index("audit_team_at", "team", "at"),
)
TEAM_TABLES = (claims, threads, settings, feedback, unanswered, recent, audit)
"""All tables: each belongs to workspaces."""
