"""Knowledge is replaced while the bot runs: whole, or not at all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from bot.ask import Guide, ask, prepare
from bot.catalog.build import build
from bot.catalog.model import Catalog
from bot.slack.library import Library


@pytest.fixture(scope="module")
def alone(guide_alone: Guide) -> Catalog:
    return guide_alone.catalog


@pytest.fixture
def path(alone: Catalog, tmp_path: Path) -> Path:
    built = tmp_path / "knowledge.db"
    build(alone, (), built)
    return built


@pytest.fixture
def library(alone: Catalog, path: Path) -> Library:
    return Library(prepare(alone), path)


def renewed(alone: Catalog) -> Catalog:
    return msgspec.structs.replace(alone, version="f" * 64)


def test_a_new_file_is_served(alone: Catalog, path: Path, library: Library) -> None:
    before = library.guide
    library.refresh()
    assert library.guide is before
    build(renewed(alone), (), path)
    library.refresh()
    assert library.version == "f" * 64
    assert ask(library.guide, "what is redis").answer.knowledge == "f" * 64


def test_a_file_with_the_same_knowledge_changes_nothing(
    alone: Catalog, path: Path, library: Library
) -> None:
    before = library.guide
    build(alone, (), path)
    library.refresh()
    assert library.guide is before
    assert library.problem is None


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def zero_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\0" * 4096)


def age(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")


@pytest.mark.parametrize("spoil", [truncate, overwrite, zero_a_page, age, Path.unlink])
def test_a_spoilt_file_is_refused_and_the_last_good_one_goes_on(
    alone: Catalog,
    path: Path,
    library: Library,
    caplog: pytest.LogCaptureFixture,
    spoil: "type[Path] | object",
) -> None:
    before = library.guide
    assert callable(spoil)
    spoil(path)
    for _ in range(3):
        library.refresh()
    assert library.guide is before
    assert str(path) in (library.problem or "")
    assert f"Answering from knowledge {alone.version[:8]}" in (library.problem or "")
    assert len(caplog.records) == 1
    path.unlink(missing_ok=True)
    build(renewed(alone), (), path)
    library.refresh()
    assert library.problem is None
    assert library.version == "f" * 64


def test_a_file_of_other_packs_is_refused(alone: Catalog, path: Path, library: Library) -> None:
    acme = msgspec.structs.replace(alone.packs[0], id="acme")
    more = msgspec.structs.replace(renewed(alone), packs=(*alone.packs, acme))
    build(more, ("rules/pack.yaml:1: no id",), path)
    library.refresh()
    assert library.version == alone.version
    told = library.problem or ""
    assert "of the packs guide, beyond, acme, and this bot was started with guide, beyond" in told
    assert "Left out: rules/pack.yaml:1: no id." in told
