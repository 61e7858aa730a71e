"""Claims that say when to take which of several things for what is wanted, before all else."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.answer.bases import is_elsewhere, speaks_to
from bot.answer.clouds import on_clouds
from bot.answer.defaults import place_in
from bot.answer.facts import built_for, candidates, is_quality, with_bases
from bot.answer.fits import Fit
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim, Says
from bot.question.model import Question


def pick_for(
    catalog: Catalog, question: Question, fits: Sequence[Fit], wanted: Sequence[str]
) -> Claim | None:
    """Return what says when to take which for all that is wanted, the one on least else.

    Nothing of it may be ruled out, or be for something else than what is in use. What is in use
    decides by itself where it fits, or has something built for it that does; and a team's own word
    comes first.
    """
    spoken = (claim for need in wanted for claim in catalog.claims_for(need))
    own = any(claim.pack not in SHIPPED_PACKS for claim in spoken)
    used = {*question.components}
    decided = any(used & {fit.component, *built_for(catalog, fit.component)} for fit in fits)
    if own or decided or all(is_quality(catalog, one) for one in wanted):
        return None
    free = set(candidates(catalog, replace(question, kinds=())))
    free.intersection_update(on_clouds(catalog, sorted(free), question.components))
    bases = with_bases(catalog, question.components)
    found = [
        claim
        for claim in dict.fromkeys(c for one in wanted for c in catalog.claims_for(one, Says.PICK))
        if _meets(catalog, claim, wanted)
        if _is_asked(catalog, question, claim) and speaks_to(catalog, claim, bases)
        if not any(is_elsewhere(catalog, one, bases) for one in claim.about)
    ]
    first = min(found, key=lambda one: len(one.needs), default=None)
    return first if first is not None and free.issuperset(first.about) else None


def _meets(catalog: Catalog, claim: Claim, wanted: Sequence[str]) -> bool:
    """Tell whether a claim is on what is wanted, its first need, and on all that is besides.

    What a need stands in for is met with it.
    """
    met = set(wanted).intersection(claim.needs)
    return claim.needs[0] in met and set(wanted) <= met.union(
        *(catalog.needs[one].near for one in met)
    )


def in_order(catalog: Catalog, pick: Claim, fits: Sequence[Fit]) -> list[Fit]:
    """Return what fits in the order in which a claim names it, the rest behind."""
    named = [fit for fit in fits if fit.component in pick.about]
    named.sort(key=lambda fit: place_in(catalog, fit.component, pick))
    return [*named, *(fit for fit in fits if fit not in named)]


def _is_asked(catalog: Catalog, question: Question, claim: Claim) -> bool:
    """Tell whether most of what a claim is about does the job of a kind asked for, if any is."""
    jobs = {catalog.job(kind) for kind in question.kinds}
    doing = [one for one in claim.about if catalog.job(one) in jobs]
    exact = [one for one in claim.about if any(catalog.is_a(one, k) for k in question.kinds)]
    return not jobs or (bool(exact) and 2 * len(doing) > len(claim.about))
