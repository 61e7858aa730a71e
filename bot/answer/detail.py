"""Answers about an answer: what it rests on, and what else is known of what it leads with."""

from bot.answer.decline import note_unknown
from bot.answer.draft import Draft, Told
from bot.answer.facts import best_known, candidates, claims_against, claims_fitting, separating
from bot.answer.model import Answer, Name, Outcome, Quoted
from bot.answer.phrases import Say, fill
from bot.catalog.model import Catalog, Claim, Says
from bot.question.model import Question

_MAX_SUBJECTS = 5
_MAX_DOWNSIDES = 2
_MAX_LEFT = 5
_RANKED = frozenset({"recommend", "stack", "list"})


def why(draft: Draft, base: Answer) -> Answer:
    """Say how the question was read, how the answer is ordered, and which claims it rests on."""
    catalog, question = draft.catalog, draft.question
    if question.subjects or question.needs or question.undescribed:
        draft.say(Say.READ_AS, question=(Quoted(base.question.text),))
    note_unknown(draft)
    wanted = (*question.needs, *question.topics)
    for component in question.doubted:
        _why_not(draft, base, component, wanted)
    if question.intent in _RANKED and wanted and base.leads and not question.doubted:
        draft.say(Say.ORDERED)
        _not_among(draft, base, wanted)
    claims = _claims_of(catalog, base)
    items = [Told(claim, (Name(claim.id),)) for claim in claims]
    draft.bullets(fill(Say.RESTS_ON), items)
    if not claims:
        draft.say(Say.RESTS_ON_NOTHING)
    draft.lead_with(lead.id for lead in base.leads)
    return draft.finish(_outcome(base), suggestions=_again(question))


def _why_not(draft: Draft, base: Answer, component: str, wanted: tuple[str, ...]) -> None:
    """Say where something stands that the answer didn't lead with, and what speaks against it."""
    catalog = draft.catalog
    name, needs = (Name(draft.name(component)),), draft.names(wanted, Say.OR)
    fits = claims_fitting(catalog, component, wanted)
    against = claims_against(catalog, component, wanted)
    if component in draft.question.excluded:
        draft.say(Say.LEFT_OUT, names=name)
    elif against:
        packs = draft.packs(against)
        draft.say(Say.SPOKEN_AGAINST, packs=packs, name=name, needs=draft.names(wanted))
    elif fits:
        packs = draft.packs(fits)
        draft.say(Say.RANKED_BEHIND, name=name, packs=packs, needs=draft.names(wanted))
    elif wanted:
        draft.say(Say.NOT_NAMED_FOR, packs=draft.packs(), names=name, needs=needs)
    rivals = [lead.id for lead in base.leads if lead.id in catalog.components][:1]
    told = [claim for rival in rivals for claim in separating(catalog, component, rival)]
    downsides = catalog.claims_about(component, Says.TRADEOFF)[:_MAX_DOWNSIDES]
    heading = fill(Say.SAID_OF, name=name)
    draft.bullets(heading, map(Told, (*against, *fits, *told, *downsides)))


def _not_among(draft: Draft, base: Answer, wanted: tuple[str, ...]) -> None:
    """Name what does the same job as the leads and is named for nothing of what is wanted."""
    catalog = draft.catalog
    jobs = {catalog.job(lead.id) for lead in base.leads if lead.id in catalog.components}
    left = [
        one
        for one in candidates(catalog, draft.question)
        if catalog.job(one) in jobs and not claims_fitting(catalog, one, wanted)
    ]
    if left:
        left = best_known(catalog, left)[:_MAX_LEFT]
        needs, names = draft.names(wanted, Say.OR), draft.names(left)
        draft.say(Say.NOT_AMONG, packs=draft.packs(), needs=needs, names=names)


def more(draft: Draft, base: Answer) -> Answer:
    """Say what the answer left out about what it leads with."""
    unsaid = unsaid_claims(draft.catalog, draft.question, base)
    subjects = _subjects(draft.question, base)
    if not unsaid:
        return all_said(draft, base)
    for subject, claims in unsaid.items():
        heading = fill(Say.MORE_ON, name=(Name(draft.name(subject)),))
        draft.bullets(heading, [_said(draft, claim) for claim in claims])
    draft.lead_with(subjects)
    return draft.finish(Outcome.ANSWERED)


def _said(draft: Draft, claim: Claim) -> Told:
    """Return a claim as it stands alone: a value after the name of its dimension."""
    if claim.dimension is None:
        return Told(claim)
    return Told(claim, (Name(draft.catalog.dimensions[claim.dimension].name),))


def all_said(draft: Draft, base: Answer) -> Answer:
    """Say that there is no more to say."""
    subjects = _subjects(draft.question, base)
    if subjects:
        draft.say(Say.ALL_SAID, packs=draft.packs(), names=draft.names(subjects))
    else:
        draft.say(Say.RESTS_ON_NOTHING)
    draft.lead_with(subjects)
    return draft.finish(_outcome(base))


def _outcome(base: Answer) -> Outcome:
    """Return what comes of asking about an answer; of readings to choose from, nothing does."""
    return Outcome.DECLINED if base.outcome is Outcome.CLARIFY else base.outcome


def unsaid_claims(catalog: Catalog, question: Question, base: Answer) -> dict[str, list[Claim]]:
    """Return the claims that an answer doesn't show, by what they are about."""
    said = {claim.id for claim in base.claims}
    unsaid: dict[str, list[Claim]] = {}
    for subject in _subjects(question, base):
        for claim in catalog.claims_about(subject):
            if claim.id not in said:
                said.add(claim.id)
                unsaid.setdefault(subject, []).append(claim)
    return unsaid


def _subjects(question: Question, base: Answer) -> tuple[str, ...]:
    """Return what an answer is about: what it leads with, or else what was asked about."""
    led = tuple(lead.id for lead in base.leads)
    return (led or question.subjects)[:_MAX_SUBJECTS]


def _claims_of(catalog: Catalog, base: Answer) -> list[Claim]:
    known = {claim.id: claim for claim in catalog.claims}
    return [known[claim.id] for claim in base.claims]


def _again(question: Question) -> list[Question]:
    """Return nothing to go on with but the question's own subjects, weighed one by one."""
    return [Question("when_to_use", components=(one,)) for one in question.components[:2]]
