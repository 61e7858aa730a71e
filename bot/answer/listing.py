"""List: the components that are known, by kind or by layer."""

from collections.abc import Sequence

from bot.answer.alternatives import alternatives
from bot.answer.deciding import choosing_among
from bot.answer.decline import note_unweighed, nothing_known
from bot.answer.define import explain
from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for,
    built_for_any,
    candidates,
    claims_fitting,
    first_is,
    is_quality,
)
from bot.answer.limits import left_out
from bot.answer.model import Answer, Outcome
from bot.answer.open_choice import lean_by_use
from bot.answer.phrases import Say, fill, listed, some
from bot.answer.recommend import recommend
from bot.answer.rest import DESCRIBED, ON_LAYER, by_job, by_layer, described, left_over
from bot.answer.standing import best_known
from bot.answer.uses import when_each
from bot.answer.when_to_use import when_to_use
from bot.catalog.wording import ConceptKind
from bot.question.model import Question

_MAX_TOPICS = 30
_MAX_DESCRIBED = 4
_MAX_IN_USE = 4
"""Names of a kind where it is asked what goes with a language: the best known ones."""


def listing(draft: Draft) -> Answer:
    """Answer which components are known of a kind, for a language or need, or at all."""
    catalog, question = draft.catalog, draft.question
    conditions = question.needs and all(is_quality(catalog, one) for one in question.needs)
    if len(question.components) == 1 and conditions and not question.kinds:  # "managed X offerings"
        return when_to_use(draft)
    among = candidates(catalog, question)
    wanted = (*question.needs, *question.topics)
    if question.components:
        bases = set(question.components)
        built = [one for one in among if built_for(catalog, one) & bases]
        among = built if len(built) > 1 else built_for_any(catalog, among, bases)
    if wanted:
        among = [one for one in among if claims_fitting(catalog, one, wanted)]
    if not among and question.kinds and question.components:  # "X-style frameworks"
        return alternatives(draft)
    if not among and question.topics:
        return explain(draft, question.topics[:1])
    if not among and wanted:
        return recommend(draft)
    if not among or question.unclear or (_names_unknown(draft) and not wanted):
        return nothing_known(draft)
    known = best_known(catalog, among)
    _headed(draft, known, (*question.components, *wanted))
    left_out(draft)
    if len(known) <= DESCRIBED:
        _describe(draft, known)
    else:
        _name(draft, known)
    if among == candidates(catalog, Question("list")) and catalog.topics:
        topics = list(catalog.topics)
        draft.say(Say.TOPICS, names=some(map(draft.name, topics), _MAX_TOPICS))
        draft.leave(left_over(topics, _MAX_TOPICS))
    note_unweighed(draft)
    draft.lead_with(known)
    first = known[0]
    return draft.finish(Outcome.ANSWERED, suggestions=[Question("define", components=(first,))])


def _names_unknown(draft: Draft) -> bool:
    """Tell whether what is asked for is a name, or a sort, that nothing is claimed of."""
    question, concepts = draft.question, draft.catalog.concepts
    sorts = [one for one in question.concepts if concepts[one].kind is ConceptKind.CATEGORY]
    return bool(question.unknown or (sorts and not question.kinds))


def _headed(draft: Draft, known: Sequence[str], for_: Sequence[str]) -> None:
    """Say which are known, of which kinds and for what, or how many, and when to take which."""
    plurals = [draft.catalog.kinds[one].plural for one in draft.question.kinds]
    kinds = listed(plurals) if plurals else (Say.COMPONENTS.value,)
    needs = draft.names(for_)
    if len(known) <= DESCRIBED:
        names = draft.names(known)
        draft.say(Say.MEMBERS_FOR if for_ else Say.MEMBERS, kinds=kinds, names=names, needs=needs)
    elif not draft.question.components:
        phrase = Say.MEMBERS_COUNTED_FOR if for_ else Say.MEMBERS_COUNTED
        draft.say(phrase, kinds=kinds, count=str(len(known)), needs=needs)
    if plurals and len(known) > DESCRIBED:
        lean_by_use(draft, known[:DESCRIBED])
    elif plurals and (choosing := choosing_among(draft.catalog, known)) is not None:
        draft.state(choosing)


def _describe(draft: Draft, known: Sequence[str]) -> None:
    """Add what each does, as far as there is room."""
    told = {one: claim for one in known if (claim := first_is(draft.catalog, one)) is not None}
    draft.bullets(fill(Say.WHAT_EACH_DOES), described(draft, told))
    draft.leave(one for one in known if one not in told or not draft.has_told(told[one]))


def _name(draft: Draft, known: Sequence[str]) -> None:
    """Add the names, by kind or by layer, and what the first of them do as far as there is room."""
    layers = (by_job if draft.question.subjects else by_layer)(draft.catalog, known)
    most = _MAX_IN_USE if draft.question.components else ON_LAYER
    for layer, ids in layers.items():
        draft.say(Say.LAYER_HAS, layer=layer, names=some(map(draft.name, ids), most))
        draft.leave(left_over(ids, most))
    if len(layers) == 1 or draft.question.subjects:  # else it is all that there is
        firsts = dict.fromkeys((*(ids[0] for ids in layers.values()), *known[:_MAX_DESCRIBED]))
        if draft.question.components:
            draft.bullets(fill(Say.WHICH_WHEN), when_each(draft, list(firsts)), _MAX_DESCRIBED)
            return
        told = {one: claim for one in firsts if (claim := first_is(draft.catalog, one)) is not None}
        draft.bullets(fill(Say.WHAT_EACH_DOES), described(draft, told), _MAX_DESCRIBED)
