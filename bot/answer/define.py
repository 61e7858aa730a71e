"""Define: what something is, in one sentence, then what speaks for it and what it is named for."""

from collections.abc import Mapping, Sequence

from bot.answer.dated import of_versions
from bot.answer.deciding import made_for
from bot.answer.decline import note_unknown, note_unweighed, nothing_known
from bot.answer.draft import Draft, Told
from bot.answer.elsewhere import Place, place_of
from bot.answer.facts import (
    best_fits,
    candidates,
    details_first,
    first_is,
    fitted_needs,
    is_written_in,
    main_uses,
    names_of,
    peers,
    speaking_of,
    stems_of,
    tied,
)
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill, quoted, some
from bot.answer.practices import practices
from bot.answer.rest import left_over
from bot.answer.standing import best_known
from bot.answer.telling import JOINING, MEANT, asked_stems
from bot.answer.two_sides import explains, says_when, tells_apart
from bot.answer.uses import unsaid
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim, Says
from bot.question.model import CONTRASTING, Question
from bot.text import stem, words

_MAX_SUBJECTS = 3
_MAX_OF_PART = 3
_MAX_DEFINITIONS = 2
_MAX_STRENGTHS = 2
_MAX_TRADEOFFS = 2
_SORTS = frozenset(
    map(
        stem,
        (
            "pattern",
            "technique",
            "approach",
            "strategy",
            "method",
            "property",
            "guarantee",
            "principle",
        ),
    )
)
"""Words for sorts of practices: "the circuit breaker pattern" is the circuit breaker."""
_BOTH = CONTRASTING | {"and", "or"}
_MAX_MEMBERS = 10
_MAX_DESCRIBED = 2
_MAX_RELATED = 2
_MAX_SAID = 1
_FOR_NOTE = 16  # words


def define(draft: Draft) -> Answer:
    """Answer what the subjects of the question are."""
    question = draft.question
    subjects = question.components or question.topics or question.kinds
    if not subjects:
        return (
            _undefined(draft) if question.needs and not question.unknown else nothing_known(draft)
        )
    if (part := _part_of(draft)) is not None:
        return part
    return explain(draft, subjects[:_MAX_SUBJECTS])


def _part_of(draft: Draft) -> Answer | None:
    """Tell what is said of a part of a component that is asked about, or that nothing is.

    ``None`` where no part is asked about.
    """
    question, catalog = draft.question, draft.catalog
    if len(question.components) != 1 or not question.unknown or question.recognised:
        return None
    (component,), surfaces = question.components, [words(one) for one in question.unknown]
    if any(one[:-1] not in names_of(catalog, component) for one in surfaces):
        return None
    said = speaking_of(catalog, component, [stem(one[-1]) for one in surfaces])
    versions = {one[-1].partition(".")[0] for one in surfaces if one[-1][0].isdigit()}
    for claim in of_versions(catalog, component, versions):
        draft.state(claim)
    if not said and draft.is_empty:
        return nothing_known(draft)
    heading = fill(Say.SAID_OF, name=(Name(draft.name(component)),))
    draft.bullets(heading, map(Told, said), _MAX_OF_PART)
    draft.lead_with([component])
    return draft.finish(Outcome.ANSWERED, suggestions=_suggestions(draft, component))


def _undefined(draft: Draft) -> Answer:
    """Say that what something is wanted for is not explained, and offer what is named for it."""
    question = draft.question
    draft.say(Say.NOT_DEFINED, needs=draft.names(question.needs))
    note_unknown(draft)
    chosen = Question("recommend", kinds=question.kinds, needs=question.needs)
    return draft.finish(Outcome.DECLINED, suggestions=[chosen])


def explain(
    draft: Draft,
    subjects: Sequence[str],
    in_general: Sequence[str] = (),
    besides: Mapping[str, Sequence[Claim]] | None = None,
) -> Answer:
    """Say what each subject is where that is asked, then what is known of each.

    Of the components ``in_general`` it doesn't speak in particular; ``besides`` is what is said of
    components on it.
    """
    by_the_way = draft.question.unknown and not draft.question.recognised
    afterwards = by_the_way and all(one in draft.catalog.topics for one in subjects)
    if not afterwards:
        note_unknown(draft)  # before what is told of the rest
    _note_wording(draft, subjects)
    for subject in subjects:
        _what_is(draft, subject, 1 if len(subjects) > 1 else _MAX_DEFINITIONS)
    if len(subjects) > 1 and draft.catalog.components.keys() >= set(subjects):
        draft.bullets(fill(Say.WORK_TOGETHER), map(Told, tied(draft.catalog, subjects)), 1)
    further = [one for claims in (besides or {}).values() for one in claims[:_MAX_SAID]]
    leave = sum(len(one.text.split()) for one in further if not draft.has_told(one))
    leave += _FOR_NOTE if in_general or leave else 0
    for subject in subjects:
        if subject in draft.catalog.components:
            describe(draft, subject, alone=len(subjects) == 1)
        elif subject in draft.catalog.topics:
            practices(draft, subject, leave=leave)
        else:
            members(draft, subject)
    for component, claims in (besides or {}).items():
        heading = fill(Say.SAID_OF, name=(Name(draft.name(component)),))
        draft.bullets(heading, map(Told, claims), _MAX_SAID)
    note_unweighed(draft)
    if in_general := _unsaid(draft, in_general, subjects):
        draft.say(Say.IN_GENERAL, names=draft.names(in_general, Say.OR))
    if afterwards:  # it is about the practice, whoever or whatever it was named beside
        note_unknown(draft)
    draft.lead_with(subjects)
    named = [Question("when_to_use", components=(one,)) for one in in_general]
    offers = [*named, *_suggestions(draft, subjects[0])]
    return draft.finish(Outcome.ANSWERED, suggestions=offers)


