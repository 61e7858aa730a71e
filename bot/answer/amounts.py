"""What the amounts mean that a question states: "200 msgs/s" is little for any broker."""

from collections.abc import Iterator, Sequence

from bot.catalog.model import Catalog, Claim
from bot.question.model import Question

_OF_PRACTICE = frozenset({"topic", "when_to_use"})
_IN_STACK = ("framework", "database")
"""The kinds that amounts are told for where a whole stack is asked for."""
_MOST_TOLD = 2
_TEAM, _SMALL_TEAM = "team.", "small-team"
"""The measure of how many people there are, and the need that few of them have."""


def on_amounts(
    catalog: Catalog, question: Question, leads: Sequence[str]
) -> list[tuple[str, Claim]]:
    """Return the amounts that claims speak of, as written, each with the nearest such claim.

    What it means is told rather than what was measured. How many people there are is told alone,
    unless that is weighed as a need.
    """
    found = []
    others = [one for one in question.amounts if not one[0].startswith(_TEAM)]
    alone = _SMALL_TEAM not in question.needs and not others
    for amount, surface in question.amounts if alone else others:
        claims = catalog.claims_on_amount(amount)
        ranked = [(one, _nearness(catalog, question, leads, one)) for one in claims]
        near = [(claim, nearness) for claim, nearness in ranked if any(nearness)]
        if near:
            best = max((bool(claim.rests_on), nearness) for claim, nearness in near)
            told = (c for c, nearness in near if (bool(c.rests_on), nearness) == best)
            found.append((surface, next(told)))
    return found[:_MOST_TOLD]


def weighed_amounts(catalog: Catalog, question: Question, leads: Sequence[str]) -> list[str]:
    """Return the amounts that were told of, or counted as a need, as written."""
    told = [surface for surface, _ in on_amounts(catalog, question, leads)]
    if told or _SMALL_TEAM in question.needs:
        told += [surface for amount, surface in question.amounts if amount.startswith(_TEAM)]
    return told


def is_part_of_amount(phrase: str, amounts: Sequence[str]) -> bool:
    """Tell whether a phrase only says one of the amounts, or a part of it."""
    return any(one and (phrase in one or one in phrase) for one in amounts)


def _nearness(
    catalog: Catalog, question: Question, leads: Sequence[str], claim: Claim
) -> tuple[int, ...]:
    """Return how near a claim is to what is asked about: what it is for, what it is, its kind."""
    about = set(claim.about)
    recommends = question.intent == "recommend" and (question.kinds or question.needs)
    sides = () if recommends else question.components
    of_several = [one for one in claim.about if one in catalog.components]
    if len(of_several) > 1 and not set(of_several).issubset(sides):
        return (0,)
    named = [one for one in sides if one in about]
    covered = [one for one in sides if one in about or _is_of(catalog, one, about)]
    practice = about.intersection(question.topics)
    wanted = about.intersection(question.needs)
    if sides and not (covered or practice):
        return (0,)
    of_kinds = about.intersection(_kinds_asked(catalog, question))
    led = [] if sides or of_kinds else [o for o in leads[:1] if _is_of(catalog, o, about)]
    return (
        int(bool(practice) and question.intent in _OF_PRACTICE),
        len(wanted),
        len(covered),
        2 * len(named) + _depth(catalog, about, sides),
        len(of_kinds) + len(practice),
        len(about.intersection(question.kinds)),
        len(led),
    )


def _is_of(catalog: Catalog, component: str, about: set[str]) -> bool:
    return component in catalog.components and not about.isdisjoint(
        catalog.kind_chain(catalog.components[component].kind)
    )


def _depth(catalog: Catalog, about: set[str], sides: Sequence[str]) -> int:
    """Return how many of the sides are of a kind itself rather than of one below it."""
    return sum(catalog.components[one].kind in about for one in sides if one in catalog.components)


def _kinds_asked(catalog: Catalog, question: Question) -> Iterator[str]:
    """Yield the kinds that are asked for, with those above them, or that do what is wanted."""
    kinds = [*question.kinds]
    kinds += [one.id for one in catalog.kinds.values() if one.need in question.needs and one.need]
    if question.intent == "stack":
        kinds += _IN_STACK
    for kind in kinds:
        yield from catalog.kind_chain(kind)
