"""Full-text search in the built file: over names, what else people write, and claims."""

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bot.catalog.store import connected

_WORD = re.compile(r"[^\W_]+")  # as the index splits texts; nothing that its syntax knows
_MOST_WORDS = 32  # the index takes time quadratic in the words
_START, _END = "\x02", "\x03"  # around a hit; no text of the knowledge has them
_MARKS = re.compile(f"[{_START}{_END}]")
_NAMES = """
    SELECT entity.id, entity.type, highlight(entity_fts, 0, :start, :end) AS name,
           snippet(entity_fts, 1, :start, :end, '…', 8) AS others
    FROM entity_fts JOIN entity ON entity.position = entity_fts.rowid
    WHERE entity_fts MATCH :words ORDER BY bm25(entity_fts, 8, 1), entity.position
"""
_CLAIMS = """
    SELECT claim.id, claim.says,
           (SELECT group_concat(name, ', ') FROM (
               SELECT entity.name FROM claim_about JOIN entity ON entity.id = claim_about.entity
               WHERE claim_about.claim = claim.position ORDER BY claim_about.position
           )) AS about,
           snippet(claim_fts, 0, :start, :end, '…', 24) AS text
    FROM claim_fts JOIN claim ON claim.position = claim_fts.rowid
    WHERE claim_fts MATCH :words ORDER BY bm25(claim_fts), claim.position
"""  # not of the view: it would be worked out for every claim


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found; the parts of ``snippet`` are in turn plain and a hit, plain first."""

    id: str
    what: str
    snippet: tuple[str, ...]


def search(built: Path, version: str, text: str) -> list[Hit]:
    """Return what has all of the text's first words: names before claims, the nearest first.

    Where nothing has them, they are taken as beginnings of words. Any text may be given.
    Raises :class:`bot.errors.StoreError` if the built file can't be read or is not of that
    version.
    """
    words = list(dict.fromkeys(_WORD.findall(text)))[:_MOST_WORDS]
    if not words:
        return []
    with connected(built, version) as connection:
        return _hits(connection, [f'"{word}"' for word in words]) or _hits(
            connection, [f'"{word}"*' for word in words]
        )


def _hits(connection: sqlite3.Connection, words: list[str]) -> list[Hit]:
    asked = {"words": " ".join(words), "start": _START, "end": _END}
    hits = []
    for row in connection.execute(_NAMES, asked):
        others = f": {row['others']}" if _START in row["others"] else ""
        hits.append(Hit(row["id"], row["type"], _parts(row["name"] + others)))
    for row in connection.execute(_CLAIMS, asked):
        what = f"claim, {row['says']}: {row['about']}"
        hits.append(Hit(row["id"], what, _parts(row["text"])))
    return hits


def _parts(marked: str) -> tuple[str, ...]:
    return tuple(_MARKS.split(marked))
