"""The needs that an answer weighs: those that claims speak of, in the terms that they use."""

from collections.abc import Sequence
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
    if question.intent == "stack":  # kinds are parts of it beside what the needs ask for
        return set()
    if question.intent in _OF_NAMED and question.components:
        return set(question.components)
    return {member.id for kind in question.kinds for member in catalog.members(kind)}


def _known(need: str, about: AbstractSet[str], catalog: Catalog) -> str:
    for one in (need, *catalog.needs[need].near):
        if any(not about.isdisjoint(claim.about) for claim in catalog.claims_for(one)):
            return one
    return need


def weighable(question: Question, catalog: Catalog) -> tuple[Question, tuple[str, ...]]:
    """Return the question without the needs that no claims speak of, beside others, and those."""
    spoken = tuple(need for need in question.needs if _is_spoken_of(need, question, catalog))
    conditions = all(catalog.needs[one].quality for one in question.needs)
    asked = question.kinds or len(question.components) > 1
    whole = spoken or question.topics or (conditions and asked)
    if not whole or spoken == question.needs:
        return question, ()
    return replace(question, needs=spoken), tuple(n for n in question.needs if n not in spoken)


def _is_spoken_of(need: str, question: Question, catalog: Catalog) -> bool:
    """Tell whether claims speak of a need: of a condition, in the case of what is in question."""
    about = {one for claim in catalog.claims_for(need) for one in claim.about}
    purposes = [one for one in question.needs if catalog.needs[one].quality is None]
    if not about or catalog.needs[need].quality is None or not (purposes or question.kinds):
        return bool(about)
    if question.intent == "compare":
        return not about.isdisjoint(question.components)
    fitting = {o for one in purposes for claim in catalog.claims_for(one) for o in claim.about}
    of_kind = {one.id for kind in question.kinds for one in catalog.members(kind)}
    considered = fitting & of_kind if fitting and of_kind else fitting | of_kind
    return not about.isdisjoint(considered.union(question.components))


def nearest_meant(catalog: Catalog, needs: Sequence[str]) -> tuple[str, ...]:
    """Return needs but the job of a kind where a nearer one is named: a queue for jobs."""
    jobs = {kind.need for kind in catalog.kinds.values()}

    def is_vague(need: str) -> bool:
        near = catalog.needs[need].near
        return need in jobs and any(
            one in needs and one in jobs and need not in catalog.needs[one].near for one in near
        )

    return tuple(one for one in needs if not is_vague(one))
