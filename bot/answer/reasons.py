"""Why components are named for what is wanted: when to take each, or the claims that name it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.answer.bases import is_elsewhere
from bot.answer.by_need import MAX_LEADS
from bot.answer.draft import Draft, Told
from bot.answer.facts import asked_ids, best_fits, is_quality, with_bases
from bot.answer.fits import Fit, needs_of_kind
from bot.answer.phrases import Say, fill
from bot.answer.verdict import verdict_of
from bot.catalog.model import Catalog, Claim, Says

_MAX_REASONS, _MAX_OTHERS = 3, 2
_FOR_DOWNSIDE = 30  # words


def give_reasons(
    draft: Draft, leads: Sequence[Fit], wanted: Sequence[str], said: Sequence[str] = ()
) -> None:
    """Add why the leads are named, or when to take each where what is wanted is its whole job.

    Where it was ``said`` already when to take some of them, one reason comes before the others.
    """
    weighed = {one for one in _components(leads) if one in said or draft.has_told_on(one)}
    if weighed:
        _beside_weighed(draft, leads, weighed, wanted)
        return
    shown = leads[:_MAX_REASONS]
    verdicts = [
        verdict
        for one in _components(shown)
        if len(shown) > 1  # of one alone it was said already to take it
        if not needs_of_kind(draft.catalog, one).isdisjoint(wanted)
        if (verdict := verdict_of(draft.catalog, one)) is not None
    ]
    judged = {one for verdict in verdicts for one in verdict.about}
    left = [fit for fit in leads if fit.component not in judged]
    reasons = [Told(claim) for claim in _reasons(draft.catalog, left, wanted)] if left else []
    draft.bullets(fill(Say.WHICH_WHEN), map(Told, verdicts))
    draft.bullets(fill(Say.REASONS), reasons, MAX_LEADS)


def _beside_weighed(
    draft: Draft, leads: Sequence[Fit], weighed: AbstractSet[str], wanted: Sequence[str]
) -> None:
    """Add a reason for what was weighed, if one was not told, then one for each of the others.

    A claim that what was weighed rests on was told with that.
    """
    catalog = draft.catalog
    about = (claim for name in weighed for claim in catalog.claims_about(name))
    told = {one for claim in about if draft.has_told(claim) for one in claim.rests_on}
    job = catalog.job(leads[0].component)
    bases = with_bases(catalog, draft.question.components)
    rivals = [
        (fit, claim)
        for fit in leads
        if fit.component not in weighed and catalog.job(fit.component) == job
        if not is_elsewhere(catalog, fit.component, bases)
        for claim in fit.claims
        if wanted[0] in asked_ids(claim) and weighed.isdisjoint(claim.about)
    ]
    beside = {fit.component: Told(claim) for fit, claim in reversed(rivals)}
    others = list(beside.values())[-_MAX_OTHERS:][::-1]
    own = [fit for fit in leads if fit.component in weighed]
    reasons = [claim for claim in _reasons(catalog, own, wanted) if not _is_ground(claim, told)]
    most = 1 if others else _MAX_REASONS
    draft.bullets(fill(Say.REASONS), map(Told, reasons), most, leave=_FOR_DOWNSIDE)
    draft.bullets(fill(Say.ALSO_FOR_IT), others, leave=_FOR_DOWNSIDE)


def _is_ground(claim: Claim, told: AbstractSet[str]) -> bool:
    return claim.id in told or (bool(claim.rests_on) and told >= {*claim.rests_on})


def _components(fits: Sequence[Fit]) -> list[str]:
    return [fit.component for fit in fits]


def _main_reason(catalog: Catalog, fit: Fit) -> Claim:
    """Return why something is named: where it only meets conditions, what it is made for."""
    first = fit.claims[0]
    if not all(is_quality(catalog, need) for need in first.needs):
        return first
    return next(iter(best_fits(catalog, fit.component)), first)


def _reasons(catalog: Catalog, leads: Sequence[Fit], wanted: Sequence[str]) -> list[Claim]:
    """Return why the leads are named: a reason each, with the value by which a condition is met.

    Further reasons are those for what is wanted that the first ones don't speak of.
    """
    shown = leads[:_MAX_REASONS]
    first = [_main_reason(catalog, fit) for fit in shown]
    met: list[Claim] = []
    for main, fit in zip(first, shown, strict=True):
        values = (c for c in fit.claims if c.says is Says.VALUE)
        told = next((c for c in values if not set(c.needs) <= set(main.needs)), None)
        met += [main] if told is None else [main, told]
    said = {one for claim in met for one in asked_ids(claim)}
    open_ = set(wanted) - said
    further = [claim for fit in shown for claim in fit.claims if open_ & {*asked_ids(claim)}]
    return [*met, *(claim for claim in further if claim not in met)]
