"""Stack: what fits an app, layer by layer, with reasons; layers without a fit are named."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.answer.clients import say_of_clients
from bot.answer.decline import note_unknown_last, note_unweighed, nothing_known
from bot.answer.defaults import default_of
from bot.answer.draft import Draft, Told
from bot.answer.each import line_on
from bot.answer.facts import (
    candidates,
    claims_fitting,
    first_is,
    is_core,
    is_quality,
    linked_claims,
    with_bases,
)
from bot.answer.fits import Fit, needs_of_kind, ranked_fits
from bot.answer.layers import (
    CHOSEN,
    DATA,
    FRAMEWORK,
    LANGUAGE,
    by_default,
    fitting_on,
    in_stacks,
    language_and_framework,
    layer_of,
    maps_tables,
    on_layer,
    own_layer,
    paired_with,
    stores_of,
    used_on,
)
from bot.answer.model import Answer, Outcome
from bot.answer.naming import naming
from bot.answer.phrases import Say, fill, listed
from bot.answer.shapes import shape_for, shaped
from bot.answer.uses import unsaid
from bot.answer.verdict import verdict_of
from bot.catalog.model import Catalog, Claim, Layer, Says
from bot.question.model import Question

_BESIDE = ("integration", "operations")
_HOSTED = "cloud-platform"
_FOR_CLOSING = 40  # words
_NEEDED = (LANGUAGE, FRAMEWORK, DATA)
_MAX_PER_LAYER, _MAX_GROWTH, _MAX_PURPOSES = 2, 2, 4


def stack(draft: Draft) -> Answer:
    """Answer with what fits the needs on each layer of a stack."""
    catalog, question = draft.catalog, draft.question
    if not question.needs and question.recognised:
        return nothing_known(draft)
    if not question.needs:
        note_unknown_last(draft)
    purposes = _purposes(draft)
    if not any(catalog.claims_for(one) for one in purposes):
        draft.unweighed = (*question.needs, *draft.unweighed)
        return _with_named(draft) if question.components else _without_purpose(draft)
    if (shape := shape_for(draft, purposes)) is not None:
        return shaped(draft, shape, purposes)
    chosen = _chosen(draft, purposes)
    leads = [component for found in chosen.values() for component in found]
    fitting = {one: claims_fitting(catalog, one, question.needs) for one in leads}
    near = _near(draft, question.needs)
    reasons = {one: fitting[one] or claims_fitting(catalog, one, near) for one in leads}
    if not any(claims_fitting(catalog, one, (*purposes, *near)) for one in leads):
        draft.unweighed = (*purposes, *draft.unweighed)
        return _with_named(draft) if question.components else nothing_known(draft)
    if any(claims_fitting(catalog, one, purposes) for one in leads):
        wanted = [*purposes, *(one for one in question.needs if one not in purposes)]
        draft.leave_unweighed(map(draft.name, _say_stack(draft, leads, wanted)))
    else:  # what is nearest to it
        _say_stack(draft, leads, near)
        draft.leave_unweighed(map(draft.name, question.needs))
    note_unweighed(draft)
    say_of_clients(draft)
    draft.lead_with(leads)
    open_ = [one.name for one, found in chosen.items() if not found and one.id in _NEEDED]
    if open_:
        draft.say(Say.NO_LAYER_FOR, names=listed(open_))
    for layer, found in chosen.items():
        items = [
            line_on(draft, component, claim)
            for component in found
            if component not in question.components  # which need not be told what it is
            or fitting[component]
            for claim in (reasons[component] or _in_general(draft, component, leads))[:1]
        ]
        draft.bullets(fill(Say.LAYER, layer=layer.name), items)
    _as_it_grows(draft, leads)
    weighed = [Question("when_to_use", components=(one,)) for one in leads[:2]]
    return draft.finish(Outcome.ANSWERED, suggestions=weighed)


def _chosen(draft: Draft, purposes: Sequence[str]) -> dict[Layer, list[str]]:
    """Return what to take on each layer; a language follows from what was chosen, if need be."""
    catalog = draft.catalog
    chosen: dict[Layer, list[str]] = {}
    together = language_and_framework(draft, purposes)
    for layer in catalog.layers:
        before = [one for found in chosen.values() for one in found]
        chosen[layer] = together.get(layer.id) or _choose(draft, layer, before)
    bases = with_bases(catalog, [one for found in chosen.values() for one in found])
    languages = [one for one in bases if one in in_stacks(catalog, LANGUAGE)]
    return {
        layer: found or (languages[:1] if layer.id == LANGUAGE else [])
        for layer, found in chosen.items()
    }


def _say_stack(draft: Draft, leads: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Say which components make up the stack, for what of the wanted; return what isn't met."""
    catalog = draft.catalog
    claims = [claim for one in leads for claim in claims_fitting(catalog, one, wanted)]
    met = [need for need in wanted if any(need in claim.needs for claim in claims)]
    purposes = [one for one in met if not is_quality(catalog, one)] or met
    missing = [need for need in wanted if need not in met]
    if any(own_layer(catalog, one) in _BESIDE for one in purposes) and not draft.packs(claims):
        draft.say(Say.STACK_BY_DEFAULT, names=draft.names(leads))  # parts are asked for, too
        return missing
    named = [one for one in leads if claims_fitting(catalog, one, purposes)]
    others = [one for one in leads if one not in named]
    draft.say(
        Say.STACK_FOR if others else Say.NAMED_FOR,
        naming(catalog, named, met),
        packs=draft.packs(claims),
        needs=draft.names(purposes),
        names=draft.names(named),
        others=draft.names(others),
    )
    return missing


