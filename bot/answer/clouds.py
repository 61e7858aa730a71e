"""What belongs to which cloud: a provider's services run on it alone."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from bot.answer.facts import built_for, is_run_by
from bot.catalog.memo import once
from bot.catalog.model import Catalog

_PROVIDERS = "cloud-provider"


@once
def owners(catalog: Catalog, component: str) -> AbstractSet[str]:
    """Return the cloud providers whose own service a component is, or is built on."""
    return frozenset(
        one
        for one in _providers(catalog)
        if is_run_by(catalog, component, one) or one in built_for(catalog, component)
    )


def on_clouds(catalog: Catalog, among: Sequence[str], used: Iterable[str]) -> list[str]:
    """Return the components without other providers' services, where a provider is in use."""
    providers = clouds_of(catalog, used)
    if not providers:
        return list(among)
    return [
        one
        for one in among
        if not (owned := owners(catalog, one)) or not owned.isdisjoint(providers)
    ]


def is_of_cloud(catalog: Catalog, component: str, used: Iterable[str]) -> bool:
    """Tell whether a component is a service of a provider that is in use."""
    return not owners(catalog, component).isdisjoint(used)


def clouds_of(catalog: Catalog, used: Iterable[str]) -> list[str]:
    """Return the cloud providers among what is in use."""
    providers = _providers(catalog)
    return [one for one in used if one in providers]


@once
def _providers(catalog: Catalog) -> AbstractSet[str]:
    kinds = {_PROVIDERS}.intersection(catalog.kinds)
    return frozenset(one.id for kind in kinds for one in catalog.members(kind))
