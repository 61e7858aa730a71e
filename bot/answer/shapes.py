"""How an application of a kind is put together: a stack made of the parts that a claim names."""

from collections.abc import Sequence

from bot.answer.clients import say_of_clients
from bot.answer.clouds import is_of_cloud, on_clouds
from bot.answer.decline import note_unknown, note_unweighed
from bot.answer.defaults import default_of
from bot.answer.draft import Draft, Told
from bot.answer.each import line_on
from bot.answer.facts import claims_fitting, is_quality
from bot.answer.layers import (
    CHOSEN,
    FRAMEWORK,
    WRITTEN_IN,
    by_default,
    language_and_framework,
    layer_of,
    used_on,
)
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.verdict import verdict_of
from bot.catalog.model import SHIPPED_PACKS, Claim, Says
from bot.question.model import Question


def shape_for(draft: Draft, purposes: Sequence[str]) -> Claim | None:
    """Return how an application for one of the purposes is put together, if claims tell.

    What is of the cloud in use comes first. A team's own word on a purpose comes before it, and so
    do parts that are asked for by their kinds.
    """
    catalog, used = draft.catalog, draft.question.components
    spoken = [claim for need in purposes for claim in catalog.claims_for(need)]
    if draft.question.kinds or any(claim.pack not in SHIPPED_PACKS for claim in spoken):
        return None

    def of_clouds(claim: Claim) -> int:
        return sum(is_of_cloud(catalog, one, used) for one in claim.about)

    return max((one for one in spoken if one.says is Says.SHAPE), key=of_clouds, default=None)


def shaped(draft: Draft, shape: Claim, purposes: Sequence[str]) -> Answer:
    """Answer with the parts that a claim names, and what fits them on the layers above."""
    catalog, question = draft.catalog, draft.question
    written = _written_in(draft, purposes)
    used = [one for layer in catalog.layers for one in used_on(draft, layer.id)]
    beside = [one for one in used if layer_of(draft, one) not in WRITTEN_IN]
    leads = list(dict.fromkeys((*written, *beside, *_parts(draft, shape, used))))
    note_unknown(draft)
    draft.say(Say.STACK_BY_DEFAULT, names=draft.names(leads))
    draft.state(shape)
    draft.lead_with(leads)
    say_of_clients(draft)
    unmet = (
        need
        for need in question.needs
        if need not in shape.needs
        and (
            is_quality(catalog, need)
            or not any(claims_fitting(catalog, one, [need]) for one in leads)
        )
    )
    draft.leave_unweighed(map(draft.name, unmet))
    note_unweighed(draft)
    _say_layers(draft, leads, purposes)
    weighed = [Question("when_to_use", components=(one,)) for one in leads[:2]]
    return draft.finish(Outcome.ANSWERED, suggestions=weighed)


def _written_in(draft: Draft, purposes: Sequence[str]) -> list[str]:
    """Return language and framework: what is named, what fits, or what is usual with what is named.

    Where nothing of it is named and nothing fits, that is left to who builds it.
    """
    found = language_and_framework(draft, purposes)
    chosen = [one for layer in WRITTEN_IN for one in found.get(layer, ())]
    if chosen:
        return chosen
    named = [one for layer in WRITTEN_IN for one in used_on(draft, layer)]
    if any(layer_of(draft, one) == FRAMEWORK for one in named) or not named:
        return named
    return [*named, *by_default(draft, FRAMEWORK, named)]


def _parts(draft: Draft, shape: Claim, used: Sequence[str]) -> list[str]:
    """Return the parts that a claim names but those that something in use is there for."""
    catalog, question = draft.catalog, draft.question
    taken = {catalog.job(one) for one in used}
    free = on_clouds(catalog, shape.about, question.components)
    return [one for one in free if catalog.job(one) not in taken and one not in question.excluded]


def _say_layers(draft: Draft, leads: Sequence[str], purposes: Sequence[str]) -> None:
    """Add why to take what a stack is written in, and each part as far as there is room."""
    catalog, question = draft.catalog, draft.question
    for layer in catalog.layers:
        found = [one for one in leads if layer_of(draft, one) == layer.id]
        told = {one: _why(draft, one, purposes) for one in found if one not in question.components}
        lines = [line_on(draft, one, claim) for one, claim in told.items() if claim is not None]
        if layer.id == FRAMEWORK and not found:
            lines = _usual(draft)
        draft.bullets(fill(Say.LAYER, layer=layer.name), lines)


def _why(draft: Draft, component: str, purposes: Sequence[str]) -> Claim | None:
    """Return why to take a part: for what it is for, or of a framework when to take it at all."""
    fitting = claims_fitting(draft.catalog, component, purposes)
    if fitting or layer_of(draft, component) != FRAMEWORK:
        return next(iter(fitting), None)
    return verdict_of(draft.catalog, component)


def _usual(draft: Draft) -> list[Told]:
    """Return what to take as a framework where nothing decides."""
    among = list(draft.catalog.components)
    found = default_of(draft.catalog, CHOSEN[FRAMEWORK], among)
    return [] if found is None else [Told(found[0])]
