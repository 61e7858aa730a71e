"""Which claims speak of other products than those that a question is about."""

import re
from collections.abc import Sequence
from enum import IntEnum

from bot.answer.facts import built_for, is_written_in, names_of, used_from, with_bases
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Claim
from bot.text import words

_HEAD = re.compile(r"[:;(]")
"""What ends the part of a sentence that says what to do; what follows says why, or an example."""

_SAYING = re.compile(
    r"\b[\w.#+]+(?:'s|') (?:own )?(?:authors|documentation|guide|manual|tutorial)\b"
)
"""Who says so: "Rails' guide"."""


class Place(IntEnum):
    """Where what a claim says holds, seen from what a question names: the nearest first."""

    OWN = 0  # what it says to do is for what the question names
    NEAR = 1  # it names that by the way, or what that is built for, or what is built for that
    ANYWHERE = 2
    EXAMPLE = 3  # it names a rival, but only by the way
    OTHER = 4  # what it says to do is for a rival


def place_of(catalog: Catalog, claim: Claim, components: Sequence[str]) -> Place:
    """Return where a claim holds, seen from these components, or from none.

    From none, what is for one language or framework alone is elsewhere.
    """
    named = named_in(catalog, claim.id)
    if not components:
        tied = any(at_head and is_written_in(catalog, one) for one, at_head in named)
        tied = tied or any(one in catalog.components for one in claim.about)
        return Place.EXAMPLE if tied else Place.ANYWHERE
    bases = with_bases(catalog, components)
    around = {*bases, *(b for one in components for b in used_from(catalog, one))}
    if any(at_head and one in components for one, at_head in named):
        return Place.EXAMPLE if _of_another_pair(catalog, named, components) else Place.OWN
    near = any(one in around or not used_from(catalog, one).isdisjoint(bases) for one, _ in named)
    rivals = [
        at_head
        for one, at_head in named
        if one not in around and _is_rival(catalog, one, components, bases)
    ]
    if near or not rivals:
        return Place.NEAR if near and not rivals else Place.ANYWHERE
    return Place.OTHER if any(rivals) else Place.EXAMPLE


def is_of_another(catalog: Catalog, claim: Claim, components: Sequence[str], first: Claim) -> bool:
    """Tell whether a claim is tied to one language or framework, and not to what is talked about.

    That is what the question names, or else what the ``first`` claim of the answer does.
    """
    named = _written_in(catalog, claim)
    named -= {base for one in named for base in built_for(catalog, one)}
    around = {*with_bases(catalog, components), *_written_in(catalog, first)}
    around |= {base for one in around for base in used_from(catalog, one)}
    return len(named) == 1 and named.isdisjoint(around)


def _written_in(catalog: Catalog, claim: Claim) -> set[str]:
    """Return the languages and frameworks that a claim names, not only as those who say so."""
    told = _SAYING.sub(" ", claim.text.casefold())
    return {
        one
        for one, _ in named_in(catalog, claim.id)
        if is_written_in(catalog, one)
        and any(" ".join(name) in " ".join(words(told)) for name in names_of(catalog, one))
    }


def _is_rival(catalog: Catalog, one: str, components: Sequence[str], bases: Sequence[str]) -> bool:
    """Tell whether something does the job of what is named, or is built for others in its place."""
    if catalog.job(one) in {catalog.job(named) for named in components}:
        return True
    jobs = {catalog.job(base) for base in bases}
    needed = {base for base in built_for(catalog, one) if catalog.job(base) in jobs}
    return bool(needed) and needed.isdisjoint(bases)


def _of_another_pair(
    catalog: Catalog, named: Sequence[tuple[str, bool]], components: Sequence[str]
) -> bool:
    """Tell whether a claim pairs one of several that are named with a rival of the others."""
    head = {one for one, at_head in named if at_head}
    left = set(components) - head
    rivals = {catalog.job(one) for one in head - set(components)}
    return any(
        catalog.job(one) in rivals and head.isdisjoint(built_for(catalog, one)) for one in left
    )


@once
def named_in(catalog: Catalog, claim_id: str) -> tuple[tuple[str, bool], ...]:
    """Return the components that a claim names, each with whether what it says to do names it."""
    text = catalog.claim(claim_id).text
    told = words(text)
    head = len(words(_HEAD.split(text, maxsplit=1)[0]))
    capitals = {word for one in text.split() if one != one.lower() for word in words(one)}
    first = told[:1]
    names = _names(catalog)
    found: dict[str, bool] = {}
    for position, word in enumerate(told):
        for name, component in names.get(word, ()):
            lower = catalog.components[component].name.islower()  # nginx
            if told[position : position + len(name)] != name:
                continue
            if not lower and capitals.isdisjoint(name):
                continue  # "go" isn't Go
            if position or name != first or name in _names_alone(catalog, component):
                found[component] = found.get(component, False) or position < head
    return tuple(found.items())


@once
def _names(catalog: Catalog) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the names of components as words, by their first words."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for one in catalog.components:
        for name in names_of(catalog, one):
            if name:
                found.setdefault(name[0], []).append((tuple(name), one))
    return found


@once
def _names_alone(catalog: Catalog, component: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of a component that are no words besides: not "Go" or "Express"."""
    one = catalog.components[component]
    plain = [one.name] if one.sense is None else []
    plain += [alias.text for alias in one.aliases if alias.sense is None]
    return tuple(tuple(words(text)) for text in plain)
