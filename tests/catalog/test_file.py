"""The built file as other tools find it: tables, references, views, search, and their metadata."""

import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalog.assemble import assemble
from bot.catalog.build import build
from bot.catalog.digest import digest
from bot.catalog.gaps import gaps
from bot.catalog.model import Catalog, Says
from tests.catalog.packs import COMPONENT, write_pack
from tests.conftest import KNOWLEDGE, ROOT

METADATA = KNOWLEDGE / "datasette.yaml"
DOCUMENT = (ROOT / "docs" / "knowledge-file.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture(scope="module")
def file(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    copy = shutil.copy(built, tmp_path_factory.mktemp("file"))
    with closing(sqlite3.connect(copy)) as connection:
        yield connection


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, Any]]:
    metadata = yaml.safe_load(METADATA.read_text(encoding="utf-8"))
    tables: dict[str, dict[str, Any]] = metadata["databases"]["knowledge"]["tables"]
    return tables


def columns(file: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def readable(file: sqlite3.Connection) -> set[str]:
    """Return the tables and views, without those that full-text search is made of."""
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    return {name for (name,) in file.execute(names) if "_fts" not in name}


def test_any_sqlite_tool_finds_tables_and_references(file: sqlite3.Connection) -> None:
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert file.execute("PRAGMA foreign_key_list(claim)").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        file.execute("INSERT INTO claim (id, position) VALUES ('guide:x', 'not a number')")


@pytest.mark.parametrize("table", ["entity", "claim"])
def test_positions_are_the_rows_of_full_text_search(file: sqlite3.Connection, table: str) -> None:
    rows = file.execute(f"SELECT position, rowid FROM {table}").fetchall()  # noqa: S608
    assert rows
    assert all(position == row for position, row in rows)
    check = f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)"  # noqa: S608
    file.execute(check)  # fails if the index has anything but the words of the table's rows


@pytest.mark.parametrize(
    ("search", "found"),
    [("postgres", "postgresql"), ("k8s", "kubernetes"), ("rdbms", "relational-database")],
)
def test_names_are_found_by_what_people_write(
    file: sqlite3.Connection, search: str, found: str
) -> None:
    query = (
        "SELECT entity.id FROM entity_fts JOIN entity ON entity.position = entity_fts.rowid"
        " WHERE entity_fts MATCH ?"
    )
    assert (found,) in file.execute(query, (search,)).fetchall()


def test_views_count_what_the_catalog_has(file: sqlite3.Connection, catalog: Catalog) -> None:
    assert dict(file.execute("SELECT id, claims FROM components")) == {
        one: len(catalog.claims_about(one)) for one in catalog.components
    }
    assert dict(file.execute("SELECT id, claims FROM needs")) == {
        one: len(catalog.claims_for(one)) for one in catalog.needs
    }
    cited = Counter(claim.source for claim in catalog.claims)
    assert dict(file.execute("SELECT id, claims FROM sources")) == {
        one: cited[one] for one in catalog.sources
    }
    assert len(file.execute("SELECT * FROM kinds").fetchall()) == len(catalog.kinds)
    assert len(file.execute("SELECT * FROM topics").fetchall()) == len(catalog.topics)
    assert [row[0] for row in file.execute("SELECT id FROM claims")] == [
        claim.id for claim in catalog.claims
    ]
    cells = sum(len(claim.about) for claim in catalog.claims if claim.says is Says.VALUE)
    assert len(file.execute("SELECT * FROM comparisons").fetchall()) == cells


def test_what_is_empty_is_null_and_counts_as_none(
    file: sqlite3.Connection, catalog: Catalog
) -> None:
    empty = "SELECT count(*) FROM claim WHERE rests_on = '[]' OR degree = 'null'"
    assert file.execute(empty).fetchone() == (0,)
    assert dict(file.execute("SELECT id, judgement FROM claims")) == {
        claim.id: bool(claim.rests_on) for claim in catalog.claims
    }
    assert dict(file.execute("SELECT id, sections FROM sources")) == {
        one.id: len(one.locators) for one in catalog.sources.values()
    }


