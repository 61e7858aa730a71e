"""Brings the tables to the version that this code needs, however often and by however many."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from bot.state.database import Database
from bot.state.tables import REVISION

PATIENCE = 60  # seconds for another migration to finish
_LOCK = 7_263_914  # of this program's migrations, among a PostgreSQL server's advisory locks
SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> tuple[str | None, str | None]:
    """Run the migrations that are missing; return the version before and after.

    Tables of a newer version are left as they are: this one works on them.

    All of them are one transaction: one that fails leaves nothing behind. Raises
    :class:`bot.errors.StateError`.
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with database.writing(lasting=True, patience=PATIENCE) as connection:
        if not database.is_sqlite:  # a transaction that writes to SQLite is alone anyway
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = MigrationContext.configure(connection).get_current_revision()
        if before is not None and before > REVISION:
            return before, before
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        after = MigrationContext.configure(connection).get_current_revision()
    return before, after
