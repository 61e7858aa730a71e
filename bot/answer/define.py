"""Define: what something is, in one sentence, then what speaks for it and what it is named for."""

from collections.abc import Sequence

from bot.answer.decline import note_unknown, nothing_known
from bot.answer.draft import Draft
from bot.answer.facts import candidates, first_is, fitted_needs, peers
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.recommend import recommend
from bot.catalog.model import Says
from bot.question.model import Question

_MAX_SUBJECTS = 3
_MAX_STRENGTHS = 4


def define(draft: Draft) -> Answer:
    """Answer what the subjects of the question are."""
    question = draft.question
    subjects = question.components or question.topics or question.kinds
    if not subjects:
        return recommend(draft) if question.needs and not question.unknown else nothing_known(draft)
    return explain(draft, subjects[:_MAX_SUBJECTS])


def explain(draft: Draft, subjects: Sequence[str]) -> Answer:
    """Say what each subject is, then what is known of each."""
    for subject in subjects:
        claim = first_is(draft.catalog, subject)
        if claim is not None:
            draft.state(claim)
    for subject in subjects:
        if subject in draft.catalog.components:
            describe(draft, subject)
        elif subject in draft.catalog.topics:
            practices(draft, subject)
        else:
            members(draft, subject)
    draft.lead_with(subjects)
    note_unknown(draft)
    return draft.finish(Outcome.ANSWERED, suggestions=_suggestions(draft, subjects[0]))


def describe(draft: Draft, component: str) -> None:
    """Add a component's strengths, what it is named for and what it goes with."""
    catalog = draft.catalog
    name = (Name(draft.name(component)),)
    strengths = catalog.claims_about(component, Says.STRENGTH)[:_MAX_STRENGTHS]
    draft.bullets(fill(Say.STRENGTHS, name=name), [draft.statement(claim) for claim in strengths])
    named_for(draft, component)
    links = catalog.claims_about(component, Says.PAIRS, Says.BUILT_FOR)
    draft.bullets(fill(Say.PAIRS_WITH), [draft.statement(claim) for claim in links])


def named_for(draft: Draft, component: str) -> None:
    """Add the needs that a component is named for, with the claims that say so."""
    claims = draft.catalog.claims_about(component, Says.FITS)
    heading = fill(Say.NAMED_FOR_HEADING)
    draft.bullets(heading, [draft.statement(c, lead=draft.names(c.needs)) for c in claims])
    if not claims:
        draft.say(
            Say.NO_NEED_KNOWN,
            packs=draft.packs(),
            name=(Name(draft.name(component)),),
        )


def practices(draft: Draft, topic: str) -> None:
    """Add what to do under a topic, what serves it, and what is missing."""
    catalog = draft.catalog
    for heading, says in ((Say.PRACTICES, Says.PRACTICE), (Say.GAPS, Says.GAP)):
        claims = catalog.claims_about(topic, says)
        draft.bullets(fill(heading), [draft.statement(claim) for claim in claims])
    serving = {
        claim.id: claim
        for component in candidates(catalog, draft.question)
        for claim in catalog.claims_about(component, Says.SERVES)
        if claim.object == topic
    }
    items = [draft.statement(claim, lead=draft.names(claim.about)) for claim in serving.values()]
    draft.bullets(fill(Say.SERVED_BY), items)


def members(draft: Draft, kind: str) -> None:
    """Add what is said of a kind, and the components of it."""
    catalog = draft.catalog
    said = catalog.claims_about(kind, Says.STRENGTH, Says.FITS, Says.PRACTICE)
    draft.bullets(
        fill(Say.STRENGTHS, name=(Name(draft.name(kind)),)),
        [draft.statement(claim) for claim in said[:_MAX_STRENGTHS]],
    )
    known = catalog.members(kind)
    items = [
        draft.statement(claim, lead=(Name(member.name),))
        for member in known
        if (claim := first_is(catalog, member.id)) is not None
    ]
    draft.bullets(fill(Say.MEMBERS, kinds=catalog.kinds[kind].plural), items)


def _suggestions(draft: Draft, subject: str) -> list[Question]:
    catalog = draft.catalog
    if subject in catalog.components:
        found = [Question("when_to_use", components=(subject,))]
        rivals = peers(catalog, subject)[:1]
        return found + [Question("compare", components=(subject, rival)) for rival in rivals]
    if subject in catalog.kinds:
        needs = [n for m in catalog.members(subject) for n in fitted_needs(catalog, m.id)[:1]]
        return [Question("recommend", kinds=(subject,), needs=(n,)) for n in needs[:2]]
    serving = [
        component
        for component in catalog.components
        if any(c.object == subject for c in catalog.claims_about(component, Says.SERVES))
    ]
    return [Question("define", components=(component,)) for component in serving[:2]]
