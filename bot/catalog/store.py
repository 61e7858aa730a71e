"""Opens the built knowledge read-only and reads it into a catalog; rebuilds it when stale."""

import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.catalog.digest import FORMAT, digest
from bot.catalog.learned import Weights
from bot.catalog.model import (
    Catalog,
    Claim,
    Component,
    Dimension,
    Kind,
    Layer,
    Need,
    Pack,
    Source,
    Topic,
)
from bot.catalog.news import News
from bot.catalog.record import Record
from bot.catalog.schema import CLAIM_LISTS, TABLES, Table
from bot.catalog.wording import Aspect, Concept, IntentData, KnownName, Measure
from bot.errors import StoreError

R = TypeVar("R", bound=Record)
E = TypeVar(
    "E", Source, Kind, Dimension, Component, Topic, Need, KnownName, Concept, Aspect, Measure
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A catalog read from its file, and the problems of the packs it had to leave out.

    ``not_kept`` is the reason why a fresh build could not be written, so that the next start
    has to build again; ``None`` if it could.
    """

    catalog: Catalog
    left_out: tuple[str, ...] = ()
    not_kept: str | None = None


def open_knowledge(shipped: Path, packs: tuple[Path, ...], built: Path) -> Opened:
    """Return the knowledge from the ``built`` file, building it first where it isn't current.

    Where the file can't be written, the knowledge is served from memory. Raises
    :class:`bot.errors.KnowledgeError` if the shipped knowledge has problems.
    """
    version = digest(shipped, packs)
    try:
        return read(built, version)
    except StoreError:
        # Kept out of the common path: the build needs YAML and sqlite-utils.
        from bot.catalog.assemble import assemble  # noqa: PLC0415
        from bot.catalog.build import build  # noqa: PLC0415

        assembled = assemble(shipped, packs)
        catalog = assembled.catalog
        left_out = tuple(str(problem) for problem in assembled.left_out)
        try:
            build(catalog, left_out, built)
        except StoreError as error:
            return Opened(catalog, left_out, str(error))
        return Opened(catalog, left_out)


def read(path: Path, version: str | None = None) -> Opened:
    """Read a built file, of that version where one is given; raises as :func:`connected`."""
    with connected(path, version) as connection:
        return _read(connection)


@contextmanager
def connected(path: Path, version: str | None = None) -> Iterator[sqlite3.Connection]:
    """Open a built file read-only, of that version where one is given.

    Raises :class:`StoreError` if it is missing, damaged, or of another version or format; also
    for what the block meets in it.
    """
    if not path.is_file():
        raise StoreError(f"There is no knowledge file at {path}.")
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            meta = _meta(connection)
            if meta["format"] != FORMAT or version not in {None, meta["version"]}:
                raise StoreError(
                    f"The knowledge file {path} is of another version; build it again."
                )
            yield connection
    except (
        sqlite3.Error,
        zlib.error,
        msgspec.DecodeError,
        LookupError,
        ValueError,
    ) as error:
        raise StoreError(f"The knowledge file {path} is damaged: {error}.") from error


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    return {row["key"]: row["value"] for row in connection.execute("SELECT key, value FROM meta")}


def _read(connection: sqlite3.Connection) -> Opened:
    meta = _meta(connection)
    tables = {table.name: _records(connection, table) for table in TABLES}
    catalog = Catalog(
        version=meta["version"],
        packs=_of(Pack, tables["pack"]),
        sources=_by_id(Source, tables["source"]),
        layers=_of(Layer, tables["layer"]),
        kinds=_by_id(Kind, tables["kind"]),
        dimensions=_by_id(Dimension, tables["dimension"]),
        components=_by_id(Component, tables["component"]),
        topics=_by_id(Topic, tables["topic"]),
        needs=_by_id(Need, tables["need"]),
        claims=_of(Claim, tables["claim"]),
        intents=_of(IntentData, tables["intent"]),
        news=_of(News, tables["news"]),
        names=_by_id(KnownName, tables["known_name"]),
        concepts=_by_id(Concept, tables["concept"]),
        aspects=_by_id(Aspect, tables["aspect"]),
        measures=_by_id(Measure, tables["measure"]),
        words=frozenset(_words(connection)),
        weights=_weights(connection),
    )
    return Opened(catalog, tuple(msgspec.json.decode(meta["left_out"], type=list[str])))


def _words(connection: sqlite3.Connection) -> list[str]:
    (row,) = connection.execute("SELECT words FROM word_list")
    return _unpacked(row["words"])


def _unpacked(packed: bytes) -> list[str]:
    return zlib.decompress(packed).decode().split("\n")


def _weights(connection: sqlite3.Connection) -> Weights:
    (row,) = connection.execute("SELECT * FROM intent_model")
    return Weights(
        intents=msgspec.json.decode(row["intents"], type=tuple[str, ...]),
        places={feature: place for place, feature in enumerate(_unpacked(row["features"]))},
        idf=array("f", row["idf"]),
        scale=row["scale"],
        steps=array("b", row["steps"]),
    )


def _records(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, object]]:
    """Yield the rows of a table one at a time, each of which is gone once it is a record."""
    columns = table.columns()
    lists = _claim_lists(connection) if table.record is Claim else {}
    for row in connection.execute(f'SELECT * FROM "{table.name}" ORDER BY position'):  # noqa: S608
        record = {
            column: msgspec.json.decode(row[column]) if is_json else row[column]
            for column, is_json in columns.items()
            if row[column] is not None
        }
        record |= {name: found.get(row["position"], []) for name, found in lists.items()}
        yield record


def _claim_lists(connection: sqlite3.Connection) -> dict[str, dict[int, list[str]]]:
    """Return, by name of the list, the ids in it by the claim's position."""
    lists: dict[str, dict[int, list[str]]] = {}
    for name, column in CLAIM_LISTS.items():
        query = f"SELECT claim, {column} FROM claim_{name} ORDER BY claim, position"  # noqa: S608
        found = lists.setdefault(name, {})
        for claim, entity in connection.execute(query):
            found.setdefault(claim, []).append(sys.intern(entity))
    return lists


def _of(record: type[R], rows: Iterable[dict[str, object]]) -> tuple[R, ...]:
    """Return rows as records, in which words that recur, such as ids, are kept once."""
    kept: dict[object, object] = {}
    return tuple(
        msgspec.convert(
            {
                column: kept.setdefault(value, value) if isinstance(value, str) else value
                for column, value in row.items()
            },
            record,
        )
        for row in rows
    )


def _by_id(record: type[E], rows: Iterable[dict[str, object]]) -> dict[str, E]:
    return {one.id: one for one in _of(record, rows)}
