"""What the commands share: opening what workspaces have stored."""

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from bot.errors import StateError
from bot.settings import state_settings
from bot.state.database import Database
from bot.state.store import Store

OPERATOR = "operator"
"""Who acts on the command line, in the audit."""


def team_id(text: str) -> str:
    """Return the id of a workspace; a type of argument."""
    return _id(text, "TE", "a workspace")


def member_id(text: str) -> str:
    """Return the id of a person; a type of argument."""
    return _id(text, "UW", "a person")


def _id(text: str, begins: str, whose: str) -> str:
    if re.fullmatch(rf"[{begins}][A-Z0-9]{{1,40}}", text):
        return text
    raise argparse.ArgumentTypeError(
        f"{text!r} is not the id of {whose}; those begin with {' or '.join(begins)}"
    )


def start_state() -> str:
    """Return the URL of the state for who serves Slack.

    What is wrong is told on stderr: without its store the bot answers all the same. Raises
    :class:`bot.errors.SettingsError`.
    """
    settings = state_settings()
    with closing(Database(settings.url)) as database:
        problem = prepare(database)
    if settings.wiped_by is not None:
        print(wiped(settings.wiped_by), file=sys.stderr)
    if problem is not None:
        remedy = "DATABASE_URL says where the database is; `stackguide doctor` tries it."
        print(f"WARNING: the bot answers, but keeps nothing. {problem} {remedy}", file=sys.stderr)
    return settings.url


@contextmanager
def opened_store() -> Iterator[Store]:
    """Open the store for the block. Raises :class:`StateError` if it can't be used."""
    with closing(Database(state_settings().url)) as database:
        if (problem := prepare(database)) is not None:
            raise StateError(problem)
        yield Store(database)


def prepare(database: Database) -> str | None:
    """Make the tables where that is ours to do; return why the database can't be used.

    A file of SQLite belongs to this host alone, so that a start may migrate it; PostgreSQL is
    migrated by `stackguide migrate`, once a release.
    """
    problem = database.problem()
    if problem is None or not database.is_sqlite:
        return problem
    from bot.state.migrate import migrate  # noqa: PLC0415 - Alembic, needed once a version

    try:
        migrate(database)
    except StateError as error:
        return str(error)
    return None


def wiped(host: str) -> str:
    """Say that a host will delete the state, and what to do."""
    return (
        f"WARNING: state is a file on a disk that {host} wipes at every start: threads, votes, "
        "settings and unanswered questions will be lost. Add a PostgreSQL database and set "
        "DATABASE_URL; with a lasting disk, set it to sqlite:////ITS/PATH/state.db."
    )
