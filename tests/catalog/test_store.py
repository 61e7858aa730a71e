"""The built file: written whole, read only, rebuilt when its sources changed."""

from pathlib import Path

import pytest

from bot.ask import Guide
from bot.catalog.build import build
from bot.catalog.model import Catalog
from bot.catalog.store import Opened, open_knowledge, read
from bot.errors import StoreError
from tests.catalog.conftest import Acme
from tests.catalog.packs import COMPONENT, write_pack


def test_what_is_read_back_is_what_was_assembled(tmp_path: Path, acme: Acme) -> None:
    catalog = acme.assembled.catalog
    build(catalog, ("a problem",), tmp_path / "k.db")
    assert read(tmp_path / "k.db") == Opened(catalog, ("a problem",))


def test_the_file_is_built_once_and_again_when_a_source_changes(
    small: Path, tmp_path: Path
) -> None:
    pack, built = write_pack(tmp_path / "pack"), tmp_path / "k.db"
    first = open_knowledge(small, (pack,), built).catalog
    inode = built.stat().st_ino
    assert open_knowledge(small, (pack,), built).catalog == first
    assert built.stat().st_ino == inode
    write_pack(pack, {"components/frobnicatedb.yaml": COMPONENT.replace("house", "home")})
    changed = open_knowledge(small, (pack,), built).catalog
    assert changed.version != first.version
    assert any("home database" in claim.text for claim in changed.claims)


def test_left_out_packs_are_told_also_when_nothing_is_rebuilt(small: Path, tmp_path: Path) -> None:
    pack, built = write_pack(tmp_path / "pack", {"pack.yaml": "id: no\n"}), tmp_path / "k.db"
    for _ in range(2):
        assert open_knowledge(small, (pack,), built).left_out


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and then nothing", None])
def test_a_damaged_file_is_built_again(small: Path, tmp_path: Path, damage: bytes | None) -> None:
    built = tmp_path / "k.db"
    open_knowledge(small, (), built)
    whole = built.read_bytes()
    built.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    with pytest.raises(StoreError, match=r"damaged"):
        read(built)
    assert open_knowledge(small, (), built).catalog.components


def test_what_is_not_a_knowledge_file_is_left_alone(tmp_path: Path, catalog: Catalog) -> None:
    for name, content in (("notes.txt", b"mine"), ("null", None)):
        path = tmp_path / name
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)
        with pytest.raises(StoreError, match="is not a knowledge file"):
            build(catalog, (), path)
        assert path.is_dir() if content is None else path.read_bytes() == content


def test_a_missing_file_is_an_error_for_readers(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no knowledge file"):
        read(tmp_path / "none.db")


def test_where_the_file_can_not_be_written_knowledge_is_served_from_memory(
    small: Path, tmp_path: Path, guide_alone: Guide
) -> None:
    catalog = guide_alone.catalog
    (tmp_path / "file").write_text("in the way")
    target = tmp_path / "file" / "k.db"
    opened = open_knowledge(small, (), target)
    assert opened.catalog == catalog
    assert str(target) in str(opened.not_kept)
    with pytest.raises(StoreError, match="can't be written"):
        build(catalog, (), target)


def test_nothing_is_left_beside_the_file(small: Path, tmp_path: Path, guide_alone: Guide) -> None:
    version = guide_alone.catalog.version
    open_knowledge(small, (), tmp_path / "k.db")
    assert [path.name for path in tmp_path.iterdir()] == ["k.db"]
    assert read(tmp_path / "k.db", version).catalog.version == version
