"""What each of several candidates is named for rather than the others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.answer.case import is_said
from bot.answer.deciding import made_for
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    best_fits,
    built_for,
    details_first,
    first_is,
    fitted_needs,
    is_core,
    is_quality,
    stems_of,
)
from bot.answer.model import Phrase
from bot.answer.phrases import listed
from bot.answer.verdict import verdict_of
from bot.catalog.model import Catalog, Claim, Says


def first_uses(draft: Draft, among: Sequence[str], *, base: str | None = None) -> Iterator[Told]:
    """Yield of each candidate what it is named for rather than others, or else what it is.

    Candidates that share the claim come together. Of ``base``, a kind, it is said what of that
    each is built for.
    """
    catalog = draft.catalog
    sharing: dict[str, list[str]] = {}
    first: dict[str, Claim] = {}
    common = _common_needs(draft, among)
    for component in among:
        if base and (claim := first_is(catalog, component)) is not None:
            first[claim.id] = claim  # what it is says more than one use of it
            sharing.setdefault(claim.id, []).append(component)
            continue
        claims = best_fits(catalog, component)
        core = [claim for claim in claims if is_core(catalog, claim)]
        known = common | _needs_of_base(catalog, component, base)
        own = details_first(catalog, [one for one in core if not known.issuperset(one.needs)])
        strengths = details_first(catalog, catalog.claims_about(component, Says.STRENGTH))
        claims = (*own, *(strengths if core else ()), *claims)
        for claim in (claims or catalog.claims_about(component, Says.IS))[:1]:
            first[claim.id] = claim
            sharing.setdefault(claim.id, []).append(component)
    for claim_id, components in sharing.items():
        yield Told(first[claim_id], listed(_with_base(draft, one, base) for one in components))


def when_each(draft: Draft, among: Sequence[str]) -> Iterator[Told]:
    """Yield of each component when to take it, as a claim says that whole."""
    for one in among:
        if (claim := verdict_of(draft.catalog, one)) is not None:
            yield Told(claim)


def what_each_is(draft: Draft, among: Sequence[str]) -> Iterator[Told]:
    """Yield of each component what it is."""
    for one in among:
        if (claim := first_is(draft.catalog, one)) is not None:
            yield Told(claim, listed([draft.name(one)]))


def unsaid(draft: Draft, needs: Iterable[str], claim: Claim) -> Phrase:
    """Return the names of needs that a claim doesn't say itself, to stand before it."""
    told = set(stems_of(claim.text))
    return listed(name for name in map(draft.name, needs) if not is_said(name, told))


def own_uses(catalog: Catalog, component: str, among: Sequence[str]) -> list[str]:
    """Return what a candidate is made for rather than the others, without conditions of any choice.

    That is what most of them aren't made for.
    """
    counts = Counter(need for one in among for need in made_for(catalog, one))
    return [
        need
        for need in fitted_needs(catalog, component)
        if need in made_for(catalog, component)
        and not is_quality(catalog, need)
        and 2 * counts[need] <= len(among)
    ]


def _needs_of_base(catalog: Catalog, component: str, kind: str | None) -> set[str]:
    """Return what the base of a component is itself named for, which goes without saying then."""
    base = base_of(catalog, component, kind) if kind else None
    return set(fitted_needs(catalog, base)) if base else set()


def _with_base(draft: Draft, component: str, kind: str | None) -> str:
    """Return a component's name, with what it is built for: "Django (Python)"."""
    base = base_of(draft.catalog, component, kind) if kind else None
    name = draft.name(component)
    return name if base is None else f"{name} ({draft.name(base)})"


def base_of(catalog: Catalog, component: str, kind: str) -> str | None:
    """Return what of a kind a component is built for, if anything."""
    return next((b for b in sorted(built_for(catalog, component)) if catalog.job(b) == kind), None)


def _common_needs(draft: Draft, among: Sequence[str]) -> set[str]:
    """Return the needs that two of three candidates are named for: they tell none apart."""
    counts = Counter(
        need
        for one in among
        for need in {n for c in best_fits(draft.catalog, one) for n in c.needs}
    )
    return {need for need, count in counts.items() if 3 * count > 2 * len(among)}
