"""Drill 9: the knowledge is replaced again and again while questions come in."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.catalog.store import read
from tests.slack.fake_slack import FakeSlack
from tools.drill.load import RATE, steadily
from tools.drill.report import Verdict, at, ms
from tools.drill.stage import Served, Stage, serving, wait_until

_TAKEN_UP = 20.0  # seconds until a new file is served, at most
_AT_A_TIME = 5.0  # seconds of questions between looks at whether all swaps are done


def drill_swaps(stage: Stage, swaps: int = 100) -> Verdict:
    """Replace the knowledge file so often, each time as soon as the last one is served."""
    verdict = Verdict()
    with FakeSlack() as slack, ThreadPoolExecutor(1) as pool:
        served = stage.directory / "served.db"
        versions = [stage.knowledge, _other(stage)]
        _put(versions[0], served)
        with serving(stage, slack, STACKGUIDE_KNOWLEDGE_DB=str(served)) as bot:
            swapping = pool.submit(_swap, bot, versions, served, swaps)
            times, failed = [], 0
            while not swapping.done():
                more, wrong = steadily(bot, int(RATE * _AT_A_TIME))
                times += more
                failed += wrong
            taken = swapping.result()
            told = bot.running.told()
    verdict.hold(f"{swaps} swaps, of which {taken} served", taken == swaps)
    verdict.hold(f"{len(times):,} questions at {RATE}/s: failed {failed}", failed == 0)
    apologies = told.count("Failed to answer")
    verdict.hold(f"apologies {apologies}", apologies == 0)
    verdict.tell(f"p50 {ms(at(times, 50))}, p99 {ms(at(times, 99))}")
    return verdict


def _other(stage: Stage) -> Path:
    """Return the same knowledge as a file of another version."""
    other = stage.directory / "other.db"
    shutil.copyfile(stage.knowledge, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'version'", ("f" * 64,))
    return other


def _put(version: Path, served: Path) -> None:
    """Replace a file at once, as the build does."""
    beside = served.with_suffix(".new")
    shutil.copyfile(version, beside)
    beside.replace(served)


def _swap(bot: Served, versions: list[Path], served: Path, swaps: int) -> int:
    """Replace the file so often, and return how many of the files were served in time."""
    names = [read(version).catalog.version[:8] for version in versions]
    taken = 0
    for turn in range(1, swaps + 1):
        _put(versions[turn % 2], served)
        name = names[turn % 2]
        taken += wait_until(partial(_serves, bot, name), _TAKEN_UP)
    return taken


def _serves(bot: Served, version: str) -> bool:
    return bot.readiness().json()["knowledge"] == version
