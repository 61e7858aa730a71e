"""Commands on knowledge that is built once and read once: few tests are of that."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ask import Guide, prepare
from bot.catalog.model import Catalog
from bot.catalog.store import Opened, read


@pytest.fixture(scope="session")
def knowledge_file(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file that commands find; with packs, they are given another."""
    return Path(shutil.copy(built, tmp_path_factory.mktemp("cli") / "cli-knowledge.db"))


@pytest.fixture(scope="package", autouse=True)
def _read_once() -> Iterator[None]:
    """Have commands that run in this process read a file again only where it was replaced."""
    opened: dict[tuple[object, ...], Opened] = {}
    guides: dict[str, Guide] = {}

    def read_once(path: Path, version: str | None = None) -> Opened:
        try:
            found = path.stat()
        except OSError:
            return read(path, version)
        key = (path, version, found.st_ino, found.st_mtime_ns, found.st_size)
        if key not in opened:
            opened[key] = read(path, version)
        return opened[key]

    def prepare_once(catalog: Catalog) -> Guide:
        if catalog.version not in guides:
            guides[catalog.version] = prepare(catalog)
        return guides[catalog.version]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.catalog.store.read", read_once)
        patch.setattr("bot.cli.guide.prepare", prepare_once)
        yield


@pytest.fixture
def small_is_shipped(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the guide alone be the shipped knowledge, for tests of packs beside it."""
    assert small.name == "knowledge"
    monkeypatch.setattr("bot.settings._PACKAGE", small.parent)
