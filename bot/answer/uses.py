"""What each of several candidates is named for rather than the others."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.answer.draft import Draft, Told
from bot.answer.facts import best_fits, details_first, is_core
from bot.catalog.model import Claim, Says


def first_uses(draft: Draft, among: Sequence[str]) -> Iterator[Told]:
    """Yield of each candidate what it is named for rather than others, or else what it is.

    Candidates that share the claim come together.
    """
    catalog = draft.catalog
    sharing: dict[str, list[str]] = {}
    first: dict[str, Claim] = {}
    common = _common_needs(draft, among)
    for component in among:
        claims = best_fits(catalog, component)
        core = [claim for claim in claims if is_core(catalog, claim)]
        own = [claim for claim in core if not common.issuperset(claim.needs)]
        strengths = details_first(catalog, catalog.claims_about(component, Says.STRENGTH))
        claims = (*own, *(strengths if core else ()), *claims)
        for claim in (claims or catalog.claims_about(component, Says.IS))[:1]:
            first[claim.id] = claim
            sharing.setdefault(claim.id, []).append(component)
    for claim_id, components in sharing.items():
        yield Told(first[claim_id], draft.names(components))


def _common_needs(draft: Draft, among: Sequence[str]) -> set[str]:
    """Return the needs that two of three candidates are named for: they tell none apart."""
    counts = Counter(
        need
        for one in among
        for need in {n for c in best_fits(draft.catalog, one) for n in c.needs}
    )
    return {need for need, count in counts.items() if 3 * count > 2 * len(among)}
