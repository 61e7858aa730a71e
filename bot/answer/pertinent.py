"""Which claims on a practice are told beside the first: those that say most of what is asked."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.answer.elsewhere import Place, is_of_another, place_of
from bot.answer.facts import says_any, stems_of
from bot.answer.meeting import meeting
from bot.answer.telling import JOINING, asked_stems, meant_by, rarities
from bot.answer.two_sides import prefers, says_when, tells_apart, weighs
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim, Says, Topic
from bot.question.model import Question
from bot.text import stem, words

_ENOUGH = 3
_BESIDE_POINT = 1
_SHARE, _SHARE_EXPLAINED = 0.36, 0.5
"""The least share of what the best claim says of the question; where it asks what something is."""
_MOST, _MOST_BROAD = 2, 3
_WANTING = {stem("needed")}


class Chosen(NamedTuple):
    """Claims to be told in order, and the most of them."""

    claims: Sequence[Claim]
    most: int


def to_the_point(
    catalog: Catalog, claims: Sequence[Claim], question: Question, *, led: bool
) -> Chosen:
    """Return what is to be told of claims, few of them, and of those beside the point one at most.

    ``led`` tells that the first of them leads the answer, so that the rest is what comes after it.
    What holds for other products than those named, or than those that the first is about, is left
    out where others are left, and so is what the guide says in general.
    """
    claims = _of_the_named(catalog, claims, question)
    said = _said(catalog, claims, question)
    further = not led and not any(one in question.topics[:1] for c in claims for one in c.about)
    explained = not led and (question.intent == "define" or tells_apart(question))
    whole = explained or further  # then it is measured by what is said of all that is asked about
    best = max((score for one, score in said.items() if whole or one in claims), default=0.0)
    if not best:
        few = explained or question.components
        return Chosen(claims, 1 if further else (_MOST if few else _MOST_BROAD) + led)
    least = best * (_SHARE_EXPLAINED if whole else _SHARE)
    first, rest = claims[:led], claims[led:]
    own = {one for one in rest if not whole and said[one] and _is_meant(catalog, one, question)}
    own.update(one for one in meeting(catalog, question) if one in rest)
    near = [one for one in rest if said[one] >= least or one in own]
    if near or whole:
        return Chosen([*first, *near], 1 if further else _MOST + led)
    sides = {one for surface in question.worded for one in stems_of(surface)}
    if weighs(question):
        rest = [one for one in rest if not sides.isdisjoint(stems_of(one.text))]
    return Chosen([*first, *rest], _BESIDE_POINT + led)


def _is_meant(catalog: Catalog, claim: Claim, question: Question) -> bool:
    """Tell whether a claim is for what the question names, or chooses between its two sides."""
    named = question.components
    if named and place_of(catalog, claim, named) is Place.OWN:
        return True
    own = asked_stems(catalog, question)
    chooses = says_when(claim) or prefers(claim, own)
    return weighs(question) and chooses and not own.isdisjoint(stems_of(claim.text))


def _said(catalog: Catalog, claims: Sequence[Claim], question: Question) -> dict[Claim, float]:
    """Return how much of a question's own words claims say, and all that is known with them.

    Rare words count most, which few claims on the practice say: they part one claim from another.
    Where no claim says any, the names of further practices that are asked about count.
    """
    topics = {*question.topics, *(o for c in claims for o in c.about if o in catalog.topics)}
    known = {c: None for one in topics for c in catalog.claims_about(one, Says.IS, Says.PRACTICE)}
    known |= dict.fromkeys(claims)
    own = asked_stems(catalog, question) - _WANTING
    said = {one: _words_said(own, one) for one in known}
    if not any(said.values()):
        first = [one for one in known if set(question.topics[:1]) & set(one.about)]
        further = [catalog.topics[one] for one in question.topics[1:]]
        said |= {one: {t.id for t in further if _names(one, t)} for one in first}
    rare = rarities(said.values())
    return {claim: sum(rare[word] for word in told) for claim, told in said.items()}


def _names(claim: Claim, topic: Topic) -> bool:
    """Tell whether a claim has a practice's alias, or a word of its name."""
    own = stems_of(topic.name) - JOINING
    aliases = [words(alias.text) for alias in topic.aliases]
    return says_any(claim, aliases) or not own.isdisjoint(stems_of(claim.text))


def _words_said(own: set[str], claim: Claim) -> set[str]:
    """Return which of the stems a claim says, also in two words: "back end" for "backend"."""
    told = words(claim.text)
    joined = {one + other for one, other in pairwise(told)}
    return {one for one in own if one in stems_of(claim.text) or one in joined}


def _of_the_named(catalog: Catalog, claims: Sequence[Claim], question: Question) -> list[Claim]:
    """Return claims but those on other products, and those in general, where enough are left."""
    meant = meant_by(catalog, claims, question)
    places = {one.id: place_of(catalog, one, meant) for one in claims}
    in_general = set(SHIPPED_PACKS) - catalog.graded_packs
    if not claims:
        return []
    kept = [one for one in claims if places[one.id] is not Place.OTHER] or list(claims)
    detailed = [one for one in kept if one.pack not in in_general]
    kept = detailed if len(detailed) >= _ENOUGH else kept
    holding = [one for one in kept if places[one.id] < Place.EXAMPLE]
    kept = holding if meant and holding else kept
    if not meant:  # then what holds for one product alone is beside the point
        kept = [c for c in kept if catalog.components.keys().isdisjoint(c.about)] or kept
    return [*kept[:1], *(c for c in kept[1:] if not is_of_another(catalog, c, meant, kept[0]))]
