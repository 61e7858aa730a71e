"""Fixtures shared by all tests: the shipped knowledge, built once a session."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

from bot.ask import Guide, Reply, ask, prepare
from bot.catalog.model import Catalog
from bot.catalog.store import open_knowledge, read

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"


class Asked(Protocol):
    """Has a guide hold a thread, and returns its last reply."""

    def __call__(self, *turns: str) -> Reply: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files from the code"
    )


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests, and the processes they start, from the state of the checkout."""
    path = tmp_path_factory.mktemp("state") / "state.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{path}")
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the shipped knowledge, to be read; who might write gets a copy."""
    path = tmp_path_factory.mktemp("knowledge") / "knowledge.db"
    open_knowledge(KNOWLEDGE, (), path)
    return path


@pytest.fixture(scope="session")
def catalog(built: Path) -> Catalog:
    return read(built).catalog


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of the guide without what the field notes claim: it is read quickly."""
    root = tmp_path_factory.mktemp("small") / "knowledge"
    root.mkdir()
    for part in ("vocabulary", "language", "guide"):
        (root / part).symlink_to(KNOWLEDGE / part)
    (root / "beyond").mkdir()
    for part in ("pack.yaml", "needs.yaml"):
        (root / "beyond" / part).symlink_to(KNOWLEDGE / "beyond" / part)
    return root


@pytest.fixture(scope="session")
def guide_alone(small: Path) -> Guide:
    """Return the guide without the field notes: its answers change with the code alone."""
    return prepare(open_knowledge(small, (), small / "knowledge.db").catalog)


@pytest.fixture(scope="session")
def guide(catalog: Catalog) -> Guide:
    return prepare(catalog)


@pytest.fixture(scope="session")
def asked(guide: Guide) -> Asked:
    """Return what asks the guide, the same in the same thread but once."""

    @cache
    def hold(*turns: str) -> Reply:
        *before, text = turns
        return ask(guide, text, hold(*before).context if before else None)

    return hold
