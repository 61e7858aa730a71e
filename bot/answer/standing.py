"""How well known a component is, as far as claims tell: by what else they link with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.catalog.memo import once
from bot.catalog.model import Catalog, Says


@once
def standing(catalog: Catalog) -> Mapping[str, int]:
    """Return of components with how many others claims link them: as pairs, bases or rivals."""
    linked: dict[str, set[str]] = defaultdict(set)
    for claim in catalog.claims:
        named = {*claim.about, claim.object or ""} & catalog.components.keys()
        if claim.object is None and len(named) > 1 and claim.says is not Says.SEPARATES:
            continue  # the same said of several links none of them
        for one in named:
            linked[one] |= named - {one}
    return {one: len(others) for one, others in linked.items()}


def lesser(catalog: Catalog, component: str) -> tuple[int, int]:
    """Return a key that puts what is better known first: more is linked to it, or claimed of it."""
    return -standing(catalog).get(component, 0), -len(catalog.claims_about(component))


def best_known(catalog: Catalog, among: Sequence[str]) -> list[str]:
    """Return components, the best known first."""
    return sorted(among, key=lambda one: lesser(catalog, one))
