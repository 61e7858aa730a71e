"""The migrations make the tables that the code declares."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.errors import SettingsError
from bot.state.database import Database, database_url
from bot.state.migrate import SCRIPTS, migrate
from bot.state.store import Store, Workspace
from bot.state.tables import REVISION, metadata
from tests.postgres import new_database


def test_they_make_what_the_code_declares(empty_url: str) -> None:
    database = Database(empty_url)
    assert "stackguide migrate" in (database.problem() or "")
    assert migrate(database) == (None, REVISION)
    assert database.problem() is None
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert migrate(database) == (REVISION, REVISION)
    database.close()


def test_what_the_version_before_kept_is_still_there(empty_url: str) -> None:
    database = Database(empty_url)
    migrate(database)
    with database.writing() as connection:
        connection.execute(text("DROP TABLE recent"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        connection.execute(text("INSERT INTO setting VALUES ('T1', 'keep_days', '30')"))
    assert migrate(database) == ("0001", REVISION)
    assert Store(database).workspace("T1") == Workspace(keep_days=30)
    assert Store(database).recent("T1", "U1") == []
    database.close()


def test_the_revision_of_the_code_is_the_latest() -> None:
    scripts = ScriptDirectory(str(SCRIPTS))
    assert scripts.get_current_head() == REVISION


def test_several_at_once_wait_for_each_other(empty_url: str) -> None:
    def run(_: int) -> tuple[str | None, str | None]:
        database = Database(empty_url)
        try:
            return migrate(database)
        finally:
            database.close()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(run, range(4)))
    assert sorted(done, key=str) == [(REVISION, REVISION)] * 3 + [(None, REVISION)]


@pytest.mark.parametrize(("version", "is_fine"), [("0000", False), ("9999", True)])
def test_older_tables_are_a_problem_and_newer_ones_none(
    empty_url: str, version: str, *, is_fine: bool
) -> None:
    database = Database(empty_url)
    migrate(database)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    assert (database.problem() is None) is is_fine
    assert not is_fine or migrate(database) == (version, version)
    database.close()


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:***@h/d"),
        ("postgresql://h/d?sslmode=require", "postgresql+psycopg://h/d?sslmode=require"),
        ("sqlite:////var/lib/state.db", "sqlite:////var/lib/state.db"),
    ],
)
def test_urls_as_hosts_write_them(given: str, taken: str) -> None:
    assert database_url(given).render_as_string() == taken


@pytest.mark.parametrize("given", ["", "nonsense", "mysql://h/d", "sqlite://", "postgres:///d"])
def test_other_urls_are_refused(given: str) -> None:
    with pytest.raises(SettingsError, match=r"DATABASE_URL .* Set it to postgres://"):
        database_url(given)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://u:canary@127.0.0.1:1/d",
        "postgres://u:x@canary@127.0.0.1:1/d",
        "postgres://u@127.0.0.1:1/d?password=canary",
    ],
)
def test_the_password_is_never_told(url: str) -> None:
    database = Database(url)
    told = str(database.problem())
    assert "no connection to the server" in told
    assert "canary" not in database.name + told
    assert "127.0.0.1" not in told  # /readyz tells it to anybody


@pytest.mark.parametrize("url", ["postgres://u:p@127.0.0.1:nope/x", "postgres://u:a@b:c/x@h/d"])
def test_what_only_looks_like_a_url_is_told_of(url: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL is no URL"):
        database_url(url)


def test_a_file_that_was_replaced_is_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    assert database.problem() is None
    path.unlink()
    assert "stackguide migrate" in str(database.problem())
    migrate(database)
    assert database.problem() is None
    database.close()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("ALTER TABLE claim RENAME TO claim_gone", "stackguide migrate"),
        ("ALTER DATABASE {name} SET default_transaction_read_only = on", "can only be read"),
    ],
)
def test_a_server_that_takes_no_writing_is_a_problem(spoil: str, told: str) -> None:
    with new_database() as url:
        database = Database(url)
        migrate(database)
        with database.writing() as connection:
            connection.execute(text(spoil.format(name=database.url.database)))
        database.close()
        assert told in str(database.problem())
        database.close()
