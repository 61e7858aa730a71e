"""A PostgreSQL server for tests, where there is one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

SERVER = os.environ.get("STACKGUIDE_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")


@contextmanager
def new_database() -> Iterator[str]:
    """Return the URL of a fresh database, which is dropped afterwards.

    Skips the test where there is no server, but not in CI.
    """
    name = f"stackguide_{uuid4().hex}"
    try:
        with psycopg.connect(SERVER, connect_timeout=2, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.OperationalError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL at {SERVER}, set STACKGUIDE_TEST_POSTGRES to one: {error}")
    try:
        yield f"{SERVER.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(SERVER, connect_timeout=2, autocommit=True) as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)
