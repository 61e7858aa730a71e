"""What is spoken against for what is wanted, and whether anything is said of that at all."""

from collections.abc import Sequence

from bot.answer.bases import without_platforms
from bot.answer.by_need import MAX_REASONS, name_fits
from bot.answer.draft import Draft, Told
from bot.answer.facts import candidates, claims_against, claims_fitting, compatible, with_bases
from bot.answer.fits import Fit, ranked_fits
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.standing import best_known, lesser
from bot.catalog.model import SHIPPED_PACKS, Catalog

_MAX_RULED_OUT = 2


def own_warnings(draft: Draft, leads: Sequence[Fit]) -> None:
    """Say what a team's own packs speak against for this, and would else be named."""
    jobs = {draft.catalog.job(fit.component) for fit in leads}
    for one in candidates(draft.catalog, draft.question):
        if draft.catalog.job(one) in jobs:
            for claim in claims_against(draft.catalog, one, draft.question.needs):
                if claim.pack not in SHIPPED_PACKS:
                    draft.state(claim)


def unsuited(draft: Draft, leads: Sequence[str]) -> None:
    """Add what does the same job as the first of the leads and is not for this: the best known.

    That is what is better known than the last of the leads: nobody thinks of the rest.
    """
    question = draft.question
    job = draft.catalog.job(leads[0])
    bases = with_bases(draft.catalog, question.components)
    among = compatible(draft.catalog, candidates(draft.catalog, question), bases)
    among = without_platforms(draft.catalog, among, question.components)
    against = [
        Told(claim)
        for component in best_known(draft.catalog, among)
        if draft.catalog.job(component) == job and component not in leads
        if lesser(draft.catalog, component) < lesser(draft.catalog, leads[:MAX_REASONS][-1])
        for claim in claims_against(draft.catalog, component, question.needs)[:1]
    ]
    draft.bullets(fill(Say.NOT_FOR), against[:_MAX_RULED_OUT])


def any_speak_of(catalog: Catalog, among: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether claims on any of the components speak of what is wanted, for or against."""
    return any(
        claims_fitting(catalog, one, wanted) or claims_against(catalog, one, wanted)
        for one in among
    )


def to_avoid(draft: Draft, among: Sequence[str], wanted: Sequence[str]) -> Answer:
    """Answer what not to take: what is spoken against, or that nobody says; then what is named."""
    against = {one: claims_against(draft.catalog, one, wanted) for one in among}
    opposed = {one: claims for one, claims in against.items() if claims}
    shown = best_known(draft.catalog, list(opposed))[:MAX_REASONS]
    claims = [claim for one in shown for claim in opposed[one][:1]]
    if opposed:
        names, needs = draft.names(shown), draft.names(wanted)
        packs = draft.packs(claims)
        draft.say(Say.SPOKEN_AGAINST, claims, packs=packs, name=names, needs=needs)
        draft.bullets(fill(Say.REASONS), map(Told, claims))
    else:
        draft.say(Say.NOTHING_TO_AVOID, needs=draft.names(wanted))
    rest = [one for one in among if one not in opposed]
    name_fits(draft, ranked_fits(draft.catalog, rest, wanted, draft.question.needs), wanted)
    draft.lead_with(shown)
    return draft.finish(Outcome.ANSWERED if opposed else Outcome.DECLINED)
