"""What the catalog says, asked in the terms that answers need. Pure queries, no wording."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import log

from bot.answer.standing import best_known
from bot.catalog.memo import once
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim, Says
from bot.question.model import Question
from bot.text import stem, words

_PARTS = re.compile(", | and ")
_SMALL = 2  # letters of words that tell nothing of a need
_TELLING = 3.2
"""The least :func:`rarity` of the words that a claim shares with a question to speak of it."""
_WRITTEN_IN = ("language", "framework")  # the layers of what programs are written in
DETAILS = (Says.WRONG_FOR, Says.TRADEOFF, Says.FITS, Says.STRENGTH)


def claims_fitting(catalog: Catalog, entity: str, wanted: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims that an entity fits or meets these needs, or serves these topics."""
    ids = set(wanted)
    return tuple(
        claim for claim in catalog.claims_naming(entity) if ids.intersection(asked_ids(claim))
    )


@once
def named_for(catalog: Catalog, entity: str) -> set[str]:
    """Return the needs that an entity fits or meets, and the topics that it serves."""
    return {one for claim in catalog.claims_naming(entity) for one in asked_ids(claim)}


def asked_ids(claim: Claim) -> tuple[str, ...]:
    """Return the needs that a claim speaks for, or the topic that it serves."""
    return claim.needs or ((claim.object,) if claim.object is not None else ())


def is_served(catalog: Catalog, topic: str) -> bool:
    """Tell whether any component is named for a topic."""
    return any(claim.object == topic for claim in catalog.claims if claim.says is Says.SERVES)