def _unsaid(draft: Draft, components: Sequence[str], topics: Sequence[str]) -> list[str]:
    """Return the components of which it has to be said that what was told is not of them.

    A practice is the same for what any language or framework is used for, unless others of them
    are named in it.
    """
    known = (c for one in topics for c in draft.catalog.claims_about(one, Says.IS, Says.PRACTICE))
    told = [one for one in known if draft.has_told(one)]
    places = [place_of(draft.catalog, one, components) for one in told]
    if min(places, default=Place.ANYWHERE) <= Place.NEAR:
        return []
    of_others = max(places, default=Place.ANYWHERE) >= Place.EXAMPLE
    return [one for one in components if of_others or not is_written_in(draft.catalog, one)]


def _what_is(draft: Draft, subject: str, most: int) -> None:
    """Say what a subject is, where it isn't asked how to go about it and there is that to tell."""
    catalog = draft.catalog
    claims = details_first(catalog, catalog.claims_about(subject, Says.IS))
    if subject in catalog.topics:
        claims = _worded_first(draft, claims)
        if draft.question.intent == "topic" and not tells_apart(draft.question):
            most = 1
        if draft.question.intent != "define":
            claims = [*claims[:1], *(one for one in claims[1:] if _speaks(draft, one))]
    elif subject in catalog.components:
        most = 1
    if subject in catalog.topics and not _asks_what(draft, subject):
        return
    for claim in claims[:most]:
        draft.state(claim)


def _asks_what(draft: Draft, topic: str) -> bool:
    """Tell whether a practice is to be explained, or told from another, rather than advised on.

    Where nothing is advised, what it is comes nearest.
    """
    question = draft.question
    practised = draft.catalog.claims_about(topic, Says.PRACTICE)
    if not practised or question.explained or tells_apart(question) or explains(question):
        return True
    if question.intent == "topic" or question.whether:
        return False
    weighed = question.intent == "compare" and len(question.topics) == 1
    own = asked_stems(draft.catalog, question)
    meets = (says_when(c) or len(own & stems_of(c.text)) >= MEANT for c in practised)
    return not (weighed and any(meets))


