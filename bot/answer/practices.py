"""Practices: what to do about a topic, what is to be done first before all."""

from collections.abc import Sequence

from bot.answer.draft import Draft, Told
from bot.answer.elsewhere import Place, place_of
from bot.answer.facts import candidates, names_of, says_any, stems_of
from bot.answer.meeting import meeting
from bot.answer.pertinent import Chosen, to_the_point
from bot.answer.phrases import Say, fill
from bot.answer.telling import MEANT, asked_stems, nearest_first
from bot.answer.two_sides import decides, prefers, says_when, says_whether, weighs
from bot.catalog.model import Claim, Says
from bot.text import stem, words

_SHORT = 4  # letters
_CAUTIOUS = frozenset(
    map(
        stem,
        (
            "avoid",
            "beware",
            "careful",
            "complex",
            "complexity",
            "cost",
            "costly",
            "difficult",
            "downside",
            "expensive",
            "hard",
            "harder",
            "instead",
            "lose",
            "lost",
            "price",
            "risk",
            "slow",
            "slower",
            "twice",
            "unless",
            "warn",
        ),
    )
)
"""Stems of words in what a practice costs, or when to leave it."""
_MOVING = frozenset({"move", "migrate"})
"""Words that what says when to go from one thing to another begins with."""


def practices(draft: Draft, topic: str, leave: int = 0) -> None:
    """Add what to do under a topic, what serves it, and what is missing; ``leave`` some words."""
    catalog = draft.catalog
    for heading, says in ((Say.PRACTICES, Says.PRACTICE), (Say.GAPS, Says.GAP)):
        untold = [one for one in catalog.claims_about(topic, says) if not draft.has_told(one)]
        known = sorted(untold, key=lambda one: one.about[0] != topic)
        claims, most = _asked_first(draft, nearest_first(catalog, known, draft.question))
        if draft.is_bare and says is Says.PRACTICE:  # what to do first is the answer
            for claim in claims[:1]:
                draft.state(claim)
                most -= 1
        draft.bullets(fill(heading), map(Told, claims), most, leave)
    _say_serving(draft, topic, leave)


def _asked_first(draft: Draft, claims: Sequence[Claim]) -> Chosen:
    """Return what is to the point, first what weighs two sides or warns, where that is asked."""
    catalog, question = draft.catalog, draft.question
    ranked = list(claims)
    if weighs(question):
        own = asked_stems(catalog, question)
        weighing = {
            one.id
            for one in ranked
            if (says_when(one) or prefers(one, own))
            and not own.isdisjoint(stems_of(one.text))
            and place_of(catalog, one, question.components) < Place.EXAMPLE
        }
        ranked.sort(key=lambda one: one.id not in weighing)
    if question.moves:
        ranked.sort(key=lambda one: words(one.text)[0] not in _MOVING)
    if question.whether:
        ranked = _deciding_first(draft, ranked)
    of_both = {one.id for one in meeting(catalog, question)}
    ranked.sort(key=lambda one: one.id not in of_both)
    meant = ranked and len(asked_stems(catalog, question) & stems_of(ranked[0].text)) >= MEANT
    if question.against and not meant:
        ranked.sort(key=lambda one: _CAUTIOUS.isdisjoint(stems_of(one.text)))
    return to_the_point(catalog, ranked, question, led=draft.is_bare)


def _deciding_first(draft: Draft, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims, before them what says in which case to do what is asked, if the first doesn't.

    That is a claim that names it.
    """
    own = _names_of_asked(draft)
    stems = {stem(word) for name in own for word in name}
    first = claims[:1]
    if any(decides(c) and (says_any(c, own) or stem(words(c.text)[0]) in stems) for c in first):
        return list(claims)
    deciding = {one.id for one in claims if says_whether(one, stems) and says_any(one, own)}
    return sorted(claims, key=lambda one: one.id not in deciding)


def _names_of_asked(draft: Draft) -> list[tuple[str, ...]]:
    """Return the names of what it is asked whether to take: a component, or a practice."""
    catalog, question = draft.catalog, draft.question
    if question.components:
        return [name for one in question.components for name in names_of(catalog, one)]
    if question.worded:  # its first word is what tells it from others: "canary release"
        named = [words(one) for one in question.worded]
        return [*named, *(one[:1] for one in named if len(one[0]) > _SHORT)]
    topics = [catalog.topics[one] for one in question.topics]
    return [words(text) for one in topics for text in (one.name, *(a.text for a in one.aliases))]


def _say_serving(draft: Draft, topic: str, leave: int) -> None:
    """Say what of the components serves a topic, where that is no choice among many."""
    catalog, named = draft.catalog, draft.question.components
    allowed = candidates(catalog, draft.question)
    serving = {
        claim.id: claim
        for component in allowed
        for claim in catalog.claims_about(component, Says.SERVES)
        if claim.object == topic
    }
    broad = not asked_stems(catalog, draft.question)  # it is asked about as a whole
    last = Place.OTHER if broad else Place.NEAR
    holding = [c for c in serving.values() if place_of(catalog, c, named) < last]
    if holding and draft.has_room(holding[0], leave):  # else those that are left are no choice
        items = [Told(claim, draft.names(claim.about)) for claim in holding]
        draft.bullets(fill(Say.SERVED_BY), items, leave=leave)
    left = (one for c in serving.values() if not draft.has_told(c) for one in c.about)
    draft.leave(one for one in left if one in allowed)
