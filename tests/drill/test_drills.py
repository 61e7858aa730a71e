"""The drills in short, without bounds on times."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from tools.drill.disconnects import drill_disconnects
from tools.drill.faulty import drill_faulty
from tools.drill.fuzz import drill_fuzz
from tools.drill.kills import drill_kills
from tools.drill.load import drill_load
from tools.drill.once import drill_once
from tools.drill.report import Verdict
from tools.drill.settings import WRONG, drill_settings
from tools.drill.signatures import drill_signatures
from tools.drill.stage import Stage, opened
from tools.drill.stops import drill_stops
from tools.drill.stores import drill_stores
from tools.drill.swaps import drill_swaps


@pytest.fixture(scope="module")
def knowledge(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(copy(built, tmp_path_factory.mktemp("drills")))


@pytest.fixture
def stage(knowledge: Path, tmp_path: Path) -> Iterator[Stage]:
    with opened("sqlite", tmp_path, knowledge, timed=False) as stage:
        yield stage


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest, knowledge: Path, tmp_path: Path) -> Iterator[Stage]:
    with opened(request.param, tmp_path, knowledge, timed=False) as stage:
        yield stage


def passes(verdict: Verdict) -> bool:
    return bool(verdict.figures) and not verdict.broken


def test_malformed_requests(stage: Stage) -> None:
    assert passes(drill_fuzz(stage, requests=200))


def test_signatures(stage: Stage) -> None:
    assert passes(drill_signatures(stage))


def test_many_deliveries(either: Stage) -> None:
    assert passes(drill_once(either, deliveries=40, processes=2))


def test_kills(either: Stage) -> None:
    assert passes(drill_kills(either, writing=1, answering=1))


def test_a_faulty_slack(stage: Stage) -> None:
    assert passes(drill_faulty(stage, per_kind=1, healthy=5))


def test_stops(stage: Stage) -> None:
    assert passes(drill_stops(stage, in_flight=4, ways=["by process group"]))


def test_stores_that_are_away(either: Stage) -> None:
    assert passes(drill_stores(either, locked=0.6, down=0.6, pause=0.5, spoil=["corrupt"]))


def test_disconnects(stage: Stage) -> None:
    assert passes(drill_disconnects(stage, disconnects=4, events=20))


def test_swaps(stage: Stage) -> None:
    assert passes(drill_swaps(stage, swaps=1))


def test_load(stage: Stage) -> None:
    assert passes(drill_load(stage, seconds=0.5, rounds=1, burst=0.2))


def test_wrong_settings(stage: Stage) -> None:
    assert passes(drill_settings(stage, WRONG[::7]))
