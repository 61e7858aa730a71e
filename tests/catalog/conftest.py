"""What the tests of packs share."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.catalog.assemble import WEIGHTS, Assembled, assemble
from bot.catalog.learned import Weights
from bot.catalog.load import read_shipped
from bot.catalog.records import Records
from bot.catalog.weights import read_weights
from tests.catalog.packs import write_pack
from tests.conftest import KNOWLEDGE


@dataclass(frozen=True, slots=True)
class Acme:
    """The shipped knowledge with a valid pack beside it."""

    directory: Path
    assembled: Assembled


@pytest.fixture(scope="session")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Acme:
    directory = write_pack(tmp_path_factory.mktemp("acme"))
    return Acme(directory, assemble(KNOWLEDGE, (directory,)))


@pytest.fixture(scope="session")
def small_parts(small: Path) -> tuple[Records, tuple[Weights, str]]:
    return read_shipped(small), read_weights(small / WEIGHTS)


@pytest.fixture
def small_is_read_once(
    small: Path,
    small_parts: tuple[Records, tuple[Weights, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Have what packs stand beside be read from its files once; it is checked each time."""
    records, weights = small_parts

    def shipped_records(root: Path) -> Records:
        return records.copy() if root == small else read_shipped(root)

    def shipped_weights(path: Path) -> tuple[Weights, str]:
        return weights if path == small / WEIGHTS else read_weights(path)

    monkeypatch.setattr("bot.catalog.assemble.read_shipped", shipped_records)
    monkeypatch.setattr("bot.catalog.assemble.read_weights", shipped_weights)
