"""What to take of a kind where nothing decides, as a practice of choosing such a thing says."""

from collections.abc import Sequence

from bot.catalog.model import Catalog, Claim, Says


def default_of(catalog: Catalog, kind: str, among: Sequence[str]) -> tuple[Claim, list[str]] | None:
    """Return what to take of a kind if nothing decides, and which those are, if all are ``among``.

    That is a practice of choosing such a thing that is told of the kind as well, and rests on
    claims on components of it.
    """
    for one in catalog.kind_chain(kind):
        for claim in catalog.claims_about(one, Says.PRACTICE):
            grounds = {part for ground in claim.rests_on for part in catalog.claim(ground).about}
            named = [part for part in grounds if _is_of(catalog, part, one)]
            if _chooses(catalog, claim, one) and named and set(named) <= set(among):
                return claim, sorted(named, key=lambda part: place_in(catalog, part, claim))
    return None


def _is_of(catalog: Catalog, part: str, kind: str) -> bool:
    return part in catalog.components and catalog.is_a(part, kind)


def _chooses(catalog: Catalog, claim: Claim, kind: str) -> bool:
    topics = [catalog.topics[part] for part in claim.about if part in catalog.topics]
    return any(kind in topic.chooses for topic in topics)


def place_in(catalog: Catalog, component: str, claim: Claim) -> int:
    """Return where a claim names a component, or the end of its text."""
    known = catalog.components[component]
    names = (known.name, *(alias.text for alias in known.aliases))
    found = [place for name in names if (place := claim.text.find(name)) >= 0]
    return min(found, default=len(claim.text))
