"""The database behind the store: SQLite or PostgreSQL, set up so that a request never hangs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from bot.errors import SettingsError, StateError
from bot.state.tables import REVISION

POOL = 4
"""Connections of a process to PostgreSQL at most."""
WAIT = 0.5
"""Seconds that a request waits for a free connection, and then for others who write."""
_CONNECT = 2  # seconds; the least that libpq takes
_READS, _LASTING, _PATIENCE = "stackguide_reads", "stackguide_lasting", "stackguide_patience"


class Database:
    """Transactions on a database, whichever it is. Opens nothing before the first one."""

    def __init__(self, url: str) -> None:
        self.url = database_url(url)
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, which processes on one host can share and no others."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def name(self) -> str:
        """What people may read: without the password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def writing(self, *, lasting: bool = False, patience: float = WAIT) -> Iterator[Connection]:
        """Commit what the block does, all of it or nothing. Raises :class:`StateError`.

        What is ``lasting`` survives a power cut, and not only a killed process: the database waits
        for the disk then. ``patience`` are the seconds to wait for others who write.
        """
        with _failing_as_state(self.name), self.engine.connect() as connection:
            options = {_LASTING: lasting, _PATIENCE: int(patience * 1000)}
            with connection.execution_options(**options).begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read one state of the data; waits for no writer. Raises :class:`StateError`."""
        with _failing_as_state(self.name), self.engine.connect() as connection:
            yield connection.execution_options(**{_READS: True})

    def problem(self) -> str | None:
        """Return why the store can't be used, and what to do; ``None`` if it can."""
        try:
            with self.reading() as connection:
                revision = connection.execute(
                    text("SELECT version_num FROM alembic_version")
                ).scalar()
        except StateError as error:
            if error.missing_tables:
                return "The tables aren't there yet: run `stackguide migrate`."
            return str(error)
        if revision is None or str(revision) < REVISION:
            return (
                f"The tables are of version {revision}, and {REVISION} is needed: "
                "run `stackguide migrate`."
            )
        return None

    def close(self) -> None:
        """Close all connections; after a fork, those that came along belong to the parent."""
        self.engine.dispose()


def database_url(given: str) -> URL:
    """Return the URL as SQLAlchemy takes it: hosts write ``postgres://``, without a driver.

    Raises :class:`SettingsError` for what is neither PostgreSQL nor a file of SQLite.
    """
    try:
        url = make_url(given)
    except ArgumentError:
        raise SettingsError(f"DATABASE_URL is no URL. {_FORMS}") from None
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"} and url.host is not None:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url
    raise SettingsError(f"DATABASE_URL is for {url.drivername!r}. {_FORMS}")


_FORMS = (
    "Set it to postgres://USER:PASSWORD@HOST/NAME, as your host shows it for its PostgreSQL, or "
    "to sqlite:////PATH/state.db; leave it out to keep a file beside the bot."
)


@contextmanager
def _failing_as_state(name: str) -> Iterator[None]:
    try:
        yield
    except NoConnectionError:
        raise StateError(f"All connections to the database {name} are busy.") from None
    except (SQLAlchemyError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        sqlstate = getattr(cause, "sqlstate", None)
        missing = sqlstate == "42P01" or str(cause).startswith("no such table")
        # Its text may hold what was to be written; the kind of error doesn't.
        kind = getattr(cause, "sqlite_errorname", None) or sqlstate or type(cause).__name__
        raise StateError(
            f"The database {name} can't be used: {_KINDS.get(kind, kind)}.",
            missing_tables=missing,
        ) from None


_KINDS = {
    "SQLITE_BUSY": "another process is writing to it (SQLITE_BUSY)",
    "SQLITE_CANTOPEN": "the file can't be opened (SQLITE_CANTOPEN)",
    "SQLITE_CORRUPT": "the file is damaged (SQLITE_CORRUPT)",
    "SQLITE_FULL": "the disk is full (SQLITE_FULL)",
    "SQLITE_IOERR": "the disk fails (SQLITE_IOERR)",
    "SQLITE_NOTADB": "the file is not one of SQLite's (SQLITE_NOTADB)",
    "SQLITE_READONLY": "the file may not be written (SQLITE_READONLY)",
    "OperationalError": "no connection to the server",
    "28P01": "the server doesn't take the password (28P01)",
    "3D000": "the server has no database of that name (3D000)",
}


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        # One connection a process, so that threads take turns here and not on the file's lock.
        pool_size=1,
        max_overflow=0,
        pool_timeout=WAIT,
        hide_parameters=True,
        connect_args={"isolation_level": None},
    )

    @event.listens_for(engine, "do_connect")
    def make_directory(*_: object) -> None:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: SQLiteConnection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later can't wait for its turn to write.
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_patience(connection)}")
        synchronous = "FULL" if options.get(_LASTING) else "NORMAL"
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
        connection.exec_driver_sql("BEGIN" if options.get(_READS) else "BEGIN IMMEDIATE")

    return engine


def _postgres(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL,
        max_overflow=0,
        pool_timeout=WAIT,
        pool_pre_ping=True,  # a server that was restarted costs no request
        hide_parameters=True,
        connect_args={
            "connect_timeout": _CONNECT,
            "prepare_threshold": None,  # poolers in front of the server can't keep statements
            "tcp_user_timeout": 2000,  # milliseconds until a server that vanished counts as gone
            "application_name": "stackguide",
        },
    )

    @event.listens_for(engine, "begin")
    def bound(connection: Connection) -> None:
        # For the transaction alone: what a connection is set to, poolers hand on to others.
        wait = _patience(connection)
        synchronous = "on" if connection.get_execution_options().get(_LASTING) else "off"
        connection.exec_driver_sql(
            f"SET LOCAL statement_timeout = {wait}; SET LOCAL lock_timeout = {wait}; "
            f"SET LOCAL synchronous_commit = {synchronous}"
        )

    return engine


def _patience(connection: Connection) -> int:
    """Return how many milliseconds a transaction waits for others."""
    return int(connection.get_execution_options().get(_PATIENCE, WAIT * 1000))