def claims_against(catalog: Catalog, entity: str, needs: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims that speak against an entity for these needs."""
    ids = set(needs)
    return tuple(
        c for c in catalog.claims_about(entity, Says.WRONG_FOR) if ids.intersection(c.needs)
    )


def candidates(catalog: Catalog, question: Question) -> list[str]:
    """Return the components that the question's kinds and exclusions leave."""
    ruled_out = set(question.excluded)
    return [
        component.id
        for component in catalog.components.values()
        if not ruled_out & {component.id, *catalog.kind_chain(component.kind)}
        and not ruled_out & built_for(catalog, component.id)
        and not any(is_run_by(catalog, component.id, one) for one in question.excluded)
        and (not question.kinds or any(catalog.is_a(component.id, k) for k in question.kinds))
    ]


def is_run_by(catalog: Catalog, component: str, provider: str) -> bool:
    """Tell whether a component is a service of a provider that is of another kind itself.

    Both say the same of who runs them then, each in a source of the same publisher. A kind or
    topic is nobody's service.
    """
    parts = catalog.components
    if not parts.keys() >= {component, provider}:
        return False
    if parts[component].kind == parts[provider].kind:
        return False
    own, other = (
        values_by_dimension(catalog, one).get("steward", ()) for one in (component, provider)
    )
    publishers = [catalog.sources[claim.source].publisher.split()[0] for claim in (*own, *other)]
    return _values_of(own) == _values_of(other) != [] and len(set(publishers)) == 1


def _values_of(claims: Iterable[Claim]) -> list[str | None]:
    return [claim.value for claim in claims]


def is_quality(catalog: Catalog, wanted: str) -> bool:
    """Tell whether what is wanted is wanted of anything, such as low cost."""
    return wanted in catalog.needs and catalog.needs[wanted].quality is not None


_OUT_OF_DATE = ({"out", "date"}, {"out", "support"})


def own_word(catalog: Catalog, component: str, *says: Says) -> tuple[Claim, ...]:
    """Return what a team's own packs say of a component."""
    claims = catalog.claims_about(component, *says)
    return tuple(claim for claim in claims if claim.pack not in SHIPPED_PACKS)


def is_core(catalog: Catalog, claim: Claim) -> bool:
    """Tell whether a claim names what something is made for.

    A pack that isn't of full review doesn't tell degrees apart: all that it names is.
    """
    return claim.degree == "core" or claim.pack not in catalog.graded_packs


@once
def built_for(catalog: Catalog, component: str) -> AbstractSet[str]:
    """Return what a component runs on or extends, at any remove."""
    found: set[str] = set()
    pending = [component]
    while pending:
        for claim in catalog.claims_about(pending.pop(), Says.BUILT_FOR):
            if claim.object is not None and claim.object not in found:
                found.add(claim.object)
                pending.append(claim.object)
    return found


def with_bases(catalog: Catalog, components: Iterable[str]) -> list[str]:
    """Return components, each followed by what it is built for."""
    return list(
        dict.fromkeys(
            one for named in components for one in (named, *sorted(built_for(catalog, named)))
        )
    )


@once
def used_from(catalog: Catalog, component: str) -> AbstractSet[str]:
    """Return what a component is built for, or used from as its row of the table says."""
    named = parts_of(catalog.claims_about(component, Says.VALUE))
    return built_for(catalog, component) | {
        one
        for one in _bases(catalog)
        if catalog.components[one].name in named and is_written_in(catalog, one)
    }


def is_written_in(catalog: Catalog, component: str) -> bool:
    """Tell whether a component is something to write programs in or with."""
    return catalog.kinds[catalog.components[component].kind].layer in _WRITTEN_IN


@once
def _bases(catalog: Catalog) -> frozenset[str]:
    """Return the components that others are built for."""
    objects = (claim.object for claim in catalog.claims if claim.says is Says.BUILT_FOR)
    return frozenset(one for one in objects if one in catalog.components)


def built_for_any(catalog: Catalog, among: Sequence[str], bases: Iterable[str]) -> list[str]:
    """Return those of the components that are built for one of the bases, or used from it."""
    wanted = set(bases)
    return [one for one in among if used_from(catalog, one) & wanted]


def suitable(catalog: Catalog, among: Sequence[str], bases: Sequence[str]) -> list[str]:
    """Return those of the components that go with the bases.

    What does a job that is mostly done by what is built for such things, as frameworks are for
    languages, has to be built for one of the bases; the rest must not be built for others.
    """
    jobs = {catalog.job(base) for base in bases}
    tied = _tied_to(catalog, frozenset(jobs))
    free = compatible(catalog, among, bases)
    return [
        one
        for one in among
        if used_from(catalog, one) & set(bases)
        or (catalog.job(one) not in tied and one not in bases and one in free)
    ]


@once
def _tied_to(catalog: Catalog, jobs: frozenset[str]) -> frozenset[str]:
    """Return the jobs that are mostly done by what is built for things that do one of these."""
    counts: dict[str, list[bool]] = {}
    for one in catalog.components:
        tied = any(catalog.job(base) in jobs for base in used_from(catalog, one))
        counts.setdefault(catalog.job(one), []).append(tied)
    return frozenset(job for job, tied in counts.items() if 2 * sum(tied) >= len(tied))


def compatible(catalog: Catalog, among: Sequence[str], bases: Sequence[str]) -> list[str]:
    """Return those of the components that aren't built for others than the bases in their place.

    What is built for nothing of the kind goes with any.
    """
    jobs = {catalog.job(base) for base in bases}

    def elsewhere(one: str) -> bool:
        needed = {base for base in used_from(catalog, one) if catalog.job(base) in jobs}
        return bool(needed) and needed.isdisjoint(bases)

    return [one for one in among if not elsewhere(one)]


@once
def fitted_needs(catalog: Catalog, entity: str) -> tuple[str, ...]:
    """Return the needs that an entity is named for, in the order of its claims."""
    return tuple(dict.fromkeys(n for claim in best_fits(catalog, entity) for n in claim.needs))


@once
def main_uses(catalog: Catalog, entity: str) -> tuple[str, ...]:
    """Return the needs that an entity is named for but conditions such as low cost.

    These only where it is named for nothing else.
    """
    needs = fitted_needs(catalog, entity)
    return tuple(one for one in needs if not is_quality(catalog, one)) or needs


@once
def best_fits(catalog: Catalog, entity: str) -> tuple[Claim, ...]:
    """Return the claims of what an entity fits: those of what it is made for come first."""
    claims = catalog.claims_about(entity, Says.FITS)
    return tuple(sorted(claims, key=lambda claim: not is_core(catalog, claim)))


@once
def values_by_dimension(catalog: Catalog, entity: str) -> Mapping[str, tuple[Claim, ...]]:
    """Return an entity's value claims by dimension, one a pack where packs differ."""
    found: dict[str, list[Claim]] = {}
    for claim in catalog.claims_about(entity, Says.VALUE):
        known = found.setdefault(claim.dimension or "", [])
        if all(one.pack != claim.pack and one.value != claim.value for one in known):
            known.append(claim)
    return {dimension: tuple(claims) for dimension, claims in found.items()}


def parts_of(values: Iterable[Claim]) -> frozenset[str]:
    """Return the parts of values: a list says the same in any order."""
    return frozenset(part for claim in values for part in _PARTS.split(claim.value or ""))


def separating(catalog: Catalog, *sides: str) -> tuple[Claim, ...]:
    """Return the claims that tell just these components, kinds or topics apart."""
    claims = catalog.claims_about(sides[0], Says.SEPARATES)
    return tuple(claim for claim in claims if set(claim.about) == set(sides))


def moving(catalog: Catalog, *sides: str) -> list[Claim]:
    """Return the claims on going from one component to another: whether to, then how."""
    claims = (one for one in catalog.claims_about(sides[0], Says.MOVE) if one.about == sides)
    return sorted(claims, key=lambda one: not one.rests_on)


def peers(catalog: Catalog, component: str) -> tuple[str, ...]:
    """Return the other components that do a component's job, or none.

    Those that claims tell it apart from come first, then the others of the nearest kinds.
    """
    found: dict[str, None] = {}
    if component not in catalog.components:
        return ()
    told = [
        other
        for claim in catalog.claims_about(component, Says.SEPARATES)
        for other in claim.about
        if other != component and catalog.job(other) == catalog.job(component)
    ]
    found |= dict.fromkeys(
        sorted(best_known(catalog, told), key=lambda one: not of_a_line(catalog, component, one))
    )
    for kind in catalog.kind_chain(catalog.components[component].kind):
        members = [one.id for one in catalog.members(kind) if one.id != component]
        found |= dict.fromkeys(one for one in best_known(catalog, members) if one not in found)
    return tuple(found)


def of_a_line(catalog: Catalog, one: str, other: str) -> bool:
    """Tell whether the kind of one component is the other's, or above or below it."""
    first, second = catalog.components[one].kind, catalog.components[other].kind
    return first in catalog.kind_chain(second) or second in catalog.kind_chain(first)


def linked_claims(catalog: Catalog, entity: str, others: Sequence[str]) -> tuple[Claim, ...]:
    """Return the claims that tie an entity to one of the others or to the kind of one."""
    targets = set(others)
    for other in others:
        if other in catalog.components:
            targets.update(catalog.kind_chain(catalog.components[other].kind))
    return tuple(
        claim
        for claim in catalog.claims_about(entity, Says.PAIRS, Says.BUILT_FOR)
        if claim.object in targets
    )


def tied(catalog: Catalog, sides: Sequence[str]) -> list[Claim]:
    """Return the claims that tie one of the sides to another, one of each pair."""
    together: dict[frozenset[str | None], Claim] = {}
    for side in sides:
        for claim in linked_claims(catalog, side, [s for s in sides if s != side]):
            together.setdefault(frozenset({side, claim.object}), claim)
    return list(together.values())


def first_is(catalog: Catalog, entity: str) -> Claim | None:
    """Return the claim that says what an entity is, or ``None``."""
    return next(iter(details_first(catalog, catalog.claims_about(entity, Says.IS))), None)


def belonging(catalog: Catalog, entity: str) -> list[str]:
    """Return the components of a kind, or of the kind that is called after a component.

    What runs serverless functions, for one, is of the kind "serverless platform".
    """
    if entity in catalog.kinds:
        return [member.id for member in catalog.members(entity)]
    if entity not in catalog.components:
        return []
    names = [" ".join(name) + " " for name in names_of(catalog, entity)]
    kinds = [k.id for k in catalog.kinds.values() if k.name.startswith(tuple(names))]
    return [member.id for kind in kinds for member in catalog.members(kind) if member.id != entity]


def is_dated(claim: Claim) -> bool:
    """Tell whether a claim only says that old versions of things are out of date."""
    said = set(words(claim.text))
    return claim.version is not None and any(one <= said for one in _OUT_OF_DATE)


def details_first(catalog: Catalog, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims, those of a team's own packs first, then what says how and how much.

    That are the claims of full review; what the guide says in general comes after them.
    """
    ranks = {
        pack.id: 0 if pack.id not in SHIPPED_PACKS else 1 if pack.review else 2
        for pack in catalog.packs
    }
    return sorted(claims, key=lambda claim: ranks[claim.pack])


def speaking_of(catalog: Catalog, entity: str, stems: Iterable[str], *says: Says) -> list[Claim]:
    """Return the claims on an entity that say most of these words, those that say most first.

    The rarer a word is among all claims, the more it counts.
    """
    wanted = {one for one in stems if len(one) > _SMALL}
    claims = catalog.claims_about(entity, *(says or DETAILS)) if wanted else ()
    shared = {claim.id: wanted & stems_of(claim.text) for claim in claims}
    if not any(shared.values()):
        return []
    weights = {one: sum(rarity(catalog, stem) for stem in said) for one, said in shared.items()}
    least = max(_TELLING, sum(rarity(catalog, stem) for stem in wanted) / 2)
    found = (claim for claim in claims if weights[claim.id] >= least)
    return sorted(found, key=lambda claim: -weights[claim.id])


@once
def rarity(catalog: Catalog, stem: str) -> float:
    """Return the natural logarithm of one in how many claims says a word, known by its stem."""
    saying = sum(stem in claim.text for claim in catalog.claims)
    return log(len(catalog.claims) / max(saying, 1))


def practices_naming(
    catalog: Catalog, components: Iterable[str], topics: Iterable[str]
) -> list[Claim]:
    """Return the practices of topics that name one of the components."""
    names = [name for one in components for name in names_of(catalog, one)]
    practices = (c for one in topics for c in catalog.claims_about(one, Says.PRACTICE))
    return [claim for claim in practices if says_any(claim, names)]


def names_of(catalog: Catalog, component: str) -> list[tuple[str, ...]]:
    """Return a component's name and aliases, each as its words."""
    one = catalog.components[component]
    return [words(text) for text in (one.name, *(alias.text for alias in one.aliases))]


def says_any(claim: Claim, names: Iterable[Sequence[str]]) -> bool:
    """Tell whether a claim's words have one of the names, each given as its words, among them."""
    told = f" {' '.join(words(claim.text))} "
    return any(f" {' '.join(name)} " in told for name in names)


@lru_cache(maxsize=2048)  # the claims of what is asked about are read several times an answer
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text's words."""
    return frozenset(stem(word) for word in words(text))
