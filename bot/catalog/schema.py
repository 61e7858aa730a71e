"""The tables of the built knowledge file: one a record type, shared by writer and reader.

A field that is text is a text column; a list or a nested record is a column of JSON, ``NULL``
where it is empty. ``position`` keeps the order of the sources, from 1. Components, kinds, topics
and needs are entities: the table ``entity`` has a row for each, in words, that other tables refer
to and that has the same position. Full-text search finds rows of ``claim`` and ``entity`` by
position, by which tables also refer to claims: there are many, and their ids are long.
"""

from dataclasses import dataclass
from typing import Literal

from msgspec import inspect

from bot.catalog.model import Claim, Component, Dimension, Kind, Layer, Need, Pack, Source, Topic
from bot.catalog.news import News
from bot.catalog.record import Record
from bot.catalog.wording import Aspect, Concept, IntentData, KnownName, Measure

CLAIM_LISTS = {"about": "entity", "needs": "need"}
"""The lists of a claim that have a table each, ``claim_about`` and ``claim_needs``: the column
of the entities' ids, beside the claim's position."""

ENTITY_LINKS = {"kind": "entity", "layer": "layer", "pack": "pack"}
"""The columns of ``entity`` that refer to tables; a kind's ``kind`` is its parent."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records; ``references`` maps columns to the tables whose ``id`` they hold.

    ``key`` is the primary key.
    """

    name: str
    record: type[Record]
    references: dict[str, str]
    key: Literal["id", "position"] = "id"

    def columns(self) -> dict[str, bool]:
        """Return the columns, and of each whether it holds JSON."""
        described = inspect.type_info(self.record)
        if not isinstance(described, inspect.StructType):
            raise TypeError(f"{self.record} is not a record type")
        return {
            field.name: not _is_text(field.type)
            for field in described.fields
            if self.record is not Claim or field.name not in CLAIM_LISTS
        }


BASE_TABLES = (
    Table("pack", Pack, {}),
    Table("news", News, {"pack": "pack"}),
    Table("source", Source, {}),
    Table("layer", Layer, {}),
    Table("dimension", Dimension, {}),
    Table("intent", IntentData, {}),
    Table("known_name", KnownName, {}),
    Table("concept", Concept, {}),
    Table("aspect", Aspect, {"dimension": "dimension"}),
    Table("measure", Measure, {}),
)
ENTITY_TABLES = (
    Table(
        "kind",
        Kind,
        {"id": "entity", "layer": "layer", "parent": "kind", "need": "entity"},
    ),
    Table("component", Component, {"id": "entity", "kind": "kind", "pack": "pack"}),
    Table("topic", Topic, {"id": "entity", "pack": "pack", "need": "entity"}),
    Table("need", Need, {"id": "entity", "pack": "pack", "dimension": "dimension"}),
)
CLAIM_TABLE = Table(
    "claim",
    Claim,
    {"source": "source", "pack": "pack", "dimension": "dimension", "object": "entity"},
    key="position",
)
TABLES = (*BASE_TABLES, *ENTITY_TABLES, CLAIM_TABLE)
"""Referenced tables stand before those that refer to them, save within ``kind``; ``entity``
refers to base tables."""


def _is_text(field: inspect.Type) -> bool:
    if isinstance(field, inspect.UnionType):
        return all(_is_text(one) for one in field.types)
    plain = inspect.StrType | inspect.NoneType | inspect.EnumType | inspect.LiteralType
    return isinstance(field, plain)
