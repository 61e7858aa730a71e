"""What there is on a layer of a stack, and what is taken there."""

from collections.abc import Sequence

from bot.answer.clouds import on_clouds
from bot.answer.defaults import default_of
from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for,
    built_for_any,
    candidates,
    claims_fitting,
    compatible,
    is_core,
    with_bases,
)
from bot.answer.fits import Fit, ranked_fits
from bot.answer.standing import best_known
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Says
from bot.question.model import Question

LANGUAGE, FRAMEWORK, DATA = "language", "framework", "data"
CHOSEN = {FRAMEWORK: "framework", DATA: "database"}
"""The kinds of which a stack takes one where nothing decides."""
_ACCESS = "data-access-library"
_IN_PLACE = frozenset({"nosql-database", "time-series-database"})
"""The kinds of stores that are taken in place of the usual one, not beside it."""
WRITTEN_IN = (LANGUAGE, FRAMEWORK)
"""The layers of what a stack is written in, chosen together."""


def used_in(draft: Draft) -> list[str]:
    """Return what is named, with what it is built for."""
    return [
        one
        for one in with_bases(draft.catalog, draft.question.components)
        if one in draft.catalog.components
    ]


def used_on(draft: Draft, layer: str) -> list[str]:
    """Return what is named, or built on, of a layer; a language that another one is built on isn't.

    Who writes TypeScript need not be told to take JavaScript.
    """
    left = (one for one in used_in(draft) if one not in draft.question.excluded)
    used = [one for one in left if layer_of(draft, one) == layer]
    under = {base for one in used for base in built_for(draft.catalog, one)}
    return [one for one in used if one in draft.question.components or one not in under]


def layer_of(draft: Draft, component: str) -> str:
    """Return the layer that a component is on."""
    return draft.catalog.kinds[draft.catalog.components[component].kind].layer


def maps_tables(draft: Draft) -> bool:
    """Tell whether a library by which programs use databases is named, and no database.

    The usual one goes with that, whatever else a purpose asks for.
    """
    catalog = draft.catalog
    stores = [one for one in used_in(draft) if one in in_stacks(catalog, DATA)]
    return not stores and any(catalog.job(one) == _ACCESS for one in draft.question.components)


def own_layer(catalog: Catalog, need: str) -> str | None:
    """Return the layer on which something is there for a need, if a need is a part's own."""
    kind = _kind_for(catalog, need)
    return None if kind is None else catalog.kinds[kind].layer


def on_layer(draft: Draft, layer: str) -> list[str]:
    """Return the components of a layer that are not ruled out."""
    among, excluded = in_stacks(draft.catalog, layer), draft.question.excluded
    if not excluded:
        return list(among)
    left = candidates(draft.catalog, Question("stack", excluded=excluded))
    return [one for one in left if one in among]


@once
def in_stacks(catalog: Catalog, layer: str) -> tuple[str, ...]:
    """Return the components of a layer, but those whose kind stands beside a stack, not in it."""
    return tuple(
        component.id
        for component in catalog.components.values()
        if catalog.kinds[component.kind].layer == layer
        and not any(
            catalog.kinds[kind].stack == "never" for kind in catalog.kind_chain(component.kind)
        )
    )


def fitting_on(draft: Draft, layer: str, needs: Sequence[str], chosen: Sequence[str]) -> list[Fit]:
    """Return what fits needs on a layer and goes with what is named, best first."""
    catalog, question = draft.catalog, draft.question
    among = on_layer(draft, layer)
    on = used_on(draft, layer)  # who writes in one language takes not what that one is built on
    named = [one for one in among if one in on]
    written = layer in WRITTEN_IN
    among = (
        named
        or (built_for_any(catalog, among, question.components) if written else [])
        or compatible(catalog, among, with_bases(catalog, (*question.components, *chosen)))
    )
    among = on_clouds(catalog, among, question.components)
    if layer == DATA:  # what lives in a program of one language is no first choice
        free = [one for one in among if one in named or not _is_of_language(draft, one)]
        among = free or among
    return ranked_fits(catalog, among, needs, question.needs, (*question.components, *chosen))


