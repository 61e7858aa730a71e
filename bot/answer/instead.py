"""What is made for what is wanted, beside or in place of what was asked about."""

from collections.abc import Sequence

from bot.answer.by_need import MAX_LEADS, name_fits
from bot.answer.draft import Draft
from bot.answer.facts import built_for_any, candidates, is_core, is_quality, suitable
from bot.answer.fits import needs_of_kind, ranked_fits
from bot.answer.phrases import Say
from bot.question.model import Question


def made_for_it(draft: Draft, subject: str, needs: Sequence[str]) -> None:
    """Name what is made for the needs, beside a subject that would do for them too."""
    catalog = draft.catalog
    among = [
        one
        for one in candidates(catalog, Question("recommend", excluded=(subject,)))
        if not needs_of_kind(catalog, one).isdisjoint(needs)
    ]
    fits = ranked_fits(catalog, among, needs, needs)[:MAX_LEADS]
    if fits:
        names = draft.names(fit.component for fit in fits)
        draft.say(Say.OTHERS_FOR_IT, [fit.claims[0] for fit in fits], names=names)


def named_instead(draft: Draft, subject: str, needs: Sequence[str]) -> None:
    """Say what is named for the needs that the subject is not named for.

    Nothing is where several things are named, which go together then, where it is asked how, or
    for what is wanted of anything. To what others are built for, they are named that go with it.
    """
    catalog, question = draft.catalog, draft.question
    needs = [need for need in needs if not is_quality(catalog, need)]
    several = question.undescribed or len(question.components) > 1
    if not needs or several or question.intent == "topic":
        return
    among = candidates(catalog, Question("recommend", excluded=(subject,)))
    same_job = [one for one in among if catalog.job(one) == catalog.job(subject)]
    others = [
        one
        for one in suitable(catalog, among, [subject])
        if built_for_any(catalog, [one], [subject])
        or not needs_of_kind(catalog, one).isdisjoint(needs)
    ]
    fits = ranked_fits(catalog, same_job, needs, needs) or ranked_fits(
        catalog, others, needs, needs
    )
    made = [fit for fit in fits if any(is_core(catalog, claim) for claim in fit.claims)]
    if made or len(fits) > 1:  # one that would do as well is no better advice
        name_fits(draft, fits, needs)
