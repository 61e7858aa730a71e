"""The database behind the store: SQLite or PostgreSQL, set up so that a request never hangs."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import OperationalError
from typing import Any, TypeVar, cast

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    delete,
    event,
    false,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from bot.errors import SettingsError, StateError
from bot.state.tables import REVISION, TEAM_TABLES

POOL = 4
"""Connections of a process to PostgreSQL at most."""
WAIT = 0.5
"""Seconds that a request waits for a free connection, and then for others who write."""
_GRACE = 0.1  # seconds that a server may take to tell that its own patience is over
_CONNECT = 2  # seconds; the least that libpq takes
_READS, _LASTING, _PATIENCE = "stackguide_reads", "stackguide_lasting", "stackguide_patience"

T = TypeVar("T")


class Database:
    """Transactions on a database, whichever it is. Opens nothing before the first one."""

    def __init__(self, url: str) -> None:
        self.url = database_url(url)
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url)
        self._inode: int | None = None
        if self.is_sqlite:
            event.listen(self.engine, "connect", self._note_file)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file, which processes on one host can share and no others."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def name(self) -> str:
        """What operators may read: nothing of a password, also where an @ in it isn't escaped."""
        if self.is_sqlite:
            return f"the file {self.url.database}"
        host = (self.url.host or "").rpartition("@")[2]
        return f"{self.url.database} of PostgreSQL at {host}"

    @contextmanager
    def writing(self, *, lasting: bool = False, patience: float = WAIT) -> Iterator[Connection]:
        """Commit what the block does, all of it or nothing. Raises :class:`StateError`.

        What is ``lasting`` survives a power cut, and not only a killed process: the database waits
        for the disk then. ``patience`` are the seconds to wait for others who write.
        """
        with _failing_as_state(), self.engine.connect() as connection:
            options = {_LASTING: lasting, _PATIENCE: int(patience * 1000)}
            with connection.execution_options(**options).begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read one state of the data; waits for no writer. Raises :class:`StateError`."""
        with _failing_as_state(), self.engine.connect() as connection:
            yield connection.execution_options(**{_READS: True})

    def _note_file(self, *_: object) -> None:
        self._inode = Path(self.url.database or "").stat().st_ino

    def problem(self) -> str | None:
        """Return why the store can't be used, and what to do; ``None`` if it can.

        A server has to take what would be written. What is only busy is no problem.
        """
        if self._is_replaced():
            self.close()  # what is written to it from now on would be lost
        try:
            with self.reading() if self.is_sqlite else self.writing() as connection:
                revision = connection.execute(
                    text("SELECT version_num FROM alembic_version")
                ).scalar()
                for table in TEAM_TABLES:
                    probe = select(table.c.team).where(false())
                    connection.execute(probe if self.is_sqlite else delete(table).where(false()))
        except StateError as error:
            if error.missing_tables:
                return "The tables aren't there yet: run `stackguide migrate`."
            return None if error.passing else str(error)
        if revision is None or str(revision) < REVISION:
            return (
                f"The tables are of version {revision}, and {REVISION} is needed: "
                "run `stackguide migrate`."
            )
        return None

    def _is_replaced(self) -> bool:
        """Tell whether the file that is open isn't the one at its path any more."""
        if not self.is_sqlite or self._inode is None:
            return False
        path = Path(self.url.database or "")
        return not path.exists() or path.stat().st_ino != self._inode

    def close(self) -> None:
        """Close all connections; after a fork, those that came along belong to the parent."""
        self.engine.dispose()