def language_and_framework(draft: Draft, needs: Sequence[str]) -> dict[str, list[str]]:
    """Return a language and a framework built for it that fit needs best, by layer.

    Where only one of them is named for the needs, the other follows from it.
    """
    catalog = draft.catalog
    needs = [one for one in needs if own_layer(catalog, one) in (None, *WRITTEN_IN)]
    languages, frameworks = (
        [fit.component for fit in (fitting_on(draft, layer, needs, ()) if needs else ())]
        for layer in WRITTEN_IN
    )
    pairs = [
        (languages.index(language), frameworks.index(framework), framework, language)
        for framework in frameworks
        for language in languages
        if language in built_for(catalog, framework)
    ]
    if pairs:
        *_, framework, language = min(pairs)
        return {LANGUAGE: [language], FRAMEWORK: [framework]}
    for framework in frameworks:
        for base in sorted(built_for(catalog, framework)):
            if base in catalog.components and layer_of(draft, base) == LANGUAGE:
                return {LANGUAGE: [base], FRAMEWORK: [framework]}
    return {}


def by_default(draft: Draft, layer: str, chosen: Sequence[str]) -> list[str]:
    """Return what to take on a layer where nothing decides, to go with what is chosen."""
    catalog = draft.catalog
    among = on_layer(draft, layer)
    if layer in WRITTEN_IN:
        among = built_for_any(catalog, among, with_bases(catalog, chosen))
    kind = CHOSEN.get(layer)
    if kind is None or not among:
        return []
    every = [one.id for one in catalog.members(kind)]
    defaults = [default_of(catalog, kind, within) for within in (among, every)]
    named = [one for found in defaults if found is not None for one in found[1] if one in among]
    return (named or best_known(catalog, among))[:1] if layer != DATA or named else []


def stores_of(draft: Draft, needs: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Return the store that is taken where nothing decides, with what some need asks for beside it.

    There is none where a store is named, goes with the rest, or is made for what is wanted, such as
    time series, nor where a team's own pack names one.
    """
    catalog = draft.catalog
    if used_on(draft, DATA) or not (usual := by_default(draft, DATA, chosen)):
        return []
    first = fitting_on(draft, DATA, needs, chosen)[:1] if needs else []
    ties = {c.object for one in chosen for c in catalog.claims_about(one, Says.PAIRS)}
    if any(fit.component in ties or draft.packs(fit.claims) for fit in first):
        return []
    told = (*usual, *chosen)
    if first and not any(claims_fitting(catalog, one, draft.question.needs) for one in told):
        return []
    beside: list[str] = []
    for need in needs:
        kind = _kind_for(catalog, need)
        if kind is None or claims_fitting(catalog, usual[0], [need]):
            continue
        if not _IN_PLACE.isdisjoint(catalog.kind_chain(kind)):
            return []
        beside += [fit.component for fit in fitting_on(draft, DATA, [need], chosen)[:1]]
    return list(dict.fromkeys((*usual, *beside)))


def paired_with(draft: Draft, fit: Fit, chosen: Sequence[str]) -> list[str]:
    """Return what claims pair with the rest of a stack, where what fits isn't made for it."""
    catalog, job = draft.catalog, draft.catalog.job(fit.component)
    if fit.component in draft.question.components or any(is_core(catalog, c) for c in fit.claims):
        return []
    paired = {claim.object for one in chosen for claim in catalog.claims_about(one, Says.PAIRS)}
    tied = [one for one in on_layer(draft, DATA) if one in paired and catalog.job(one) == job]
    return [] if fit.component in tied else best_known(catalog, tied)[:1]


def _kind_for(catalog: Catalog, need: str) -> str | None:
    """Return the kind that is there for a need, if one is."""
    return next((kind.id for kind in catalog.kinds.values() if kind.need == need), None)


def _is_of_language(draft: Draft, component: str) -> bool:
    """Tell whether something is built for a language, as a database within Java programs is."""
    bases = built_for(draft.catalog, component)
    return any(b in draft.catalog.components and layer_of(draft, b) == LANGUAGE for b in bases)
