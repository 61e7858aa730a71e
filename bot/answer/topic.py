"""Topics: what a practice is, how it is done, and what serves it."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bot.answer.bases import bases_among
from bot.answer.by_need import name_fits
from bot.answer.choose import choose
from bot.answer.decline import note_unknown, nothing_known
from bot.answer.define import describe, explain
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    built_for_any,
    candidates,
    claims_against,
    claims_fitting,
    separating,
    speaking_of,
    stems_of,
    with_bases,
)
from bot.answer.fits import needs_of_kind, ranked_fits
from bot.answer.meeting import meeting
from bot.answer.model import Answer, Name, Outcome
from bot.answer.on_topic import of_topic, share_said, words_before
from bot.answer.phrases import Say, fill
from bot.answer.telling import LOOSE, nearest_first
from bot.answer.two_sides import tells_apart, weighs
from bot.catalog.model import Claim, Says
from bot.question.model import Question
from bot.text import words

_SIZES = ("mb", "gb", "tb")
_BOUNDS = frozenset({"most", "limit", "limits", "limited", "maximum", "ends"})
_MAX_TOPICS = 2
_MAX_SAID = 2
_MAX_DONE_BY = 3
_MAX_TUNED = 3
_TELLING = 9  # words
_WARNING = frozenset({Says.TRADEOFF, Says.WRONG_FOR})
_LEAST_SHARE, _LEADING_SHARE = 0.34, 0.6
"""How much of what is asked a claim on a component says to be told, and to come first."""


def topic(draft: Draft) -> Answer:
    """Answer about a practice; without a known one, about what is named for the needs."""
    question = draft.question
    if not question.topics and (called := _called_after(draft)):
        question = draft.about(replace(question, topics=called)).question
    if question.tuned and not question.topics:
        return _of_itself(draft)
    if not question.topics:
        if not question.needs and (told := _said_in_words(draft)) is not None:
            return told
        if question.components and not (question.needs or question.undescribed or question.words):
            return _known_of(draft)  # nothing is asked that it doesn't speak of
        beyond = question.unknown or not question.needs or _is_silent(draft)
        return nothing_known(draft) if beyond else choose(draft)
    if _carried_unsaid(draft, question.topics):
        return nothing_known(draft)
    return _of_practice(draft, question.topics[:_MAX_TOPICS])


def _of_practice(draft: Draft, topics: tuple[str, ...]) -> Answer:
    """Answer about one practice or two, and what is said of the components on them."""
    question = draft.question
    if question.timed:  # when to do it comes before how what is named does it
        question = draft.about(replace(question, intent="topic")).question
        timed = nearest_first(draft.catalog, _practices_of(draft, topics[:1]), question)
        for claim in timed[:1]:
            draft.state(claim)
    serving = {
        component
        for component in question.components
        for claim in draft.catalog.claims_about(component, Says.SERVES)
        if claim.object in topics
    }
    beside = [one for one in question.components if not _is_part_of(draft, one, topics)]
    said = {one: _said_of(draft, one, topics) for one in beside}
    _state_nearest(draft, said)
    topics = _state_meeting(draft, topics)
    _done_by(draft, topics)
    asked = [one for one in beside if one not in question.carried]
    in_general = [] if any(said.values()) or serving else asked
    return explain(draft, topics, in_general=in_general, besides=said)


def _state_meeting(draft: Draft, topics: tuple[str, ...]) -> tuple[str, ...]:
    """State what parts two practices, or else what holds for both; return what that is of first."""
    if len(topics) < _MAX_TOPICS:
        return topics
    met = meeting(draft.catalog, draft.question)
    if not met or weighs(draft.question) or tells_apart(draft.question):
        for claim in separating(draft.catalog, *topics)[:1]:
            draft.state(claim)
    if draft.is_bare:
        for claim in met[:1]:
            draft.state(claim)
            topics = tuple(sorted(topics, key=lambda one: one not in claim.about))
            draft.about(replace(draft.question, topics=topics))
    return topics


def _carried_unsaid(draft: Draft, topics: Sequence[str]) -> bool:
    """Tell whether a practice that only the thread names says nothing of what is asked of it."""
    question = draft.question
    said = {stem for claim in _practices_of(draft, topics) for stem in stems_of(claim.text)}
    return set(topics) <= set(question.carried) and said.isdisjoint(question.words)


def _called_after(draft: Draft) -> tuple[str, ...]:
    """Return the practice that is called after what is named, where nothing else is asked."""
    question, catalog = draft.question, draft.catalog
    beyond = set(question.words) - LOOSE or question.needs or question.undescribed
    if len(question.components) != 1 or beyond:
        return ()
    named = catalog.components[question.components[0]]
    own = {named.name, *(alias.text for alias in named.aliases if alias.sense is None)}
    topics = catalog.topics.values()
    return tuple(one.id for one in topics if own.intersection(one.name.split()))[:1]


def _is_part_of(draft: Draft, component: str, topics: Sequence[str]) -> bool:
    """Tell whether a practice, or one close to it, is of the component: "REST API design"."""
    known = [draft.catalog.topics[one] for one in topics]
    near = {draft.catalog.topics[name].name for one in known for name in one.related}
    texts = [text for one in known for text in (one.name, *(a.text for a in one.aliases))]
    parts = {word for text in texts for word in words(text)}
    own = set(words(draft.name(component)))
    return own <= parts or any(own.issubset(words(name)) for name in near)


def _said_in_words(draft: Draft) -> Answer | None:
    """Tell what is said of the components in the question's own words; ``None`` if nothing is."""
    catalog, question = draft.catalog, draft.question
    named = question.components[:_MAX_TOPICS]
    said = {one: speaking_of(catalog, one, question.words) for one in named}
    if not any(said.values()):
        return None
    note_unknown(draft)
    for one, claims in said.items():
        heading = fill(Say.SAID_OF, name=(Name(draft.name(one)),))
        draft.bullets(heading, map(Told, claims), _MAX_SAID)
    draft.lead_with(named)
    further = [Question("when_to_use", components=(one,)) for one in named]
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def _of_itself(draft: Draft) -> Answer:
    """Say that no claims tell how to tune something, and what they say on what it is tuned for."""
    catalog, question = draft.catalog, draft.question
    (one,) = question.components[:1]
    near = [
        *speaking_of(catalog, one, question.words),
        *claims_fitting(catalog, one, question.needs),
        *claims_against(catalog, one, question.needs),
    ]
    if not near:
        return nothing_known(draft)
    note_unknown(draft)
    draft.say(Say.NOT_SAID_TUNED, names=draft.names([one]))
    draft.bullets(fill(Say.NEAREST_SAID), map(Told, dict.fromkeys(near)), _MAX_TUNED)
    draft.lead_with([one])
    further = [Question("when_to_use", components=(one,))]
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def _known_of(draft: Draft) -> Answer:
    """Say that no claims answer how to go about a component, and what is known of it."""
    named = draft.question.components[:_MAX_TOPICS]
    draft.say(Say.NOT_SAID_HOW, names=draft.names(named))
    for one in named:
        describe(draft, one)
    draft.lead_with(named)
    further = [Question("when_to_use", components=(one,)) for one in named]
    return draft.finish(Outcome.DECLINED, suggestions=further)


