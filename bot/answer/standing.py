"""How well known a component is, as far as claims tell: by what else they link with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.catalog.memo import once
from bot.catalog.model import Catalog, Says

_LINKS = (Says.PAIRS, Says.BUILT_FOR)


@once
def standing(catalog: Catalog) -> Mapping[str, int]:
    """Return of components how many others go with it or run on it, or are weighed with it."""
    linked: dict[str, set[str]] = defaultdict(set)
    for claim in catalog.claims:
        if claim.says is Says.SEPARATES:
            for one in claim.about:
                linked[one].update(claim.about)
        elif claim.says in _LINKS and claim.object in catalog.components:
            linked[claim.object].update(claim.about)
    return {one: len(others - {one}) for one, others in linked.items()}


def lesser(catalog: Catalog, component: str) -> tuple[int, int, int]:
    """Return a key that puts what is better known first.

    What is asked about most was described first; then counts what is linked to it, or claimed.
    """
    return (
        _came(catalog).get(component, 0),
        -standing(catalog).get(component, 0),
        -sum(one.says is not Says.ASIDE for one in catalog.claims_about(component)),
    )


@once
def _came(catalog: Catalog) -> Mapping[str, int]:
    """Return of what came to the knowledge later on which of the days that was."""
    days = sorted({news.day for news in catalog.news})
    return {one: days.index(news.day) for news in catalog.news for one in news.about}


def best_known(catalog: Catalog, among: Sequence[str]) -> list[str]:
    """Return components, the best known first."""
    return sorted(among, key=lambda one: lesser(catalog, one))
