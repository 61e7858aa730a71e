"""Drill 6: what is stored can't be reached: locked, full, read-only, down, silent, all taken."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from bot.slack.memory import PAUSE
from bot.state.database import Database
from bot.state.migrate import migrate
from tests.slack.fake_slack import FakeSlack
from tests.slack.payloads import mention
from tools.drill.deliveries import deliver_all
from tools.drill.proxy import Proxy
from tools.drill.report import Verdict
from tools.drill.spoilt import WAYS, drill_spoilt
from tools.drill.stage import Stage, program, serving, wait_until
from tools.drill.watch import Watch, watch_through, watched

_DISK = 2 * 1024 * 1024  # bytes
_REMOUNTS_WITHIN = 5.0  # seconds
_BURST = 20  # messages at once, of which each wants a connection


def drill_stores(
    stage: Stage,
    locked: float = 15,
    down: float = 30,
    pause: float = PAUSE,
    spoil: Sequence[str] = tuple(WAYS),
) -> Verdict:
    """Take the store away in each way, for so many seconds; the bot tries again each ``pause``."""
    verdict = Verdict()
    arguments = program("serve", "from bot.slack import memory", f"memory.PAUSE = {pause}")
    if stage.url.startswith("sqlite"):
        _lock(stage, arguments, locked, verdict)
        _with_disk(stage, arguments, locked / 3, verdict)
        drill_spoilt(stage.part("knowledge"), verdict, spoil)
    else:
        _cut_off(stage, arguments, down, verdict)
        _exhaust(stage, arguments, verdict)
    return verdict


def _lock(stage: Stage, arguments: tuple[str, ...], seconds: float, verdict: Verdict) -> None:
    """Write to the file from another process, for long."""

    @contextmanager
    def locked() -> Iterator[None]:
        connection = sqlite3.connect(make_url(stage.url).database or "", isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.close()

    with FakeSlack() as slack, serving(stage, slack, arguments) as bot:
        watch = watched(stage, slack, bot)
        watch_through(watch, "locked", locked(), seconds, verdict, ready=True)


def _with_disk(stage: Stage, arguments: tuple[str, ...], seconds: float, verdict: Verdict) -> None:
    """Fill a small disk of its own, then make it read-only."""
    disk = stage.part("disk").directory
    if os.geteuid() != 0 or not _mounted("-t", "tmpfs", "-o", f"size={_DISK}", "none", str(disk)):
        verdict.tell("full disk and read-only directory: skipped, for no disk could be mounted")
        return
    try:
        there = replace(stage, url=f"sqlite:///{disk}/state.db")
        database = Database(there.url)
        migrate(database)
        database.close()
        with FakeSlack() as slack, serving(there, slack, arguments) as bot:
            watch = watched(there, slack, bot)
            watch_through(watch, "full disk", _full(disk), seconds, verdict, ready=True)
        _make_read_only(there, disk, arguments, seconds, verdict)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S603, S607


def _mounted(*arguments: str) -> bool:
    run = subprocess.run(["mount", *arguments], capture_output=True, check=False)  # noqa: S603, S607
    return run.returncode == 0


@contextmanager
def _full(disk: Path) -> Iterator[None]:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    yield
    filler.unlink()


def _make_read_only(
    stage: Stage, disk: Path, arguments: tuple[str, ...], seconds: float, verdict: Verdict
) -> None:
    """Start the bot where it can't write, as with the directory of another user."""
    with FakeSlack() as slack:
        # Workers of the bot before, killed just now, may have a file open for a moment yet.
        wait_until(lambda: _mounted("-o", "remount,ro", str(disk)), _REMOUNTS_WITHIN)
        with serving(stage, slack, arguments) as bot:

            @contextmanager
            def read_only() -> Iterator[None]:
                yield
                _mounted("-o", "remount,rw", str(disk))

            watch = watched(stage, slack, bot)
            watch_through(watch, "read-only directory", read_only(), seconds, verdict)


def _cut_off(stage: Stage, arguments: tuple[str, ...], seconds: float, verdict: Verdict) -> None:
    """Have the server go away, then have it say nothing any more."""
    url = make_url(stage.url)
    proxy = Proxy((url.host or "127.0.0.1", url.port or 5432))
    try:
        through = url.set(host="127.0.0.1", port=proxy.port)
        there = replace(stage, url=through.render_as_string(hide_password=False))
        with FakeSlack() as slack, serving(there, slack, arguments) as bot:
            watch = watched(there, slack, bot)
            watch_through(watch, "down", proxy.down(), seconds, verdict)
            watch = watched(there, slack, bot)
            watch_through(watch, "silent", proxy.silent(), seconds / 2, verdict)
    finally:
        proxy.close()


def _exhaust(stage: Stage, arguments: tuple[str, ...], verdict: Verdict) -> None:
    """Lock the tables, so that messages which come at once take all connections."""

    @contextmanager
    def taken(watch: Watch) -> Iterator[None]:
        with psycopg.connect(stage.url) as connection:
            connection.execute("LOCK TABLE claim, thread, feedback IN ACCESS EXCLUSIVE MODE")
            events = [mention("what is redis") for _ in range(_BURST)]
            done = deliver_all([watch.bot], events, (), _BURST)
            watch.asked += _BURST
            watch.answered += sum(one.acknowledged for one in done)
            watch.not_kept += _BURST  # they came without votes
            watch.slowest = max(seconds for one in done for seconds in one.seconds)
            yield
            connection.rollback()

    with FakeSlack() as slack, serving(stage, slack, arguments) as bot:
        watch = watched(stage, slack, bot)
        watch_through(watch, "all connections taken", taken(watch), 1, verdict, ready=True)
        busy = bot.running.told().count("All connections to the database")
        verdict.hold(f"times that no connection was free {busy}", busy > 0)
