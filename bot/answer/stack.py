"""Stack: what fits an app, layer by layer, with reasons; layers without a fit are named."""

from collections.abc import Sequence

from bot.answer.decline import nothing_known
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    Fit,
    best_known,
    built_for,
    built_for_any,
    candidates,
    claims_fitting,
    first_is,
    linked_claims,
    ranked_fits,
)
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill, listed
from bot.answer.recommend import named_by_need, say_by_need
from bot.catalog.model import Layer
from bot.question.model import Question

_MAX_PER_LAYER = 2
_FOR_GROWTH = 40  # words
_LANGUAGE, _FRAMEWORK = "language", "framework"
"""The layers of what a stack is written in, chosen together."""
_MAX_GROWTH = 3
_MAX_NAMED = 5


def stack(draft: Draft) -> Answer:
    """Answer with what fits the needs on each layer of a stack."""
    catalog, question = draft.catalog, draft.question
    if not question.needs:
        return nothing_known(draft) if question.unknown else _by_layer(draft)
    chosen: dict[Layer, list[str]] = {}
    together = _language_and_framework(draft)
    for layer in catalog.layers:
        before = [one for found in chosen.values() for one in found]
        chosen[layer] = together.get(layer.id) or _choose(draft, layer, before)
    leads = [component for found in chosen.values() for component in found]
    fitting = {one: claims_fitting(catalog, one, question.needs) for one in leads}
    fits = [Fit(one, claims) for one, claims in fitting.items() if claims]
    if not fits:
        return nothing_known(draft)
    missing = say_by_need(draft, named_by_need(fits, question.needs), question.needs)
    if missing:
        nothing = Say.ANYTHING.value
        draft.say(Say.NO_SUCH_FOR, packs=draft.packs(), kind=nothing, needs=draft.names(missing))
    draft.lead_with(leads)
    open_ = [layer for layer, found in chosen.items() if not found]
    if open_:
        names = listed(layer.name for layer in open_)
        draft.say(Say.NO_LAYER_FOR, names=names)
    for layer, found in chosen.items():
        items = [
            Told(claim, (Name(draft.name(component)),))
            for component in found
            for claim in (fitting[component] or linked_claims(catalog, component, leads))[:1]
        ]
        draft.bullets(fill(Say.LAYER, layer=layer.name), items, leave=_FOR_GROWTH)
    _as_it_grows(draft, leads)
    weighed = [Question("when_to_use", components=(one,)) for one in leads[:2]]
    return draft.finish(Outcome.ANSWERED, suggestions=weighed)


def _as_it_grows(draft: Draft, leads: Sequence[str]) -> None:
    """Add what comes with growth: what is named for such needs, then the practices."""
    catalog, question = draft.catalog, draft.question
    among = [one for one in candidates(catalog, question) if one not in leads]
    needs = [n.id for n in catalog.needs.values() if n.stage and n.id not in question.needs]
    claims = {
        fit.claims[0].id: fit.claims[0]
        for need in needs
        for fit in ranked_fits(catalog, among, [need], [need])[:1]
    }
    items = [Told(claim, draft.names(claim.needs)) for claim in claims.values()]
    items += [
        Told(claim, (Name(topic.name),))
        for topic in catalog.topics.values()
        if topic.stage and (claim := first_is(catalog, topic.id)) is not None
    ]
    draft.bullets(fill(Say.AS_IT_GROWS), items, _MAX_GROWTH)


def _by_layer(draft: Draft) -> Answer:
    """Show what each layer has to choose from, where no need was stated to choose by."""
    catalog, question = draft.catalog, draft.question
    draft.say(Say.DEPENDS, packs=draft.packs())
    for layer in catalog.layers:
        among = [one for one in candidates(catalog, question) if _layer(draft, one) == layer.id]
        named = [one for one in among if one in question.components]
        among = named or built_for_any(catalog, among, question.components) or among
        names = draft.names(best_known(catalog, among)[:_MAX_NAMED])
        if names:
            draft.say(Say.LAYER_HAS, layer=layer.name, names=names)
    _as_it_grows(draft, ())
    first = list(catalog.needs)[:2]
    further = [Question("stack", needs=(need,)) for need in first]
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def _layer(draft: Draft, component: str) -> str:
    return draft.catalog.kinds[draft.catalog.components[component].kind].layer


def _on_layer(draft: Draft, layer: str) -> list[str]:
    """Return the components of a layer that are not ruled out."""
    among = candidates(draft.catalog, Question("stack", excluded=draft.question.excluded))
    return [one for one in among if _layer(draft, one) == layer]


def _language_and_framework(draft: Draft) -> dict[str, list[str]]:
    """Return a language and a framework built for it that fit the needs best, by layer.

    Where only one of them is named for the needs, the other follows from it.
    """
    catalog = draft.catalog
    languages, frameworks = (
        [fit.component for fit in _fitting(draft, layer, draft.question.needs, ())]
        for layer in (_LANGUAGE, _FRAMEWORK)
    )
    pairs = [
        (languages.index(language), frameworks.index(framework), framework, language)
        for framework in frameworks
        for language in languages
        if language in built_for(catalog, framework)
    ]
    if pairs:
        *_, framework, language = min(pairs)
        return {_LANGUAGE: [language], _FRAMEWORK: [framework]}
    for framework in frameworks:
        for base in sorted(built_for(catalog, framework)):
            if base in catalog.components and _layer(draft, base) == _LANGUAGE:
                return {_LANGUAGE: [base], _FRAMEWORK: [framework]}
    return {}


def _fitting(draft: Draft, layer: str, needs: Sequence[str], chosen: Sequence[str]) -> list[Fit]:
    """Return what fits needs on a layer and goes with what is named, best first."""
    catalog, question = draft.catalog, draft.question
    among = _on_layer(draft, layer)
    named = [one for one in among if one in question.components]
    among = named or built_for_any(catalog, among, question.components) or among
    return ranked_fits(catalog, among, needs, question.needs, (*question.components, *chosen))


def _choose(draft: Draft, layer: Layer, chosen: Sequence[str]) -> list[str]:
    """Return what fits on one layer, or else what is built for what is chosen already."""
    needs = draft.question.needs
    fitting = _fitting(draft, layer.id, needs, chosen)[:1]
    covered = {need for fit in fitting for claim in fit.claims for need in claim.needs}
    for need in needs:
        if need not in covered:
            fitting += _fitting(draft, layer.id, [need], chosen)[:1]
    if fitting:
        return list(dict.fromkeys(fit.component for fit in fitting))
    among = _on_layer(draft, layer.id)
    named = [one for one in among if one in draft.question.components]
    return (named or built_for_any(draft.catalog, among, chosen))[:_MAX_PER_LAYER]
