"""How much is known: entries, claims, sources, and the share of claims that were read twice."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.catalog.model import Catalog


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one row; ``reread`` claims were compared with their source a second time."""

    name: str
    entries: int
    claims: int
    sources: int
    reread: int


def tallies(catalog: Catalog) -> list[Tally]:
    """Return the counts by kind, of kinds and topics as such, by pack and of all."""
    kinds = {
        kind.plural: {c.id for c in catalog.components.values() if c.kind == kind.id}
        for kind in catalog.kinds.values()
    }
    rows = [_tally(catalog, name, ids) for name, ids in kinds.items() if ids]
    rows.append(_tally(catalog, "classes of components", catalog.kinds.keys()))
    rows.append(_tally(catalog, "topics", catalog.topics.keys()))
    for pack in catalog.packs:
        own = {c.id for c in catalog.components.values() if c.pack == pack.id}
        own |= {topic.id for topic in catalog.topics.values() if topic.pack == pack.id}
        rows.append(_tally(catalog, pack.name, own, pack.id))
    return [*rows, _tally(catalog, "all", {*catalog.components, *catalog.topics}, "")]


def _tally(catalog: Catalog, name: str, ids: Collection[str], pack: str | None = None) -> Tally:
    """Count the claims about entries; with a pack, those that it states ("" for all)."""
    claims = [
        claim
        for claim in catalog.claims
        if (pack in {claim.pack, ""} if pack is not None else not set(claim.about).isdisjoint(ids))
    ]
    sources = {claim.source for claim in claims}
    return Tally(
        name, len(ids), len(claims), len(sources), sum(c.reread is not None for c in claims)
    )
