"""Every database that the store may stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.state.database import Database
from bot.state.migrate import migrate
from bot.state.store import Store
from bot.state.tables import TEAM_TABLES
from tests.postgres import new_database

KINDS = ("sqlite", "postgres")


@pytest.fixture(scope="session", params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a database with its tables."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("state") / "state.db"
        made = Database(f"sqlite:///{path}")
        migrate(made)
        made.close()
        yield f"sqlite:///{path}"
        return
    with new_database() as found:
        made = Database(found)
        migrate(made)
        made.close()
        yield found


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state.db'}"
        return
    with new_database() as found:
        yield found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Return a store with nothing in it."""
    database = Database(url)
    with database.writing() as connection:
        for table in TEAM_TABLES:
            connection.execute(delete(table))
    yield Store(database)
    database.close()
