"""Names that a claim or two is all there is on: what became of them, and what is there instead."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from bot.answer.draft import Draft
from bot.answer.model import Answer, Outcome
from bot.catalog.model import Claim
from bot.question.model import Question

_ASKING_OF_NAMES = frozenset({"compare", "define", "when_to_use", "alternatives", "out_of_scope"})


def former_names(draft: Draft) -> Answer | None:
    """Tell what there is on such names; the draft is then about what is there instead of them.

    Return the answer if nothing else is asked.
    """
    question = draft.question
    told = _told(draft)
    if question.intent not in _ASKING_OF_NAMES or not told:
        return None
    claims = dict.fromkeys(claim for found in told.values() for claim in found)
    for claim in claims:
        draft.state(claim)
    names = (draft.catalog.names[name] for written, name in question.recognised if written in told)
    instead = [one.instead for one in names if one.instead in draft.catalog.components]
    left = _without(question, told.keys(), instead)
    about = list(dict.fromkeys(one for claim in claims for one in claim.about))
    told_of_all = not instead and set(about).issuperset(left.components)
    if left.undescribed or not told_of_all:
        draft.about(left)
        return None
    components = draft.catalog.components
    draft.lead_with(about)
    further = [Question("when_to_use", components=(one,)) for one in about if one in components]
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def _told(draft: Draft) -> dict[str, list[Claim]]:
    """Return the claims on names that have no others, by the names as written."""
    catalog = draft.catalog
    told = {
        written: catalog.claims_of(catalog.names[name].told)
        for written, name in draft.question.recognised
    }
    return {written: claims for written, claims in told.items() if claims}


def _without(question: Question, names: Collection[str], instead: Sequence[str]) -> Question:
    """Return what is asked besides these names, of what is there ``instead`` of them."""
    components = tuple(dict.fromkeys((*question.components, *instead)))
    unknown = tuple(one for one in question.unknown if one not in names)
    recognised = tuple(one for one in question.recognised if one[0] not in names)
    sides = len(components) + len(question.kinds) + len(question.topics) + len(unknown)
    weighed = question.intent == "compare" and sides > 1
    replaced = question.intent == "alternatives" and question.components
    kept = weighed or replaced or question.intent == "define"
    return replace(
        question,
        intent=question.intent if kept else "when_to_use",
        components=components if not replaced else question.components,
        unknown=unknown,
        recognised=recognised,
        closed=question.closed and bool(question.components),
    )
