"""Where the knowledge is silent: what a person may ask and the answer is "it doesn't say"."""

from dataclasses import dataclass
from itertools import combinations

from bot.catalog.model import Catalog, Says

ROWS = 4
"""The rows with a value on both sides that a comparison of one kind should have."""
_NAMING = (Says.FITS, Says.VALUE)
_TELLING = (Says.FITS, Says.VALUE, Says.STRENGTH, Says.TRADEOFF, Says.WRONG_FOR)


@dataclass(frozen=True, slots=True)
class Gap:
    """A class of questions without an answer, and the names or pairs it concerns."""

    name: str
    cases: tuple[str, ...]


def gaps(catalog: Catalog) -> list[Gap]:
    """Return the gaps of a catalog, each with its cases in name order."""
    components = sorted(catalog.components.values(), key=lambda c: c.name.casefold())

    def without(*says: Says) -> tuple[str, ...]:
        return tuple(c.name for c in components if not catalog.claims_about(c.id, *says))

    alike = tuple(
        f"{one.name} against {other.name}"
        for one, other in combinations(components, 2)
        if catalog.job(one.id) == catalog.job(other.id)
        and not _told_apart(catalog, one.id, other.id)
    )
    same_kind = [
        (one, other) for one, other in combinations(components, 2) if one.kind == other.kind
    ]
    thin = tuple(
        f"{one.name} against {other.name}"
        for one, other in same_kind
        if _rows(catalog, one.id, other.id) < ROWS
    )
    fitting = {
        need.id: {one for c in catalog.claims_for(need.id, *_NAMING) for one in c.about}
        & catalog.components.keys()
        for need in catalog.needs.values()
    }
    unserved = tuple(n.name for n in catalog.needs.values() if not fitting[n.id])
    alone = tuple(n.name for n in catalog.needs.values() if len(fitting[n.id]) == 1)
    cut = tuple(t.name for t in catalog.topics.values() if catalog.claims_about(t.id, Says.GAP))
    return [
        Gap("components without a trade-off", without(Says.TRADEOFF, Says.WRONG_FOR)),
        Gap("components without a need they are named for", without(Says.FITS)),
        Gap("components without a strength", without(Says.STRENGTH)),
        Gap("pairs of the same job with nothing to tell them apart", alike),
        Gap(f"pairs of one kind with fewer than {ROWS} rows in common", thin),
        Gap("needs that nothing is named for", unserved),
        Gap("needs that one component alone is named for", alone),
        Gap("topics whose source breaks off", cut),
    ]


def _rows(catalog: Catalog, one: str, other: str) -> int:
    """Return on how many dimensions both have a value."""
    dimensions = [
        {claim.dimension for claim in catalog.claims_about(side, Says.VALUE)}
        for side in (one, other)
    ]
    return len(set.intersection(*dimensions))


def _told_apart(catalog: Catalog, one: str, other: str) -> bool:
    return any(
        (one in claim.about) != (other in claim.about)
        for entity in (one, other)
        for claim in catalog.claims_about(entity, *_TELLING)
    )
