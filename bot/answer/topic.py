"""Topics: what a practice is, how it is done, and what serves it."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.answer.bases import bases_among
from bot.answer.choose import choose
from bot.answer.decline import note_unknown, nothing_known
from bot.answer.define import describe, explain
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    built_for_any,
    candidates,
    claims_against,
    claims_fitting,
    names_of,
    of_topic,
    says_any,
    separating,
    speaking_of,
    with_bases,
)
from bot.answer.fits import needs_of_kind, ranked_fits
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.recommend import name_fits
from bot.answer.telling import nearest_first
from bot.catalog.model import Claim, Says
from bot.question.model import Question
from bot.text import words

_SIZES = ("mb", "gb", "tb")
_BOUNDS = frozenset({"most", "limit", "limits", "limited", "maximum", "ends"})
_MAX_TOPICS = 2
_MAX_SAID = 2
_MAX_DONE_BY = 3


def topic(draft: Draft) -> Answer:
    """Answer about a practice; without a known one, about what is named for the needs."""
    question = draft.question
    if not question.topics:
        if not question.needs and (said := _said_in_words(draft)) is not None:
            return said
        if question.components and not (question.needs or question.undescribed or question.words):
            return _known_of(draft)  # nothing is asked that it doesn't speak of
        beyond = question.unknown or not question.needs or _is_silent(draft)
        return nothing_known(draft) if beyond else choose(draft)
    topics = question.topics[:_MAX_TOPICS]
    if question.timed:  # when to do it comes before how what is named does it
        question = draft.about(replace(question, intent="topic")).question
        told = nearest_first(draft.catalog, _practices_of(draft, topics[:1]), question)
        for claim in told[:1]:
            draft.state(claim)
    serving = {
        component
        for component in question.components
        for claim in draft.catalog.claims_about(component, Says.SERVES)
        if claim.object in topics
    }
    beside = [one for one in question.components if not _is_part_of(draft, one, topics)]
    unsaid = [one for one in beside if one not in serving and not _said_of(draft, one, topics)]
    if len(topics) == _MAX_TOPICS:  # what parts them comes before each of them
        for claim in separating(draft.catalog, *topics)[:1]:
            draft.state(claim)
    _done_by(draft, topics)
    return explain(draft, topics, in_general=unsaid)


def _is_part_of(draft: Draft, component: str, topics: Sequence[str]) -> bool:
    """Tell whether a practice is one of the component: "REST API design", of REST."""
    known = [draft.catalog.topics[one] for one in topics]
    names = [(one.name, *(alias.text for alias in one.aliases)) for one in known]
    parts = {word for texts in names for text in texts for word in words(text)}
    return parts.issuperset(words(draft.name(component)))


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


def _said_of(draft: Draft, component: str, topics: Sequence[str]) -> bool:
    """Add what is said of a component on the topics; tell whether anything is."""
    catalog, name = draft.catalog, (Name(draft.name(component)),)
    said = [claim for one in topics for claim in of_topic(catalog, component, one)]
    said += _on_size(draft, component)
    said = nearest_first(catalog, said, replace(draft.question, components=()))
    names = names_of(catalog, component)
    practices = _practices_of(draft, topics)
    draft.bullets(fill(Say.SAID_OF, name=name), map(Told, said), _MAX_SAID)
    return bool(said) or any(says_any(claim, names) for claim in practices)


def _practices_of(draft: Draft, topics: Sequence[str]) -> list[Claim]:
    return [c for one in topics for c in draft.catalog.claims_about(one, Says.PRACTICE)]
