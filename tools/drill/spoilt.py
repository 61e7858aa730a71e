"""Drill 6: the knowledge file is corrupt, truncated, missing, of another format."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

from bot.catalog.store import read
from bot.errors import StoreError
from bot.slack.words import Word
from tests.slack.fake_slack import FakeSlack
from tools.drill.report import Verdict
from tools.drill.stage import Served, Stage, serving, wait_until

_NOTICED = 10.0  # seconds until the bot notices what became of its file, at most


def _corrupt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 4 : len(data) // 2] = os.urandom(len(data) // 2 - len(data) // 4)
    path.write_bytes(data)


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = 'another' WHERE key = 'format'")


WAYS: dict[str, Callable[[Path], None]] = {
    "corrupt": _corrupt,
    "truncated": _truncated,
    "missing": Path.unlink,
    "of another format": _foreign,
}


def drill_spoilt(stage: Stage, verdict: Verdict, ways: Sequence[str]) -> None:
    """Spoil the file before the bot starts, then while it runs."""
    served = stage.directory / "served.db"
    with FakeSlack() as slack:
        rebuilt = [way for way in ways if _starts(stage, slack, served, way)]
        told = f"at start {', '.join(ways)}: rebuilt and answering {len(rebuilt)} of {len(ways)}"
        verdict.hold(told, len(rebuilt) == len(ways))
        shutil.copyfile(stage.knowledge, served)
        with serving(stage, slack, STACKGUIDE_KNOWLEDGE_DB=str(served)) as bot:
            goes_on = [way for way in ways if _goes_on(stage, bot, served, way)]
    told = f"while it runs: told in /readyz, answering and mended {len(goes_on)} of {len(ways)}"
    verdict.hold(told, len(goes_on) == len(ways))


def _starts(stage: Stage, slack: FakeSlack, served: Path, way: str) -> bool:
    """Tell whether a bot that finds the file spoilt builds it anew and answers."""
    shutil.copyfile(stage.knowledge, served)
    WAYS[way](served)
    with serving(stage, slack, STACKGUIDE_KNOWLEDGE_DB=str(served)) as bot:
        try:
            same = read(served).catalog.version == read(stage.knowledge).catalog.version
        except StoreError:
            return False
        return same and _answers(bot)


def _goes_on(stage: Stage, bot: Served, served: Path, way: str) -> bool:
    """Tell whether a bot says that the file was spoilt, goes on, and takes the right one again."""
    beside = served.with_suffix(".new")
    shutil.copyfile(stage.knowledge, beside)
    WAYS[way](beside)
    if beside.exists():
        beside.replace(served)
    else:
        served.unlink()
    reported = wait_until(lambda: _problem(bot) is not None, _NOTICED) and _answers(bot)
    shutil.copyfile(stage.knowledge, beside)
    beside.replace(served)
    return reported and wait_until(lambda: _problem(bot) is None, _NOTICED) and _answers(bot)


def _problem(bot: Served) -> object:
    return bot.readiness().json()["knowledge_problem"]


def _answers(bot: Served) -> bool:
    answer = bot.command("what is redis")
    return answer.status == HTTPStatus.OK and answer.json()["text"] != Word.APOLOGY
