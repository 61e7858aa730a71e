"""What fits what is wanted, best first."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.answer.bases import told_bases
from bot.answer.clouds import is_of_cloud
from bot.answer.facts import (
    asked_ids,
    built_for,
    built_for_any,
    claims_against,
    claims_fitting,
    is_core,
    is_quality,
    linked_claims,
    with_bases,
)
from bot.answer.standing import lesser
from bot.catalog.memo import once
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim


@dataclass(frozen=True, slots=True)
class Fit:
    """A component with the claims for which it suits what was asked, best reason first."""

    component: str
    claims: tuple[Claim, ...]


def ranked_fits(
    catalog: Catalog,
    among: Sequence[str],
    wanted: Sequence[str],
    needs: Sequence[str],
    used: Sequence[str] = (),
) -> list[Fit]:
    """Return the components that fit, best first; ``used`` is what they are to go with.

    What comes first, one criterion after the other: what is built for what is used, or runs it,
    where such things are; what is made for more of what is wanted; what
    is named for more of it; what a team's own pack names; what is tied to what is used; what does
    the job that is wanted; the packs' order; what is better known. A component that claims speak
    against for one of the needs is left out, unless a claim names it for that need as well.
    """
    purposes = {one for one in wanted if not is_quality(catalog, one)}
    later = {one for one in purposes if one in catalog.needs and catalog.needs[one].stage}
    main = purposes - later or purposes or set(wanted)
    ranks = {pack.id: place for place, pack in enumerate(catalog.packs)}
    own = {pack.id for pack in catalog.packs} - set(SHIPPED_PACKS)
    found: list[tuple[tuple[int, ...], Fit]] = []
    built = _built(catalog, among, used)
    for place, component in enumerate(among):
        claims = claims_fitting(catalog, component, wanted)
        covered = {one for claim in claims for one in asked_ids(claim) if one in wanted}
        against = claims_against(catalog, component, needs)
        opposed = {need for claim in against for need in claim.needs if need in needs}
        made_for = {
            one for c in claims if is_core(catalog, c) for one in asked_ids(c) if one in wanted
        }
        if made_for & main - later:
            opposed -= later  # which comes after what it is made for
        if not claims or opposed - covered or (purposes and not purposes & covered):
            continue
        if any(claim.pack in own for claim in against):  # a team's own word is the last
            continue
        key = (
            2 if wanted[0] not in covered else built.get(component, 2),
            *_weight(
                catalog, component, claims, (made_for & main, covered, made_for, opposed), used
            ),
            -bool({*needs_of_kind(catalog, component)} & purposes),
            min(ranks[claim.pack] for claim in claims),
            *lesser(catalog, component),
            claims[0].about.index(component),
            place,
        )
        found.append((key, Fit(component, _best_first(catalog, claims, made_for))))
    return [fit for _, fit in sorted(found, key=lambda pair: pair[0])]


def _weight(
    catalog: Catalog,
    component: str,
    claims: Sequence[Claim],
    parts: Sequence[AbstractSet[str]],
    used: Sequence[str],
) -> tuple[int, ...]:
    """Return how much speaks for a component; ``parts`` of the needs: the last are against it."""
    *met, opposed = map(len, parts)
    return (
        *(-count for count in met),
        opposed,
        -any(claim.pack not in SHIPPED_PACKS for claim in claims),
        -is_of_cloud(catalog, component, used),
        -len(linked_claims(catalog, component, used)),
    )


def _built(catalog: Catalog, among: Sequence[str], used: Sequence[str]) -> dict[str, int]:
    """Return what is built for what is used, or runs it; of several languages, for each.

    What is always built for one such thing, as a framework is for a language, need be for one only.
    What is built for something else and only used from there too ranks behind.
    """
    based = [one for one in among if is_based(catalog, one)] if used else []
    alike: dict[str, set[str]] = {}
    bases = with_bases(catalog, used)
    for one in used:
        under = with_bases(catalog, [one])
        built = {*built_for_any(catalog, based, under)}
        built.update(component for component in among if _runs(catalog, component, under))
        job = catalog.job(one)
        if job in alike:
            built = alike[job] | built if len(based) == len(among) else alike[job] & built
        alike[job] = built
    return {
        one: int(bool(own := built_for(catalog, one)) and own.isdisjoint(bases))
        for one in set().union(*alike.values())
    }


def _runs(catalog: Catalog, component: str, bases: Sequence[str]) -> bool:
    """Tell whether a component runs one of the languages in use, as its row of the table says."""
    return bool(bases and told_bases(catalog, component, bases))


@once
def is_based(catalog: Catalog, component: str) -> bool:
    """Tell whether most of what does a component's job is built for something else."""
    if component not in catalog.components:
        return False
    rivals = [member.id for member in catalog.members(catalog.job(component))]
    return 2 * sum(bool(built_for(catalog, one)) for one in rivals) >= len(rivals)


@once
def needs_of_kind(catalog: Catalog, component: str) -> frozenset[str]:
    """Return what is wanted of the components that do a component's job."""
    job = catalog.job(component)
    return frozenset(
        kind.need
        for kind in catalog.kinds.values()
        if kind.need and [*catalog.kind_chain(kind.id)][-1] == job
    )


def _best_first(catalog: Catalog, claims: Sequence[Claim], made_for: set[str]) -> tuple[Claim, ...]:
    def key(claim: Claim) -> int:
        return -(is_core(catalog, claim) and bool(made_for.intersection(asked_ids(claim))))

    return tuple(sorted(claims, key=key))
