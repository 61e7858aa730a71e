"""From directories to one catalog: the shipped packs must be right, an operator's may fail."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.catalog.checks import check
from bot.catalog.digest import digest
from bot.catalog.learned import Weights
from bot.catalog.load import read_pack, read_shipped
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim, Degree, Says
from bot.catalog.records import Records
from bot.catalog.weights import read_weights
from bot.errors import KnowledgeError, Problem

WEIGHTS = Path("language", "intents.model")
"""Where the weights of the intent model stand in the shipped knowledge."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A checked catalog, and why each pack that was left out was left out."""

    catalog: Catalog
    left_out: tuple[Problem, ...] = ()


def assemble(shipped: Path, packs: tuple[Path, ...] = ()) -> Assembled:
    """Read and check all knowledge.

    An operator's pack with a problem is left out whole and its problems returned.
    Raises :class:`KnowledgeError` with every problem if the shipped knowledge has any.
    """
    version = digest(shipped, packs)
    records = read_shipped(shipped)
    problems = sorted({*records.problems, *check(records)})
    if problems:
        raise KnowledgeError(tuple(problems))
    left_out: list[Problem] = []
    for directory in packs:
        attempt = records.copy()
        read_pack(attempt, directory)
        problems = sorted({*attempt.problems, *check(attempt)})
        if problems:
            left_out += problems
        else:
            records = attempt
    weights, _ = read_weights(shipped / WEIGHTS)
    return Assembled(catalog_of(records, version, weights), tuple(left_out))


def catalog_of(records: Records, version: str, weights: Weights) -> Catalog:
    """Return records that were checked as a catalog; an operator's packs have the first word."""
    packs = sorted(records.packs, key=lambda pack: pack.id in SHIPPED_PACKS)
    needs = sorted(records.needs.values(), key=lambda need: need.pack in SHIPPED_PACKS)
    topics = sorted(records.topics.values(), key=lambda topic: topic.pack in SHIPPED_PACKS)
    place = {pack.id: number for number, pack in enumerate(packs)}
    return Catalog(
        version=version,
        packs=tuple(packs),
        sources=records.sources,
        layers=tuple(records.layers.values()),
        kinds=records.kinds,
        dimensions=records.dimensions,
        components=records.components,
        topics={topic.id: topic for topic in topics},
        needs={need.id: need for need in needs},
        claims=tuple(sorted(_met(records), key=lambda claim: place[claim.pack])),
        intents=tuple(records.intents.values()),
        news=tuple(records.news.values()),
        names=records.names,
        concepts=records.concepts,
        aspects=records.aspects,
        measures=records.measures,
        words=records.words,
        weights=weights,
    )


def _met(records: Records) -> Iterator[Claim]:
    """Yield the claims, those of a value with the needs that it meets.

    "One or the other" meets a need less surely than the one alone.
    """
    met = [need for need in records.needs.values() if need.dimension is not None]
    for claim in records.claims.values():
        values = {one.strip() for one in (claim.value or "").split(",")} | {claim.value}
        needs = tuple(
            need.id
            for need in met
            if claim.dimension == need.dimension and values.intersection(need.values)
        )
        is_met = claim.says is Says.VALUE and needs
        degree: Degree | None = None if " or " in (claim.value or "") else "core"
        yield msgspec.structs.replace(claim, needs=needs, degree=degree) if is_met else claim
