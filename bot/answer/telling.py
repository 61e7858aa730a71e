"""Which claims tell most of what is asked: in its words, of what it names, of its needs."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from math import log

from bot.answer.elsewhere import Place, named_in, place_of
from bot.answer.facts import details_first, names_of, stems_of
from bot.catalog.model import Catalog, Claim, Says, Topic
from bot.question.model import Question
from bot.text import stem, words

_BOTH = frozenset({"and", "or"})
_SMALL = 3  # letters of words that tell nothing of a need


JOINING = frozenset(
    map(
        stem,
        [
            "also",
            "and",
            "are",
            "but",
            "can",
            "does",
            "for",
            "from",
            "has",
            "have",
            "how",
            "into",
            "may",
            "not",
            "our",
            "per",
            "should",
            "than",
            "that",
            "the",
            "their",
            "them",
            "they",
            "this",
            "what",
            "when",
            "where",
            "which",
            "who",
            "why",
            "will",
            "with",
            "without",
            "you",
            "your",
        ],
    )
)
"""Stems of words that join what a phrase says, and say nothing of it."""
LOOSE = frozenset(
    map(
        stem,
        [
            "best",
            "better",
            "between",
            "big",
            "difference",
            "different",
            "easiest",
            "easy",
            "explain",
            "fast",
            "faster",
            "good",
            "huge",
            "large",
            "last",
            "make",
            "new",
            "old",
            "personal",
            "practice",
            "proper",
            "properly",
            "setup",
            "simple",
            "slow",
            "sometimes",
            "still",
            "tip",
            "want",
            "work",
        ],
    )
)
"""Stems of words that say nothing of what is asked for."""
_CASE = re.compile(r"(?:For|On|In|Between|When|Where|If|While) [^,:;]*[,:;]")
"""What a claim begins with that holds in one case only."""
_OTHERWISE = re.compile(r" \([^)]*\)")
"""What a claim calls something besides: "composite (compound) keys"."""
_FEW = 3
"""One of so many claims on a practice at most has the name of a part of it."""
MEANT = 3
"""The words of a question's own from which a claim is what was asked for."""


def asked_stems(catalog: Catalog, question: Question) -> set[str]:
    """Return the stems of what a question says in words of its own, also of a practice."""
    wording = {one for surface in question.worded for one in stems_of(surface)}
    named_stems = [stems_of(catalog.topics[topic].name) for topic in question.topics]
    named = {one for stems in named_stems if stems.isdisjoint(_BOTH) for one in stems}
    named |= {f"{one}s" for one in named}  # "APIs"
    asked = {*question.words, *wording} - named
    return {one for one in asked if len(one) >= _SMALL} - JOINING - LOOSE


def meant_by(catalog: Catalog, claims: Sequence[Claim], question: Question) -> list[str]:
    """Return the components that a question names, also as a part of a practice's name."""
    asked = {*question.words, *(one for surface in question.worded for one in stems_of(surface))}
    told = dict.fromkeys(one for claim in claims for one, _ in named_in(catalog, claim.id))
    spoken = [c for c in told if any(asked.issuperset(map(stem, n)) for n in names_of(catalog, c))]
    return [*question.components, *(one for one in spoken if one not in question.components)]


def rarities(said: Collection[AbstractSet[str]]) -> dict[str, float]:
    """Return what each word weighs that claims say: most, where few of them do."""
    counts = Counter(word for told in said for word in told)
    return {word: log(len(said) / count) for word, count in counts.items()}


def nearest_first(catalog: Catalog, claims: Sequence[Claim], question: Question) -> list[Claim]:
    """Return claims, those first that name what a question names, or that say its words.

    What says most of what is asked comes before all, or has the question's name of a part of a
    practice in it. What names what that is built for comes before what says as much, and last what
    holds for others of the kind; the rest stays in the order of :func:`details_first`.
    """
    wanted = asked_stems(catalog, question)
    meant = meant_by(catalog, claims, question)
    places = {one.id: place_of(catalog, one, meant) for one in claims}

    named = {word for one in meant for n in names_of(catalog, one) for word in n}
    topics = [catalog.topics[one] for one in question.topics]
    told = wanted | set(map(stem, named))
    told |= {o for t in topics for name in (t.name, *_aliases(t)) for o in stems_of(name)}

    said = {one.id: wanted & stems_of(one.text) for one in claims}
    rare = rarities(said.values())
    stemmed = {one.id: f" {_stemmed(_OTHERWISE.sub('', one.text))} " for one in claims}
    parts = _parts_named(question, topics)
    parts = [
        part
        for part in parts
        if _FEW * sum(f" {part} " in text for text in stemmed.values()) <= len(claims)
    ]

    def key(claim: Claim) -> tuple[bool, Place, bool, float, Place]:
        own, place = said[claim.id], places[claim.id]
        case = _CASE.match(claim.text)  # of which the question may say nothing
        elsewhere = case is not None and told.isdisjoint(stems_of(case.group()))
        found = (part for part in parts if f" {part} " in stemmed[claim.id])
        named = max((len(part.split()) for part in found), default=0)
        outside = place is Place.OTHER or len(own) < MEANT
        by_the_way = Place.ANYWHERE if place is Place.NEAR else place  # it tells by its words
        says = -sum(rare[one] for one in own) - named
        return (outside, by_the_way, elsewhere, says, place)

    return sorted(details_first(catalog, claims), key=key)


def _parts_named(question: Question, topics: Sequence[Topic]) -> list[str]:
    """Return the stems of names by which a question asks for parts of practices: "EAV"."""
    names = {_stemmed(topic.name) for topic in topics}
    return [part for one in question.worded if (part := _stemmed(one)) not in names]


def _stemmed(text: str) -> str:
    return " ".join(map(stem, words(text)))


def _aliases(topic: Topic) -> tuple[str, ...]:
    return tuple(alias.text for alias in topic.aliases)


def values_asked(catalog: Catalog, component: str, question: Question) -> list[Claim]:
    """Return the values of a component on what a question asks in words of the table."""
    known = (catalog.concepts[one] for one in question.concepts)
    names = [text for one in known for text in (one.name, *(alias.text for alias in one.aliases))]
    asked = {*question.words, *(one for name in names for one in stems_of(name))}
    return [
        claim
        for claim in catalog.claims_about(component, Says.VALUE)
        if claim.dimension is not None
        and any(
            len(words(value)) > 1 and stems_of(value) <= asked
            for value in catalog.dimensions[claim.dimension].values
        )
    ]


def most_telling_first(catalog: Catalog, component: str, needs: Iterable[str]) -> list[Claim]:
    """Return what speaks against a component, first what is nearest to the needs."""
    claims = catalog.claims_about(component, Says.TRADEOFF)
    nearest = most_telling(catalog, claims, needs)
    return sorted(claims, key=lambda one: one is not nearest)


def most_telling(catalog: Catalog, claims: Sequence[Claim], needs: Iterable[str]) -> Claim | None:
    """Return the claim that has most words in common with needs, if any; the first of several."""
    telling = {
        stem(word)
        for need in needs
        if need in catalog.needs
        for text in (catalog.needs[need].name, *catalog.needs[need].phrasings)
        for word in words(text)
        if len(word) > _SMALL
    }
    best = {claim.id: len(telling & stems_of(claim.text)) for claim in claims}
    found = [claim for claim in claims if best[claim.id] or not telling]
    return max(found, key=lambda claim: best[claim.id], default=None)
