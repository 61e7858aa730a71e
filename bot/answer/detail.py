"""Answers about an answer: what it rests on, and what else is known of what it leads with."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from bot.answer.decline import note_unknown
from bot.answer.draft import Draft, Told
from bot.answer.facts import candidates, claims_against, claims_fitting, separating
from bot.answer.former import without_told
from bot.answer.model import Answer, Name, Outcome, Quoted
from bot.answer.naming import naming
from bot.answer.phrases import Say, fill
from bot.answer.rest import parts, tell
from bot.answer.standing import best_known
from bot.catalog.model import Catalog, Claim, Says
from bot.question.model import Question

_MAX_SUBJECTS = 5
_MAX_DOWNSIDES = 2
_MAX_APART = 3
_MAX_DOUBTED = 2
_MAX_LEFT = 5
_MAX_MORE = 12  # claims at a time
_OF_THEME = 3
_THEMES = {
    Says.STRENGTH: Say.STRENGTHS,
    Says.TRADEOFF: Say.TRADEOFFS,
    Says.WRONG_FOR: Say.TRADEOFFS,
    Says.FITS: Say.NAMED_FOR_HEADING,
    Says.SERVES: Say.NAMED_FOR_HEADING,
}
_RANKED = frozenset({"recommend", "stack", "list"})


def why(draft: Draft, base: Answer) -> Answer:
    """Say how the question was read, how the answer is ordered, and which claims it rests on."""
    catalog, question = draft.catalog, draft.question
    asked = question.subjects or question.needs or question.undescribed
    if asked and not question.doubted:
        draft.say(Say.READ_AS, question=(Quoted(base.question.text),))
    claims = _claims_of(catalog, base)
    draft.about(without_told(catalog, question, claims))
    note_unknown(draft)
    wanted = (*question.needs, *question.topics)
    for component in question.doubted:
        _why_not(draft, base, component, wanted)
    if question.intent in _RANKED and wanted and base.leads and not question.doubted:
        draft.say(Say.ORDERED)
        _not_among(draft, base, wanted)
    if question.doubted:  # the rest was told
        claims = claims[
            : 1 if any(_is_named(claims, d) for d in question.doubted) else _MAX_DOUBTED
        ]
    draft.bullets(fill(Say.RESTS_ON), map(Told, claims))
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
        draft.say(Say.SPOKEN_AGAINST, against, packs=packs, name=name, needs=draft.names(wanted))
    elif fits:
        packs = draft.packs(fits)
        cites = naming(catalog, [component], wanted)
        draft.say(Say.RANKED_BEHIND, cites, name=name, packs=packs, needs=draft.names(wanted))
    elif wanted:
        draft.say(Say.NOT_NAMED_FOR, names=name, needs=needs)
    elif _is_named(_claims_of(catalog, base), component):
        draft.say(Say.AMONG_NAMED, name=name)
    others = [lead.id for lead in base.leads if lead.id != component]
    rivals = [one for one in others if one in catalog.components][:1]
    told = [claim for rival in rivals for claim in separating(catalog, component, rival)]
    for claim in told[:1]:
        draft.state(claim)
    downsides = catalog.claims_about(component, Says.TRADEOFF)[:_MAX_DOWNSIDES]
    heading = fill(Say.SAID_OF, name=name)
    draft.bullets(heading, map(Told, (*against, *fits, *told[1:_MAX_APART], *downsides)))


def _is_named(claims: Sequence[Claim], component: str) -> bool:
    """Tell whether the claims of an answer speak of a component."""
    return any(component in claim.about for claim in claims)


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
        draft.say(Say.NOT_AMONG, needs=needs, names=names)


def more(draft: Draft, base: Answer) -> Answer:
    """Go on with a list that the answer gave, then say what it left out of what it leads with."""
    listed = parts(draft, [one.id for one in base.rest])
    page = draft.question.page
    if page < len(listed):
        return _listed(draft, base, listed[page:])
    return _unsaid_of_each(draft, base, page - len(listed))


def _listed(draft: Draft, base: Answer, listed: Sequence[Sequence[str]]) -> Answer:
    """Tell the next part of a list, and how many things are left."""
    now, *later = listed
    tell(draft, now)
    left = sum(map(len, later))
    if left:
        draft.say(Say.MORE_LEFT, count=str(left))
    draft.lead_with(now)
    further = left > 0 or has_unsaid(draft.catalog, draft.question, base)
    return _turned(draft, further=further)


def _turned(draft: Draft, *, further: bool) -> Answer:
    """Return the answer, with an offer to go on if there is anything ``further``."""
    answer = draft.finish(Outcome.ANSWERED)
    if not further:
        return answer
    return dataclasses.replace(
        answer, more=draft.offer(replace(draft.question, page=draft.question.page + 1))
    )


def _unsaid_of_each(draft: Draft, base: Answer, page: int) -> Answer:
    """Say what the answer left out about what it leads with, a few claims of each at a time."""
    unsaid = unsaid_claims(draft.catalog, draft.question, base)
    subjects = _subjects(draft.question, base)
    most = max(_MAX_MORE // max(len(unsaid), 1), 1)
    first = page * most
    if not any(claims[first:] for claims in unsaid.values()):
        return _all_said(draft, base)
    for subject, claims in unsaid.items():
        _by_theme(draft, subject, claims[first : first + most])
    left = sum(len(claims[first + most :]) for claims in unsaid.values())
    if left:
        draft.say(Say.MORE_LEFT, count=str(left))
    draft.lead_with(subjects)
    return _turned(draft, further=left > 0)


def _by_theme(draft: Draft, subject: str, claims: Sequence[Claim]) -> None:
    """Add claims on a subject, each under the heading of what it says of it."""
    name = (Name(draft.name(subject)),)
    themes: dict[Say, list[Told]] = {}
    for claim in claims:
        themes.setdefault(_THEMES.get(claim.says, Say.MORE_ON), []).append(_said(draft, claim))
    for heading, items in themes.items():
        draft.bullets(fill(heading, name=name), items)


def _said(draft: Draft, claim: Claim) -> Told:
    """Return a claim as it stands alone: a value after the name of its dimension."""
    if claim.dimension is None:
        return Told(claim)
    return Told(claim, (Name(draft.catalog.dimensions[claim.dimension].name),))


def _all_said(draft: Draft, base: Answer) -> Answer:
    """Say that there is no more to say."""
    subjects = _subjects(draft.question, base)
    if subjects:
        draft.say(Say.ALL_SAID, names=draft.names(subjects))
    else:
        draft.say(Say.RESTS_ON_NOTHING)
    draft.lead_with(subjects)
    return draft.finish(_outcome(base))


def _outcome(base: Answer) -> Outcome:
    """Return what comes of asking about an answer; of readings to choose from, nothing does."""
    return Outcome.DECLINED if base.outcome is Outcome.CLARIFY else base.outcome


def unsaid_claims(catalog: Catalog, question: Question, base: Answer) -> dict[str, list[Claim]]:
    """Return the claims that an answer doesn't show, by what they are about."""
    unsaid: dict[str, list[Claim]] = {}
    for subject, claim in _unsaid(catalog, question, base):
        unsaid.setdefault(subject, []).append(claim)
    return {subject: mixed(claims, _THEMES) for subject, claims in unsaid.items()}


def has_unsaid(catalog: Catalog, question: Question, base: Answer) -> bool:
    """Tell whether there are claims that an answer doesn't show."""
    return any(True for _ in _unsaid(catalog, question, base))


def _unsaid(catalog: Catalog, question: Question, base: Answer) -> Iterator[tuple[str, Claim]]:
    """Yield the claims that an answer doesn't show, each once, with what it is about."""
    said = {claim.id for claim in base.claims if claim.told}
    for subject in _subjects(question, base):
        for claim in catalog.claims_about(subject):
            if claim.id not in said:
                said.add(claim.id)
                yield subject, claim


def mixed(claims: Sequence[Claim], themes: Mapping[Says, Say]) -> list[Claim]:
    """Return claims with a few of each theme before the next few of each."""
    order = [*dict.fromkeys(themes.values()), Say.MORE_ON]
    seen: Counter[Say] = Counter()
    keys: dict[str, tuple[int, int]] = {}
    for claim in claims:
        theme = themes.get(claim.says, Say.MORE_ON)
        keys[claim.id] = (seen[theme] // _OF_THEME, order.index(theme))
        seen[theme] += 1
    return sorted(claims, key=lambda claim: keys[claim.id])


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
