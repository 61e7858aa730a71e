"""Where the knowledge is silent: what a person may ask and the answer is "it doesn't say"."""

from dataclasses import dataclass
from itertools import combinations

from bot.catalog.model import Catalog, Says

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
    unserved = tuple(n.name for n in catalog.needs.values() if not catalog.claims_for(n.id))
    cut = tuple(t.name for t in catalog.topics.values() if catalog.claims_about(t.id, Says.GAP))
    return [
        Gap("components without a trade-off", without(Says.TRADEOFF, Says.WRONG_FOR)),
        Gap("components without a need they are named for", without(Says.FITS)),
        Gap("components without a strength", without(Says.STRENGTH)),
        Gap("pairs of the same job with nothing to tell them apart", alike),
        Gap("needs that nothing is named for", unserved),
        Gap("topics whose source breaks off", cut),
    ]


def _told_apart(catalog: Catalog, one: str, other: str) -> bool:
    return any(
        (one in claim.about) != (other in claim.about)
        for entity in (one, other)
        for claim in catalog.claims_about(entity, *_TELLING)
    )
