"""Where two practices meet: what is said of both comes before what is said of each."""

from bot.answer.facts import stems_of
from bot.answer.telling import nearest_first
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Claim, Says, Topic
from bot.question.model import Question
from bot.text import stem, words


def meeting(catalog: Catalog, question: Question) -> list[Claim]:
    """Return what is advised on both practices of a question, the nearest to it first.

    That is advice under both, or under one that speaks of the other in the question's word for it.
    """
    if len(question.topics) < 2:  # noqa: PLR2004
        return []
    one, other = (catalog.topics[topic] for topic in question.topics[:2])
    of_both = [c for c in catalog.claims_about(one.id, Says.PRACTICE) if other.id in c.about]
    found = of_both or [
        claim
        for topic, further in ((one, other), (other, one))
        for claim in catalog.claims_about(topic.id, Says.PRACTICE)
        if _speaks_of(catalog, claim, further, question)
    ]
    return nearest_first(catalog, found, question)


def _speaks_of(catalog: Catalog, claim: Claim, topic: Topic, question: Question) -> bool:
    """Tell whether a claim has one of a practice's names by which the question may call it."""
    told = stems_of(claim.text)
    surfaces = (frozenset(map(stem, one)) for one in _names(catalog, topic.id))
    asked = {stem(word) for surface in question.worded for word in words(surface)}
    return any(one <= told and one <= asked for one in surfaces)


@once
def _names(catalog: Catalog, topic: str) -> tuple[tuple[str, ...], ...]:
    """Return a practice's name and aliases as words."""
    about = catalog.topics[topic]
    return tuple(words(text) for text in (about.name, *(one.text for one in about.aliases)))