def _in_general(draft: Draft, component: str, leads: Sequence[str]) -> tuple[Claim, ...]:
    """Return why to take what nothing names for the needs: by default, or with the rest."""
    catalog = draft.catalog
    kind = catalog.components[component].kind
    default = default_of(catalog, kind, list(catalog.components))
    if default is not None and component == default[1][0] and layer_of(draft, component) == DATA:
        return (default[0],)
    told = verdict_of(catalog, component) or first_is(catalog, component)
    return linked_claims(catalog, component, leads) if told is None else (told,)


def _purposes(draft: Draft) -> list[str]:
    """Return what a stack is for: the needs but those of any choice, such as a small team."""
    return [one for one in draft.question.needs if not is_quality(draft.catalog, one)]


def _as_it_grows(draft: Draft, leads: Sequence[str]) -> None:
    """Add what the stack itself, or what goes with it, is named for, where growth is asked about.

    What does the job of a part of it would take its place, and doesn't go with it. One thing is
    told of each.
    """
    catalog, question = draft.catalog, draft.question
    if not _asks_for_growth(draft):
        return
    jobs = {catalog.job(one) for one in leads}
    beside = [
        one
        for one in candidates(catalog, question)
        if catalog.job(one) not in jobs
        and layer_of(draft, one) == DATA
        and linked_claims(catalog, one, leads)
    ]
    claims: dict[str, Claim] = {}  # by component
    for need in (one.id for one in catalog.needs.values() if one.stage):
        own, further = (ranked_fits(catalog, among, [need], [need]) for among in (leads, beside))
        fits = (*further, *own) if claims else (*own, *further)
        for fit in [one for one in fits if one.component not in claims][:1]:
            claims[fit.component] = fit.claims[0]
    items = [Told(claim, unsaid(draft, claim.needs, claim)) for claim in claims.values()]
    draft.bullets(fill(Say.AS_IT_GROWS), items, _MAX_GROWTH)


def _asks_for_growth(draft: Draft) -> bool:
    """Tell whether what is wanted is to grow, or stands for that: a scalable architecture."""
    needs = draft.catalog.needs
    stages = {one.id for one in needs.values() if one.stage}
    return any(
        need in stages or not stages.isdisjoint(needs[need].near) for need in draft.asked.needs
    )


def _without_purpose(draft: Draft) -> Answer:
    """Say what is named for a few purposes, where none that is known was stated."""
    catalog, question = draft.catalog, draft.question
    by_first: dict[str, str] = {}
    for need in catalog.needs:
        if len(fits := _for_need(draft, need)) > 1:
            by_first.setdefault(fits[0].component, need)
        if len(by_first) == _MAX_PURPOSES:
            break
    apart = list(by_first.values())
    further = [replace(question, needs=(need,), unclear=False) for need in apart]
    unnamed = question.unclear and not draft.names_purpose
    if unnamed:
        draft.say(Say.NOTHING_ON_NEED)
    for kind in CHOSEN.values():
        if (found := default_of(catalog, kind, candidates(catalog, question))) is not None:
            draft.state(found[0])
    _say_practices(draft)
    if draft.is_empty:
        draft.say(Say.DEPENDS)
    say_of_clients(draft)
    draft.say(Say.FOR_INSTANCE, needs=draft.names(apart, Say.OR))
    note_unweighed(draft)
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def _say_practices(draft: Draft) -> None:
    """State first of all where to run it, and what to do about the practices that are named."""
    catalog, topics = draft.catalog, draft.question.topics
    chosen = [one.id for one in catalog.topics.values() if _HOSTED in one.chooses]
    for topic in (*(one for one in topics if one in catalog.topics), *chosen):
        for claim in catalog.claims_about(topic, Says.PRACTICE)[:1]:
            if draft.has_room(claim, _FOR_CLOSING):
                draft.state(claim)


