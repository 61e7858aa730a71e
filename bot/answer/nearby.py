"""Needs in the terms that are used of what is asked about: a database scales by adding machines."""

from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from bot.catalog.model import Catalog
from bot.question.model import Question

_OF_NAMED = frozenset({"compare", "define", "when_to_use"})


def in_known_terms(question: Question, catalog: Catalog) -> Question:
    """Return a question with the needs that claims know for what it is about.

    A need that no claim on that speaks of gives way to the first of those ``near`` it that one
    does. What is asked of nothing in particular stays as it is.
    """
    about = _asked_about(question, catalog)
    if not (about and question.needs):
        return question
    needs = tuple(dict.fromkeys(_known(need, about, catalog) for need in question.needs))
    return question if needs == question.needs else replace(question, needs=needs)


def _asked_about(question: Question, catalog: Catalog) -> set[str]:
    if question.intent in _OF_NAMED and question.components:
        return set(question.components)
    return {member.id for kind in question.kinds for member in catalog.members(kind)}


def _known(need: str, about: AbstractSet[str], catalog: Catalog) -> str:
    for one in (need, *catalog.needs[need].near):
        if any(not about.isdisjoint(claim.about) for claim in catalog.claims_for(one)):
            return one
    return need