def _done_by(draft: Draft, topics: Sequence[str]) -> None:
    """Name what is built for what is named and does what a practice is about."""
    catalog, components = draft.catalog, draft.question.components
    needs = [need for one in topics if (need := catalog.topics[one].need) is not None]
    built = built_for_any(catalog, list(catalog.components), with_bases(catalog, components))
    fits = ranked_fits(catalog, built, needs, needs, components) if needs else []
    made = [fit for fit in fits if not needs_of_kind(catalog, fit.component).isdisjoint(needs)]
    name_fits(draft, made[:_MAX_DONE_BY], needs)


def _is_silent(draft: Draft) -> bool:
    """Tell whether nothing is said of what is named on the needs, nor is anything built for it."""
    catalog, question = draft.catalog, draft.question
    told = any(
        claims_fitting(catalog, one, question.needs) or claims_against(catalog, one, question.needs)
        for one in question.components
    )
    among = candidates(catalog, question)
    fitting = [one for one in among if claims_fitting(catalog, one, question.needs)]
    built = built_for_any(catalog, fitting, bases_among(catalog, fitting, question))
    grows = any(catalog.needs[one].stage for one in question.needs)  # of any application
    return bool(question.components) and not (told or built or grows)


def _on_size(draft: Draft, component: str) -> list[Claim]:
    """Return what bounds the size of a component, where the question names a size: "160 GB"."""
    question = draft.question
    said = (*question.words, *(w for surface in question.worded for w in words(surface)))
    sizes = {unit for unit in _SIZES for word in said if word.endswith(unit)}
    claims = draft.catalog.claims_about(component, Says.TRADEOFF, Says.WRONG_FOR)
    return [
        claim
        for claim in claims
        if sizes.intersection(words(claim.text)) and not _BOUNDS.isdisjoint(words(claim.text))
    ]


def _said_of(draft: Draft, component: str, topics: Sequence[str]) -> list[Claim]:
    """Return what is said of a component on the topics, what says most of what is asked first."""
    catalog, question = draft.catalog, draft.question
    surfaces = [stems_of(one) for one in question.worded]
    said = [
        claim
        for one in topics
        for claim in of_topic(catalog, component, one)
        if one == topics[0] or any(told <= stems_of(claim.text) for told in surfaces)
    ]
    share = {one.id: share_said(catalog, one, question) for one in said}
    said = [one for one in said if share[one.id] >= _LEAST_SHARE]
    said = nearest_first(catalog, said, replace(question, components=()))
    before = {one.id: words_before(catalog, one, question) for one in said}
    bare = {one.id: len(one.text.split()) < _TELLING for one in said}  # it is there, no more
    said.sort(key=lambda c: (bare[c.id], -share[c.id], c.says in _WARNING, before[c.id]))
    return [*_on_size(draft, component), *said]


def _state_nearest(draft: Draft, said: Mapping[str, Sequence[Claim]]) -> None:
    """State of each component what says most that is asked, before what is advised at all.

    What speaks against it comes later, but for a bound on its size.
    """
    for component, claims in said.items():
        for claim in claims[:1]:
            leading = share_said(draft.catalog, claim, draft.question) > _LEADING_SHARE
            if (leading and claim.says not in _WARNING) or claim in _on_size(draft, component):
                draft.state(claim)


def _practices_of(draft: Draft, topics: Sequence[str]) -> list[Claim]:
    return [c for one in topics for c in draft.catalog.claims_about(one, Says.PRACTICE)]
