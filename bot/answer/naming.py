"""Which claims a line cites that sums up what is said: few of them, and each says a part of it."""

from collections.abc import Iterable, Sequence

from bot.answer.facts import asked_ids, claims_fitting, is_core
from bot.catalog.model import Catalog, Claim


def naming(catalog: Catalog, entities: Iterable[str], wanted: Sequence[str]) -> list[Claim]:
    """Return the claims that name each of the entities for all that is wanted.

    What is cited of another entity already is cited again rather than something else.
    """
    chosen: dict[str, Claim] = {}
    for entity in entities:
        claims = claims_fitting(catalog, entity, wanted)
        chosen |= {claim.id: claim for claim in fewest(catalog, claims, wanted, chosen)}
    return list(chosen.values())


def fewest(
    catalog: Catalog, claims: Sequence[Claim], wanted: Iterable[str], chosen: Iterable[str] = ()
) -> list[Claim]:
    """Return the fewest of the claims that speak of all that is wanted, the ``chosen`` first.

    Of others, those of what something is made for come first, as where it is told why.
    """
    found: list[Claim] = []
    left = set(wanted)
    before = set(chosen)

    def key(claim: Claim) -> tuple[int, bool, bool]:
        spoken_of = len(left.intersection(asked_ids(claim)))
        return spoken_of, claim.id in before, is_core(catalog, claim)

    while left and claims:
        best = max(claims, key=key)
        if not left.intersection(asked_ids(best)):
            break
        found.append(best)
        left.difference_update(asked_ids(best))
    return found