def _worded_first(draft: Draft, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims, those first that speak of a practice in the question's words for it."""
    own = asked_stems(draft.catalog, draft.question)
    said = {one.id: len(own & stems_of(one.text)) for one in claims}
    speaking = {one.id for one in claims if _speaks(draft, one)}
    return sorted(claims, key=lambda one: -(1 + said[one.id]) * (one.id in speaking))


def _speaks(draft: Draft, claim: Claim) -> bool:
    """Tell whether a claim speaks of a practice in the question's words for it: of both of two."""
    told, stems = "".join(words(claim.text)), stems_of(claim.text)
    return any(
        stems_of(surface) - _BOTH - JOINING <= stems
        or "".join(words(surface)) in told  # "back-end"
        for surface in draft.question.worded
    )


def _note_wording(draft: Draft, subjects: Sequence[str]) -> None:
    """Say so where a practice is asked about by the name of a part that no claim defines."""
    catalog, question = draft.catalog, draft.question
    if question.intent != "define" or len(subjects) > 1 or subjects[0] not in catalog.topics:
        return
    topic = catalog.topics[subjects[0]]
    told = {
        one for claim in catalog.claims_about(topic.id, Says.IS) for one in stems_of(claim.text)
    }
    for surface in question.worded:
        if f" {Say.OR} " in surface.casefold():  # both are named: it is no part
            continue
        named = [one for one in map(stem, words(surface)) if one not in _SORTS]
        head = named[-1:]  # an adjective before it makes no other thing of it
        if not (told.union(stems_of(topic.name)).issuperset(named) or told.issuperset(head)):
            draft.say(Say.NOT_SAID_WHAT, surface=quoted([surface]), name=draft.names([topic.id]))


def describe(draft: Draft, component: str, *, alone: bool = True) -> None:
    """Add a use of a component, its strengths, its downsides and what it goes with.

    Where it isn't ``alone``, no use is told.
    """
    catalog = draft.catalog
    name = (Name(draft.name(component)),)
    core, needs = made_for(catalog, component), main_uses(catalog, component)
    wanted = set([one for one in needs if one in core] or needs)
    named = [one for one in best_fits(catalog, component) if wanted.intersection(one.needs)]
    uses = _telling(catalog, named)[:1] if alone else []
    strengths = details_first(catalog, catalog.claims_about(component, Says.STRENGTH))
    draft.bullets(
        fill(Say.STRENGTHS, name=name),
        map(Told, (*uses, *strengths)),
        _MAX_STRENGTHS + len(uses),
    )
    downsides = catalog.claims_about(component, Says.TRADEOFF)
    draft.bullets(fill(Say.TRADEOFFS, name=name), map(Told, downsides), _MAX_TRADEOFFS)
    links = catalog.claims_about(component, Says.PAIRS)
    draft.bullets(fill(Say.PAIRS_WITH), map(Told, links), 1)


def named_for(draft: Draft, component: str, most: int) -> None:
    """Add the needs that a component is named for, with the claims that say so."""
    claims = best_fits(draft.catalog, component)
    items = [Told(one, unsaid(draft, one.needs, one)) for one in _telling(draft.catalog, claims)]
    heading = fill(Say.NAMED_FOR_HEADING, name=(Name(draft.name(component)),))
    draft.bullets(heading, items, most)
    if not claims:
        draft.say(
            Say.NO_NEED_KNOWN,
            name=(Name(draft.name(component)),),
        )


def _telling(catalog: Catalog, claims: Sequence[Claim]) -> list[Claim]:
    """Return of claims on uses those that say more than the use, one for each."""
    told: set[str] = set()
    found = []
    for claim in detailed(catalog, claims) or claims:
        if not told.issuperset(claim.needs):
            found.append(claim)
            told.update(claim.needs)
    return found


def detailed(catalog: Catalog, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims but those of the guide, which names uses and strengths in general."""
    plain = frozenset(SHIPPED_PACKS) - catalog.graded_packs
    return [one for one in claims if one.pack not in plain]


def members(draft: Draft, kind: str) -> None:
    """Add what is said of a kind, and the components of it."""
    catalog = draft.catalog
    said = catalog.claims_about(kind, Says.STRENGTH, Says.FITS)
    draft.bullets(
        fill(Say.STRENGTHS, name=(Name(draft.name(kind)),)),
        map(Told, said),
        _MAX_STRENGTHS,
    )
    draft.bullets(fill(Say.PRACTICES), map(Told, catalog.claims_about(kind, Says.PRACTICE)), 1)
    left = set(candidates(catalog, Question("list", excluded=draft.question.excluded)))
    known = best_known(catalog, [one.id for one in catalog.members(kind) if one.id in left])
    if known:
        kinds = catalog.kinds[kind].plural
        draft.say(Say.MEMBERS, kinds=kinds, names=some(map(draft.name, known), _MAX_MEMBERS))
        draft.leave(left_over(known, _MAX_MEMBERS))
    items = [Told(claim) for one in known if (claim := first_is(catalog, one)) is not None]
    draft.bullets(fill(Say.WHAT_EACH_DOES), items, _MAX_DESCRIBED)


def _suggestions(draft: Draft, subject: str) -> list[Question]:
    catalog = draft.catalog
    if subject in catalog.components:
        found = [Question("when_to_use", components=(subject,))]
        rivals = peers(catalog, subject)[:1]
        return found + [Question("compare", components=(subject, rival)) for rival in rivals]
    if subject in catalog.kinds:
        needs = [n for m in catalog.members(subject) for n in fitted_needs(catalog, m.id)[:1]]
        return [Question("recommend", kinds=(subject,), needs=(n,)) for n in needs[:2]]
    return _going_on(draft, subject)


def _going_on(draft: Draft, topic: str) -> list[Question]:
    """Return what to ask after a practice: of those related to it, then of what serves it."""
    catalog = draft.catalog
    related = [
        *catalog.topics[topic].related,
        *(one.id for one in catalog.topics.values() if topic in one.related),
    ]
    asked = draft.question.topics
    near = [one for one in dict.fromkeys(related) if one not in asked][:_MAX_RELATED]
    serving = [
        component
        for component in catalog.components
        if any(c.object == topic for c in catalog.claims_about(component, Says.SERVES))
    ]
    return [
        *(Question("topic", topics=(one,)) for one in near),
        *(Question("define", components=(one,)) for one in serving[: _MAX_RELATED - len(near)]),
    ]