def _with_named(draft: Draft) -> Answer:
    """Show what goes with what is named on each layer, where no need was stated to choose by."""
    catalog, question = draft.catalog, draft.question
    chosen: dict[Layer, list[str]] = {}
    for layer in catalog.layers:
        before = [*question.components, *(one for found in chosen.values() for one in found)]
        chosen[layer] = used_on(draft, layer.id) or by_default(draft, layer.id, before)
    leads = [one for found in chosen.values() for one in found]
    draft.say(Say.STACK_BY_DEFAULT, names=draft.names(leads))
    say_of_clients(draft)
    draft.lead_with(leads)
    for topic in question.topics:
        for claim in catalog.claims_about(topic, Says.PRACTICE)[:1]:
            draft.state(claim)
    for layer, found in chosen.items():
        told = (
            line_on(draft, one, claim)
            for one in found
            if one not in question.components
            for claim in _in_general(draft, one, leads)[:1]
        )
        draft.bullets(fill(Say.LAYER, layer=layer.name), told)
    note_unweighed(draft)
    further = [Question("when_to_use", components=(one,)) for one in leads[:2]]
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def _for_need(draft: Draft, need: str) -> list[Fit]:
    """Return what is made for a need on each layer, the best of each."""
    catalog = draft.catalog
    if catalog.needs[need].stage or is_quality(catalog, need):
        return []
    together = language_and_framework(draft, [need])
    written_in = {one for found in together.values() for one in found}
    firsts = [
        fit
        for layer in catalog.layers
        for fit in fitting_on(draft, layer.id, [need], ())
        if fit.component in written_in or layer.id not in together
    ]
    fits = {layer_of(draft, fit.component): fit for fit in reversed(firsts)}
    core = any(is_core(catalog, fit.claims[0]) for fit in fits.values())
    return list(reversed(fits.values())) if core and written_in else []


def _near(draft: Draft, needs: Sequence[str]) -> tuple[str, ...]:
    """Return what stands in for the needs on layers that nothing is named for them on."""
    known = draft.catalog.needs
    return tuple(dict.fromkeys(one for need in needs for one in known[need].near))


def _choose(draft: Draft, layer: Layer, chosen: Sequence[str]) -> list[str]:
    """Return what fits on one layer, or else what goes with what is chosen already."""
    needs = _purposes(draft)
    if layer.id in _BESIDE:
        return _doing_a_job(draft, layer.id, needs, chosen)
    if layer.id == DATA and maps_tables(draft):
        return by_default(draft, DATA, chosen)
    needs = [one for one in needs if own_layer(draft.catalog, one) in (None, layer.id)]
    if layer.id == DATA and (usual := stores_of(draft, needs, chosen)):
        return usual
    fitting = fitting_on(draft, layer.id, needs, chosen)[:1] if needs else []
    if fitting and layer.id == DATA and (tied := paired_with(draft, fitting[0], chosen)):
        return tied
    met = {need for fit in fitting for claim in fit.claims for need in claim.needs}
    for need in needs:
        if need not in met and not (layer.id == DATA and _is_met(draft, need, chosen)):
            fitting += fitting_on(draft, layer.id, [need], chosen)[:1]
    for near in _near(draft, needs):
        fitting = fitting or fitting_on(draft, layer.id, [near], chosen)[:1]
    if fitting:
        return list(dict.fromkeys(fit.component for fit in fitting))
    return used_on(draft, layer.id)[:_MAX_PER_LAYER] or by_default(draft, layer.id, chosen)


def _is_met(draft: Draft, need: str, chosen: Sequence[str]) -> bool:
    return any(claims_fitting(draft.catalog, one, [need]) for one in chosen)


def _doing_a_job(
    draft: Draft, layer: str, needs: Sequence[str], chosen: Sequence[str]
) -> list[str]:
    """Return what is named, or does what is wanted as its job, beside the program and its data."""
    catalog = draft.catalog
    found = [one for one in on_layer(draft, layer) if one in draft.question.components]
    for need in needs:
        if not _is_met(draft, need, (*chosen, *found)):
            fits = fitting_on(draft, layer, [need], chosen)
            found += [fit.component for fit in fits if _is_made_for(catalog, fit, need)][:1]
    return list(dict.fromkeys(found))


def _is_made_for(catalog: Catalog, fit: Fit, need: str) -> bool:
    core = any(is_core(catalog, claim) for claim in fit.claims)
    return core or need in needs_of_kind(catalog, fit.component)
