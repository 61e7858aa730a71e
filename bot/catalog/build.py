"""Writes a catalog to one SQLite file: real tables, foreign keys, full-text search.

The file is built beside its place and moved there whole, so that readers see the old or the
new one and never a part. Uses sqlite-utils; reading back is :mod:`bot.catalog.store`.
"""

import os
import sqlite3
import tempfile
import zlib
from array import array
from collections.abc import Iterable
from contextlib import closing
from itertools import count
from pathlib import Path

import msgspec
from sqlite_utils import Database

from bot.catalog.digest import FORMAT
from bot.catalog.gaps import gaps
from bot.catalog.learned import Weights
from bot.catalog.lookup import other_names
from bot.catalog.model import Catalog, Component, Entity, Kind, Need, Topic
from bot.catalog.record import Record
from bot.catalog.schema import (
    BASE_TABLES,
    CLAIM_LISTS,
    CLAIM_TABLE,
    ENTITY_LINKS,
    ENTITY_TABLES,
    TABLES,
    Table,
)
from bot.errors import StoreError

_SQLITE = b"SQLite format 3\0"
_VIEWS = Path(__file__).with_name("views.sql")


def build(catalog: Catalog, left_out: tuple[str, ...], target: Path) -> None:
    """Write the knowledge, replacing ``target`` in one step.

    ``left_out`` are the problems of packs that are not in it, to be told at every start.

    Raises :class:`StoreError` if the file can't be written.
    """
    if target.exists() and not _is_ours(target):
        raise StoreError(
            f"{target} can't be written: what is there is not a knowledge file. "
            "Choose another path."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{target.name}.", dir=target.parent)
        os.close(handle)
        beside = Path(name)
        try:
            _write(catalog, left_out, beside)
            beside.chmod(0o644)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"The knowledge file {target} can't be written: {error}") from error