def database_url(given: str) -> URL:
    """Return the URL as SQLAlchemy takes it: hosts write ``postgres://``, without a driver.

    Raises :class:`SettingsError` for what is neither PostgreSQL nor a file of SQLite.
    """
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):  # as of a port that is no number
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
def _failing_as_state() -> Iterator[None]:
    try:
        yield
    except NoConnectionError:
        raise StateError("All connections to the database are busy.", passing=True) from None
    except (SQLAlchemyError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        sqlstate = getattr(cause, "sqlstate", None)
        missing = sqlstate == "42P01" or str(cause).startswith("no such table")
        # Its text may hold what was to be written; the kind of error doesn't.
        kind = getattr(cause, "sqlite_errorname", None) or sqlstate or type(cause).__name__
        reason = _unconnected(str(cause)) if kind in _CONNECTING else _KINDS.get(kind, kind)
        raise StateError(
            f"The database can't be used: {reason}.",
            missing_tables=missing,
            passing=sqlstate in _BUSY,
        ) from None


def _unconnected(message: str) -> str:
    """Return why there is no connection to a server, of what its library says."""
    for words, reason in _UNCONNECTED.items():
        if words in message:
            return reason
    return "no connection to the server"


_BUSY = {"55P03", "57014"}  # a lock isn't to be had in time; a statement takes too long
_CONNECTING = {"OperationalError", "ConnectionTimeout"}
_UNCONNECTED = {
    "password authentication failed": "the server doesn't take the password",
    "does not exist": "the server has no database or user of that name",
    "no pg_hba.conf entry": "the server lets nobody in from here",
    "SSL": "the server and DATABASE_URL don't agree on TLS",
    "refused": "no connection to the server: refused",
    "resolve": "no connection to the server: its host name isn't found",
    "timeout": "no connection to the server: no answer in time",
}


_KINDS = {
    "SQLITE_BUSY": "another process is writing to it (SQLITE_BUSY)",
    "SQLITE_CANTOPEN": "the file can't be opened (SQLITE_CANTOPEN)",
    "SQLITE_CORRUPT": "the file is damaged (SQLITE_CORRUPT)",
    "SQLITE_FULL": "the disk is full (SQLITE_FULL)",
    "SQLITE_IOERR": "the disk fails (SQLITE_IOERR)",
    "SQLITE_NOTADB": "the file is not one of SQLite's (SQLITE_NOTADB)",
    "SQLITE_READONLY": "the file may not be written (SQLITE_READONLY)",
    "PermissionError": "the file may not be written",
    "28P01": "the server doesn't take the password (28P01)",
    "3D000": "the server has no database of that name (3D000)",
    "25006": "it can only be read (25006)",
    "42501": "its user may not use the tables (42501)",
    "57014": "the server takes too long (57014)",
}


_NEW_FILE = 5.0
"""Seconds to wait for who makes the tables in a new file; one that has them needs no waiting."""
_LOOK_AGAIN = 0.02


def _keeps_wal(connection: SQLiteConnection, *, last: bool) -> bool:
    """Have a file keep a write-ahead log; tell whether it does.

    SQLite itself doesn't wait where a new file is being written by another process.
    """
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except OperationalError as error:
        if last or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        return False
    return True


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
    def make_ready(*_: object) -> None:
        path = Path(url.database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite would open it all the same, and go on refusing to write once that is mended.
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError

    @event.listens_for(engine, "connect")
    def set_up(connection: SQLiteConnection, _record: object) -> None:
        deadline = time.monotonic() + _NEW_FILE
        while not _keeps_wal(connection, last=time.monotonic() > deadline):
            time.sleep(_LOOK_AGAIN)

    @event.listens_for(engine, "handle_error")
    def reopen(context: ExceptionContext) -> None:
        # A file that was replaced, or opened while it couldn't be written, stays so until closed.
        kind = getattr(context.original_exception, "sqlite_errorname", "")
        context.is_disconnect = not kind.startswith("SQLITE_BUSY")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later can't wait for its turn to write.
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_patience(connection)}")
        synchronous = "FULL" if options.get(_LASTING) else "NORMAL"
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
        connection.exec_driver_sql("BEGIN" if options.get(_READS) else "BEGIN IMMEDIATE")

    return engine


class _Bounded(psycopg.Connection[tuple[object, ...]]):
    """A connection whose server may fall silent: then it is closed, and that is an error.

    The server keeps to its own timeouts only while it runs, and TCP notices only a dead host.
    """

    allowed = WAIT + _GRACE
    """Seconds to wait for the server at most."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Wait for the server, or raise :class:`psycopg.OperationalError`."""
        try:
            return super().wait(gen, interval, timeout or self.allowed)
        except psycopg.errors._WaitTimeout:  # noqa: SLF001 - it has no public name
            self.close()
            raise psycopg.OperationalError("the server is silent") from None


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

    @event.listens_for(engine, "do_connect")
    def connect(
        _dialect: object, _record: object, arguments: tuple[str, ...], named: dict[str, Any]
    ) -> _Bounded:
        return _Bounded.connect(*arguments, **named)

    @event.listens_for(engine, "begin")
    def bound(connection: Connection) -> None:
        # For the transaction alone: what a connection is set to, poolers hand on to others.
        wait = _patience(connection)
        raw = connection.connection.dbapi_connection
        cast("_Bounded", raw).allowed = wait / 1000 + _GRACE
        synchronous = "on" if connection.get_execution_options().get(_LASTING) else "off"
        connection.exec_driver_sql(
            f"SET LOCAL statement_timeout = {wait}; SET LOCAL lock_timeout = {wait}; "
            f"SET LOCAL synchronous_commit = {synchronous}"
        )

    return engine


def _patience(connection: Connection) -> int:
    """Return how many milliseconds a transaction waits for others."""
    return int(connection.get_execution_options().get(_PATIENCE, WAIT * 1000))
