"""Alternatives: what does the same job, nearest kind first."""

from dataclasses import replace

from bot.answer.decline import note_unknown, nothing_known
from bot.answer.draft import Draft
from bot.answer.facts import built_for_any, claims_fitting, first_is, peers
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.recommend import recommend
from bot.question.model import Question

_MAX_OTHERS = 6


def alternatives(draft: Draft) -> Answer:
    """Answer what could stand in for the subject of the question."""
    catalog, question = draft.catalog, draft.question
    if not question.components:
        return recommend(draft) if question.kinds or question.needs else nothing_known(draft)
    subject, *bases = question.components
    ruled_out = {subject, *question.excluded}
    others = [
        one
        for one in peers(catalog, subject)
        if one not in ruled_out
        and (not question.kinds or any(catalog.is_a(one, kind) for kind in question.kinds))
    ]
    bases = [one for one in bases if catalog.job(one) != catalog.job(subject)]
    if bases:
        others = built_for_any(catalog, others, bases)
    fitting = [one for one in others if claims_fitting(catalog, one, question.needs)]
    kind = catalog.kinds[catalog.components[subject].kind]
    name = (Name(draft.name(subject)),)
    if not others:
        if bases:
            built = draft.names(bases)
            draft.say(
                Say.NO_OTHERS_FOR, packs=draft.packs(), kind=kind.name, name=name, needs=built
            )
        else:
            draft.say(Say.NO_OTHERS, packs=draft.packs(), kind=kind.name, name=name)
        claim = first_is(catalog, subject)
        if claim is not None:
            draft.state(claim)
        return draft.finish(Outcome.DECLINED, suggestions=[replace(question, intent="define")])
    shown = (fitting or others)[:_MAX_OTHERS]
    phrase = Say.BESIDE_FOR if fitting else Say.BESIDE
    needs = draft.names(question.needs)
    draft.say(phrase, packs=draft.packs(), name=name, names=draft.names(shown), needs=needs)
    items = [
        draft.statement(claim, lead=(Name(draft.name(one)),))
        for one in shown
        for claim in (claims_fitting(catalog, one, question.needs)[:1] or [first_is(catalog, one)])
        if claim is not None
    ]
    draft.bullets(fill(Say.WHAT_EACH_DOES), items)
    draft.lead_with(shown)
    note_unknown(draft)
    weighed = [Question("compare", components=(subject, one)) for one in shown[:2]]
    return draft.finish(Outcome.ANSWERED, suggestions=weighed)