def _is_ours(path: Path) -> bool:
    """Tell whether a file may be replaced: an SQLite file, whole or damaged, or an empty one."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) in {_SQLITE, b""}


def _write(catalog: Catalog, left_out: tuple[str, ...], path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        database = Database(connection)
        _create_tables(database)
        with connection:
            _fill_meta(database, catalog, left_out)
            _fill_records(database, catalog)
            _fill_gaps(database, catalog)
            _fill_weights(database, catalog.weights)
            _index(database, "claim", "text")
            _index(database, "entity", "name, also_called")
        connection.executescript(_VIEWS.read_text(encoding="utf-8"))
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise sqlite3.IntegrityError(f"dangling references: {dangling}")
        connection.commit()
        connection.execute("VACUUM")
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _create_tables(database: Database) -> None:
    text = str
    database.create_table("meta", {"key": text, "value": text}, pk="key", strict=True)
    database.create_table("word_list", {"words": bytes}, strict=True)
    gap = {"position": int, "gap": text, "about": text}
    database.create_table("gap", gap, pk="position", strict=True)
    database.create_table(
        "intent_model",
        {"intents": text, "features": bytes, "idf": bytes, "scale": float, "steps": bytes},
        strict=True,
    )
    for table in BASE_TABLES:
        _create_table(database, table)
    columns = ("id", "type", "name", "also_called", *ENTITY_LINKS)
    database.create_table(
        "entity",
        {**dict.fromkeys(columns, text), "position": int},
        pk="id",
        foreign_keys=[(column, other, "id") for column, other in ENTITY_LINKS.items()],
        strict=True,
    )
    for table in (*ENTITY_TABLES, CLAIM_TABLE):
        _create_table(database, table)
    for name, other in CLAIM_LISTS.items():
        # sqlite-utils makes no table without rowid; with one, every pair would stand there twice.
        database.execute(
            f"CREATE TABLE claim_{name} ("
            f"claim INTEGER REFERENCES claim(position), {other} TEXT REFERENCES entity(id), "
            f"position INTEGER, PRIMARY KEY (claim, {other})) STRICT, WITHOUT ROWID"
        )


def _create_table(database: Database, table: Table) -> None:
    database.create_table(
        table.name,
        {**dict.fromkeys(table.columns(), str), "position": int},
        pk=table.key,
        foreign_keys=[(column, other, "id") for column, other in table.references.items()],
        strict=True,
    )


def _fill_meta(database: Database, catalog: Catalog, left_out: tuple[str, ...]) -> None:
    meta = {
        "format": FORMAT,
        "version": catalog.version,
        "left_out": _json(left_out),
    }
    database.table("meta").insert_all({"key": k, "value": v} for k, v in meta.items())
    database.table("word_list").insert({"words": _packed(sorted(catalog.words))})


def _fill_records(database: Database, catalog: Catalog) -> None:
    records: dict[str, Iterable[Record]] = {
        "pack": catalog.packs,
        "source": catalog.sources.values(),
        "layer": catalog.layers,
        "dimension": catalog.dimensions.values(),
        "kind": catalog.kinds.values(),
        "component": catalog.components.values(),
        "topic": catalog.topics.values(),
        "need": catalog.needs.values(),
        "claim": catalog.claims,
        "intent": catalog.intents,
        "news": catalog.news,
        "known_name": catalog.names.values(),
        "concept": catalog.concepts.values(),
        "aspect": catalog.aspects.values(),
        "measure": catalog.measures.values(),
    }
    entity_positions = count(1)
    for table in TABLES:
        positions = entity_positions if table in ENTITY_TABLES else count(1)
        placed = [(next(positions), record) for record in records[table.name]]
        columns = table.columns()
        database.table(table.name).insert_all(_row(columns, one, at) for at, one in placed)
        database.table("entity").insert_all(
            _entity_row(catalog, table, one, at) for at, one in placed if isinstance(one, Entity)
        )
    for name, other in CLAIM_LISTS.items():
        database.table(f"claim_{name}").insert_all(
            {"claim": at, other: entity, "position": position}
            for at, claim in enumerate(catalog.claims, start=1)
            for position, entity in enumerate(getattr(claim, name), start=1)
        )


def _fill_weights(database: Database, weights: Weights) -> None:
    database.table("intent_model").insert(
        {
            "intents": _json(weights.intents),
            "features": _packed(weights.places),
            "idf": array("f", weights.idf).tobytes(),
            "scale": weights.scale,
            "steps": array("b", weights.steps).tobytes(),
        }
    )


def _fill_gaps(database: Database, catalog: Catalog) -> None:
    cases = ((gap.name, case) for gap in gaps(catalog) for case in gap.cases)
    database.table("gap").insert_all(
        {"position": at, "gap": name, "about": case}
        for at, (name, case) in enumerate(cases, start=1)
    )


def _index(database: Database, table: str, columns: str) -> None:
    # sqlite-utils always stores the lengths of rows; ranking is as fast without (columnsize).
    database.execute(
        f"CREATE VIRTUAL TABLE {table}_fts"
        f' USING fts5({columns}, tokenize=porter, columnsize=0, content="{table}")'
    )
    database.table(table).rebuild_fts()


def _entity_row(catalog: Catalog, table: Table, entity: Entity, position: int) -> dict[str, object]:
    links: dict[str, str | None] = dict.fromkeys(ENTITY_LINKS)
    match entity:
        case Kind():
            links |= {"kind": entity.parent, "layer": entity.layer}
        case Component():
            layer = catalog.kinds[entity.kind].layer
            links |= {"kind": entity.kind, "layer": layer, "pack": entity.pack}
        case Topic() | Need():
            links |= {"pack": entity.pack}
    return {
        "id": entity.id,
        "type": table.name,
        "name": entity.name,
        "also_called": ", ".join(other_names(entity)),
        **links,
        "position": position,
    }


def _row(columns: dict[str, bool], record: Record, position: int) -> dict[str, object]:
    row: dict[str, object] = {"position": position}
    for column, is_json in columns.items():
        value = getattr(record, column)
        row[column] = (_json(value) if value else None) if is_json else value
    return row


def _packed(words: Iterable[str]) -> bytes:
    """Return a long list of words, which nobody reads in the file, in a third of its size."""
    return zlib.compress("\n".join(words).encode())


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
