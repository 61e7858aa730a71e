"""What the commands share: opening what workspaces have stored."""

import sys

from bot.errors import StateError
from bot.settings import StateSettings, state_settings
from bot.state.database import Database
from bot.state.store import Store


def prepare_state() -> str:
    """Return the URL of the state, with its tables made where that is ours to do.

    A file of SQLite belongs to this host alone, so that a start may migrate it; PostgreSQL is
    migrated by `stackguide migrate`, once a release. What is wrong is told on stderr: without its
    store the bot answers all the same. Raises :class:`bot.errors.SettingsError`.
    """
    settings = state_settings()
    database = Database(settings.url)
    try:
        problem = database.problem()
        if problem is not None and database.is_sqlite:
            problem = _migrated(database)
    finally:
        database.close()
    if settings.wiped_by is not None:
        print(wiped(settings), file=sys.stderr)
    if problem is not None:
        print(f"State isn't kept, though the bot answers. {problem}", file=sys.stderr)
    return settings.url


def open_store() -> Store:
    """Return the store. Raises :class:`StateError` if it can't be used."""
    store = Store(Database(prepare_state()))
    if (problem := store.database.problem()) is not None:
        raise StateError(problem)
    return store


def wiped(settings: StateSettings) -> str:
    """Say that a host will delete the state, and what to do."""
    return (
        f"WARNING: state is a file on a disk that {settings.wiped_by} wipes at every start: "
        "threads, votes, settings and unanswered questions will be lost. Add a PostgreSQL "
        "database and set DATABASE_URL; with a lasting disk, set it to "
        "sqlite:////ITS/PATH/state.db."
    )


def _migrated(database: Database) -> str | None:
    """Make the tables and return what went wrong."""
    from bot.state.migrate import migrate  # noqa: PLC0415 - Alembic, needed once a version

    try:
        migrate(database)
    except StateError as error:
        return str(error)
    return None
