"""What the catalog says, asked in the terms that answers need. Pure queries, no wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalog.model import Catalog, Claim, Says
from bot.question.model import Question


@dataclass(frozen=True, slots=True)
class Fit:
    """A component with the claims for which it suits what was asked, best reason first."""

    component: str
    claims: tuple[Claim, ...]


def claims_fitting(catalog: Catalog, entity: str, wanted: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims that an entity fits these needs or serves these topics."""
    ids = set(wanted)
    return tuple(
        claim
        for claim in catalog.claims_about(entity, Says.FITS, Says.SERVES)
        if ids.intersection(asked_ids(claim))
    )


def asked_ids(claim: Claim) -> tuple[str, ...]:
    """Return the needs that a claim fits, or the topic that it serves."""
    return claim.needs or ((claim.object,) if claim.object is not None else ())


def claims_against(catalog: Catalog, entity: str, needs: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims that speak against an entity for these needs."""
    ids = set(needs)
    return tuple(
        c for c in catalog.claims_about(entity, Says.WRONG_FOR) if ids.intersection(c.needs)
    )


def candidates(catalog: Catalog, question: Question) -> list[str]:
    """Return the components that the question's kinds and exclusions leave."""
    ruled_out = set(question.excluded)
    return [
        component.id
        for component in catalog.components.values()
        if not ruled_out & {component.id, *catalog.kind_chain(component.kind)}
        and not ruled_out & built_for(catalog, component.id)
        and (not question.kinds or any(catalog.is_a(component.id, k) for k in question.kinds))
    ]


def ranked_fits(
    catalog: Catalog, among: Sequence[str], wanted: Sequence[str], needs: Sequence[str]
) -> list[Fit]:
    """Return the components that fit, those fitting most first, then in the sources' order."""
    found: list[tuple[tuple[int, int, int], Fit]] = []
    order = {claim.id: position for position, claim in enumerate(catalog.claims)}
    for component in among:
        claims = claims_fitting(catalog, component, wanted)
        if not claims or claims_against(catalog, component, needs):
            continue
        covered = {one for claim in claims for one in asked_ids(claim) if one in wanted}
        first = claims[0]
        key = (-len(covered), order[first.id], first.about.index(component))
        found.append((key, Fit(component, claims)))
    return [fit for _, fit in sorted(found, key=lambda pair: pair[0])]


def built_for(catalog: Catalog, component: str) -> set[str]:
    """Return what a component runs on or extends, at any remove."""
    found: set[str] = set()
    pending = [component]
    while pending:
        for claim in catalog.claims_about(pending.pop(), Says.BUILT_FOR):
            if claim.object is not None and claim.object not in found:
                found.add(claim.object)
                pending.append(claim.object)
    return found


def built_for_any(catalog: Catalog, among: Sequence[str], bases: Iterable[str]) -> list[str]:
    """Return those of the components that are built for one of the bases."""
    wanted = set(bases)
    return [one for one in among if built_for(catalog, one) & wanted]


def bases_among(catalog: Catalog, among: Sequence[str], question: Question) -> list[str]:
    """Return what the question names for candidates to be built for, such as a language.

    That is what some component of the asked kind is built for, or what does the same job.
    """
    kinds = question.kinds or [catalog.components[one].kind for one in among]
    peers_of_candidates = [
        component.id
        for component in catalog.components.values()
        if any(catalog.is_a(component.id, kind) for kind in kinds)
    ]
    jobs = {catalog.job(base) for one in peers_of_candidates for base in built_for(catalog, one)}
    jobs -= {catalog.job(one) for one in peers_of_candidates} if question.kinds else set()
    return [one for one in question.components if catalog.job(one) in jobs]


def fitted_needs(catalog: Catalog, entity: str) -> tuple[str, ...]:
    """Return the needs that an entity is named for, in the order of its claims."""
    claims = catalog.claims_about(entity, Says.FITS)
    return tuple(dict.fromkeys(need for claim in claims for need in claim.needs))


def values_by_dimension(catalog: Catalog, entity: str) -> dict[str, Claim]:
    """Return an entity's value claims by dimension; the first pack's word comes first."""
    found: dict[str, Claim] = {}
    for claim in catalog.claims_about(entity, Says.VALUE):
        if claim.dimension is not None:
            found.setdefault(claim.dimension, claim)
    return found


def peers(catalog: Catalog, component: str) -> tuple[str, ...]:
    """Return the other components that do a component's job, nearest kind first; else none."""
    found: dict[str, None] = {}
    if component not in catalog.components:
        return ()
    for kind in catalog.kind_chain(catalog.components[component].kind):
        for member in catalog.members(kind):
            if member.id != component:
                found.setdefault(member.id)
    return tuple(found)


def linked_claims(catalog: Catalog, entity: str, others: Sequence[str]) -> tuple[Claim, ...]:
    """Return the claims that tie an entity to one of the others or to the kind of one."""
    targets = set(others)
    for other in others:
        if other in catalog.components:
            targets.update(catalog.kind_chain(catalog.components[other].kind))
    return tuple(
        claim
        for claim in catalog.claims_about(entity, Says.PAIRS, Says.BUILT_FOR)
        if claim.object in targets
    )


def first_is(catalog: Catalog, entity: str) -> Claim | None:
    """Return the claim that says what an entity is, or ``None``."""
    return next(iter(catalog.claims_about(entity, Says.IS)), None)
