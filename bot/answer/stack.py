"""Stack: what fits an app, layer by layer, with reasons; layers without a fit are named."""

from bot.answer.decline import nothing_known
from bot.answer.define import explain
from bot.answer.draft import Draft
from bot.answer.facts import built_for_any, candidates, claims_fitting, ranked_fits
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill, listed
from bot.catalog.model import Layer
from bot.question.model import Question

_LAYERS_TOPIC = "stack-layers"
_MAX_PER_LAYER = 2


def stack(draft: Draft) -> Answer:
    """Answer with what fits the needs on each layer of a stack."""
    catalog, question = draft.catalog, draft.question
    if not question.needs:
        if question.components or _LAYERS_TOPIC not in catalog.topics:
            return nothing_known(draft)
        return explain(draft, (_LAYERS_TOPIC,))
    chosen = {layer: _choose(draft, layer) for layer in catalog.layers}
    leads = [component for found in chosen.values() for component in found]
    if not leads:
        return nothing_known(draft)
    draft.say(
        Say.NAMED_FOR,
        needs=draft.names(question.needs),
        packs=draft.packs(),
        names=draft.names(leads),
    )
    draft.lead_with(leads)
    for layer, found in chosen.items():
        items = [
            draft.statement(claim, lead=(Name(draft.name(component)),))
            for component in found
            for claim in claims_fitting(catalog, component, question.needs)
        ]
        draft.bullets(fill(Say.LAYER, layer=layer.name), items)
    empty = [layer.name for layer, found in chosen.items() if not found]
    if empty:
        draft.say(Say.NO_LAYER_FOR, packs=draft.packs(), names=listed(empty))
    weighed = [Question("when_to_use", components=(one,)) for one in leads[:2]]
    return draft.finish(Outcome.ANSWERED, suggestions=weighed)


def _choose(draft: Draft, layer: Layer) -> list[str]:
    """Return what fits on one layer; of a framework's rivals, those for a language named."""
    catalog, question = draft.catalog, draft.question
    among = [
        one
        for one in candidates(catalog, Question("stack", excluded=question.excluded))
        if catalog.kinds[catalog.components[one].kind].layer == layer.id
    ]
    named = [one for one in among if one in question.components]
    among = named or built_for_any(catalog, among, question.components) or among
    fits = ranked_fits(catalog, among, question.needs, question.needs)
    return [fit.component for fit in fits][:_MAX_PER_LAYER]
