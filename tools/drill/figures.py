"""The table of figures in docs/reliability.md: rows of this run replace those of earlier ones."""

import platform
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

import psycopg

from tests.postgres import SERVER
from tools.drill.report import Verdict

_HEAD = ("| drill | store | bound | figures | | date |", "|---|---|---|---|---|---|")
_ROW = re.compile(r"\| *([0-9]+) *\| *(\w*) *\|.*")
_VERSIONS = re.compile(r"^Versions: .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a drill on a store, "" where none makes a difference."""

    number: int
    bound: str
    store: str
    verdict: Verdict

    def __str__(self) -> str:
        told = (self.number, self.store, self.bound, "; ".join(self.verdict.figures))
        cells = [str(cell).replace("|", "\\|") for cell in told]
        return f"| {' | '.join((*cells, self.verdict.word, f'{datetime.now(UTC):%Y-%m-%d}'))} |"


def merged(page: str, rows: Iterable[Row]) -> str:
    """Return the page with these rows in its table, and the versions they were seen with."""
    before, _, after = page.partition("\n".join(_HEAD) + "\n")
    lines = after.splitlines()
    count = next((at for at, line in enumerate(lines) if not _ROW.fullmatch(line)), len(lines))
    table = {_key(line): line for line in lines[:count]}
    table |= {(row.number, row.store): str(row) for row in rows}
    text = "\n".join([*_HEAD, *(table[key] for key in sorted(table)), *lines[count:]])
    return _VERSIONS.sub(f"Versions: {_versions()}", before) + text + "\n"


def _key(line: str) -> tuple[int, str]:
    number, store = _ROW.fullmatch(line).groups()  # type: ignore[union-attr]  # it is a row
    return int(number), store


def _versions() -> str:
    try:
        with psycopg.connect(SERVER, connect_timeout=2) as connection:
            number = connection.info.server_version
        postgres = f"PostgreSQL {number // 10000}.{number % 10000}"
    except psycopg.OperationalError:
        postgres = "no PostgreSQL"
    names = ("gunicorn", "slack-bolt", "slack-sdk", "sqlalchemy", "psycopg")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    sqlite = f"SQLite {sqlite3.sqlite_version}"
    return f"Python {platform.python_version()}, {sqlite}, {postgres}, {packages}."