def test_views_say_in_words_what_tables_say_in_ids(file: sqlite3.Connection) -> None:
    named = "SELECT named_for_it FROM needs WHERE id = 'transactions'"
    assert file.execute(named).fetchone()[0].startswith("relational database, DynamoDB, MongoDB")
    served = "SELECT served_by FROM topics WHERE id = 'caching'"
    assert "Redis" in file.execute(served).fetchone()[0]
    about = "SELECT about, needs FROM claims WHERE id LIKE '%:relational-databases.fits-finance'"
    subjects = "relational database, PostgreSQL, MySQL"
    assert file.execute(about).fetchone() == (subjects, "financial systems")
    kind = "SELECT kind, layer FROM components WHERE id = 'redis'"
    assert file.execute(kind).fetchone() == ("cache", "data")


def test_open_gaps_are_in_the_file(file: sqlite3.Connection, catalog: Catalog) -> None:
    expected = [(gap.name, case) for gap in gaps(catalog) for case in gap.cases]
    assert file.execute("SELECT gap, about FROM gap ORDER BY position").fetchall() == expected


@pytest.mark.parametrize("query", QUERIES)
def test_the_documented_queries_find_something(file: sqlite3.Connection, query: str) -> None:
    rows = file.execute(query).fetchall()
    assert rows
    assert all(row[0] and row[1] for row in rows)


def test_there_are_three_documented_queries() -> None:
    assert len(QUERIES) == 3


def test_the_document_names_every_view_with_its_columns(file: sqlite3.Connection) -> None:
    for (view,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'view'"):
        (row,) = re.findall(rf"^\| `{view}` \|.*\| (.*) \|$", DOCUMENT, re.MULTILINE)
        assert re.findall(r"`(\w+)`", row) == columns(file, view)


def test_the_metadata_describes_all_there_is_and_nothing_else(
    file: sqlite3.Connection, described: dict[str, dict[str, Any]]
) -> None:
    assert described.keys() == readable(file)
    for name, about in described.items():
        if about.get("hidden"):
            continue
        assert about["title"], name
        assert about["description"], name
        assert list(about["columns"]) == columns(file, name), name


def test_the_metadata_names_columns_and_indexes_that_exist(
    file: sqlite3.Connection, described: dict[str, dict[str, Any]]
) -> None:
    for name, about in described.items():
        named = [about.get(key) for key in ("sort", "sort_desc", "label_column", "fts_pk")]
        named += about.get("facets", [])
        assert {one for one in named if one} <= set(columns(file, name)), name
        assert about.get("fts_table", "claim_fts") in {"claim_fts", "entity_fts"}, name


def test_the_metadata_is_no_knowledge(small: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "knowledge"
    shutil.copytree(small, shipped)
    shutil.copy(METADATA, shipped)
    before = digest(shipped, ())
    (shipped / METADATA.name).write_text("title: Another\n", encoding="utf-8")
    assert digest(shipped, ()) == before
    assert [pack.id for pack in assemble(shipped).catalog.packs] == ["guide", "beyond"]


def test_an_operators_pack_is_in_the_views(small: Path, tmp_path: Path) -> None:
    claims = (
        COMPONENT
        + """
      - id: unfit
        says: wrong_for
        needs: [catalogs]
        text: FrobnicateDB is not for catalogs.
"""
    )
    pack = write_pack(tmp_path / "pack", {"components/frobnicatedb.yaml": claims})
    build(assemble(small, (pack,)).catalog, (), tmp_path / "k.db")
    with closing(sqlite3.connect(tmp_path / "k.db")) as file:
        query = "SELECT need, says, text FROM named_for WHERE subject = 'FrobnicateDB'"
        assert file.execute(query).fetchall() == [
            ("transactions", "fits", "FrobnicateDB is what Acme uses for transactions."),
            ("catalogs", "wrong_for", "FrobnicateDB is not for catalogs."),
        ]
        assert file.execute("SELECT url FROM sources WHERE id = 'acme-handbook'").fetchone() == (
            "https://handbook.example/stack",
        )
