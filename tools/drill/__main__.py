"""Runs the drills: ``make drill``, or some of them: ``make drill DRILLS="3 7"``.

Each prints a line of figures for each store it plays on. The exit code is 1 if any broke a bound.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.catalog.store import open_knowledge
from bot.settings import knowledge_settings
from tools.drill.disconnects import drill_disconnects
from tools.drill.faulty import drill_faulty
from tools.drill.figures import Row, merged
from tools.drill.fuzz import drill_fuzz
from tools.drill.kills import drill_kills
from tools.drill.load import drill_load
from tools.drill.once import drill_once
from tools.drill.report import Verdict
from tools.drill.settings import drill_settings
from tools.drill.signatures import drill_signatures
from tools.drill.stage import Stage, opened
from tools.drill.stops import drill_stops
from tools.drill.stores import drill_stores
from tools.drill.swaps import drill_swaps

SQLITE, POSTGRES = "sqlite", "postgres"
BOTH = (SQLITE, POSTGRES)


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill, the bound that it holds the bot to, and the stores that make a difference."""

    number: int
    bound: str
    play: Callable[[Stage], Verdict]
    stores: tuple[str, ...] = BOTH


ONE = (SQLITE,)
DRILLS = (
    Drill(
        1,
        "10,000 malformed requests, half of them signed: no 5xx, no traceback, memory + < 20 MB",
        drill_fuzz,
        ONE,
    ),
    Drill(
        2,
        "signature edges, replays, missing and double headers: as they should be",
        drill_signatures,
        ONE,
    ),
    Drill(
        3,
        "one event 1,000 times over 4 processes, one message as 11 events: one answer",
        drill_once,
    ),
    Drill(
        4,
        "100 kills while writing: nothing acknowledged is lost; 50 kills before answers: all "
        "answered, at most one duplicate",
        drill_kills,
    ),
    Drill(
        5,
        "Slack fails in every way: no crash, nothing lost that Slack could take, duplicates "
        "≤ 1 %; acknowledged in p99 < 500 ms when healthy, < 2.5 s when not",
        drill_faulty,
    ),
    Drill(
        6,
        "the store locked 15 s, full, read-only, down 30 s, silent, all connections taken; the "
        "knowledge spoilt: answers go on, what isn't kept is told, well again within 5 s",
        drill_stores,
    ),
    Drill(7, "SIGTERM with 20 answers in flight: all delivered, exit 0, within 25 s", drill_stops),
    Drill(
        8,
        "50 disconnects of two workers in Socket Mode: 0 of 500 events lost, none answered twice",
        drill_disconnects,
    ),
    Drill(9, "knowledge swapped 100 times at 50 requests/s: no error", drill_swaps, ONE),
    Drill(
        10,
        "50 requests/s for 5 minutes: p50 < 20 ms, p99 < 200 ms, memory ≤ 180 MB and flat; a full "
        "compare at most 2 ms over an empty Bolt app at p50",
        drill_load,
        ONE,
    ),
    Drill(
        11,
        "nothing set, each variable wrong in turn: messages name the variable and the remedy",
        drill_settings,
        ONE,
    ),
)


def main() -> int:
    """Run the drills that are asked for, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("numbers", type=int, nargs="*", metavar="DRILL", help="all by default")
    parser.add_argument("--into", type=Path, help="a Markdown file whose table takes the figures")
    options = parser.parse_args()
    if unknown := set(options.numbers) - {drill.number for drill in DRILLS}:
        parser.error(f"there is no drill {min(unknown)}")
    rows = []
    with TemporaryDirectory(prefix="stackguide-drill-") as directory:
        for drill in DRILLS:
            if not options.numbers or drill.number in options.numbers:
                rows += list(_rows(drill, Path(directory)))
    if options.into is not None:
        options.into.write_text(
            merged(options.into.read_text(encoding="utf-8"), rows), encoding="utf-8"
        )
    return 1 if any(row.verdict.broken for row in rows) else 0


def _rows(drill: Drill, root: Path) -> Iterator[Row]:
    """Play a drill on each of its stores, and tell what came of it."""
    knowledge = root / "knowledge.db"
    settings = knowledge_settings({})
    open_knowledge(settings.shipped, (), knowledge)
    for store in drill.stores:
        directory = root / f"{drill.number}-{store}"
        directory.mkdir()
        start = time.monotonic()
        try:
            with opened(store, directory, knowledge, timed=True) as stage:
                verdict = drill.play(stage)
        except pytest.skip.Exception as skipped:
            print(f"{drill.number:>3} {store:8} SKIPPED {skipped}", file=sys.stderr)
            continue
        seconds = time.monotonic() - start
        print(f"{drill.number:>3} {store:8} {verdict}  ({seconds:.0f} s)", flush=True)
        yield Row(drill.number, drill.bound, store if len(drill.stores) > 1 else "", verdict)


if __name__ == "__main__":
    sys.exit(main())
