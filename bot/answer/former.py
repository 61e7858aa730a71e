"""Names that a claim or two is all there is on: what they are, and what is there instead."""

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from bot.answer.draft import Draft
from bot.answer.facts import built_for
from bot.answer.model import Answer, Outcome
from bot.catalog.model import Catalog, Claim
from bot.catalog.wording import KnownName
from bot.question.model import Question

_ASKING_OF_NAMES = frozenset({"compare", "define", "when_to_use", "alternatives", "out_of_scope"})
_MIN_CHOICES = 2


def former_names(draft: Draft) -> Answer | None:
    """Tell what there is on such names; the draft is then about what is there instead of them.

    Return the answer if nothing else is asked.
    """
    told = _told(draft)
    question = _of_choices(draft, told.keys())
    if question.intent not in _ASKING_OF_NAMES or not told:
        return None
    claims = list(dict.fromkeys(claim for found in told.values() for claim in found))
    if question.intent == "compare":  # then when to take which comes first
        claims.sort(key=lambda claim: not claim.rests_on)
    for claim in claims:
        if not draft.repeats(claim):
            draft.state(claim)
    names = [draft.catalog.names[name] for written, name in question.recognised if written in told]
    instead = [one.instead for one in names if one.instead in draft.catalog.components]
    about = list(dict.fromkeys(one for claim in claims for one in claim.about))
    if question.intent == "alternatives" and not (instead or question.components or question.needs):
        instead = _nearest(draft.catalog, names, about)
    instead = [one for one in instead if not _extends_named(draft.catalog, question, one)]
    left = _without(question, told.keys(), instead)
    told_of_all = not instead and set(about).issuperset(left.components)
    if left.undescribed or not told_of_all:
        draft.about(left)
        return None
    components = draft.catalog.components
    draft.lead_with(about)
    further = [Question("when_to_use", components=(one,)) for one in about if one in components]
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def without_told(catalog: Catalog, question: Question, claims: Collection[Claim]) -> Question:
    """Return the question without the names that these claims tell of."""
    names = {
        written
        for written, name in question.recognised
        if any(one in claims for one in catalog.claims_of(catalog.names[name].told))
    }
    return replace(question, unknown=tuple(one for one in question.unknown if one not in names))


def _of_choices(draft: Draft, told: Collection[str]) -> Question:
    """Return the question; one for a kind that names what to choose from weighs those names.

    "Which broker, EMQX or HiveMQ?" compares them; "which cache with Mono?" doesn't ask of Mono.
    """
    question, catalog = draft.question, draft.catalog
    names = [catalog.names[name] for written, name in question.recognised if written in told]
    named = [one for one in names if any(_is_of(catalog, one, kind) for kind in question.kinds)]
    members = [
        one for one in question.components if any(catalog.is_a(one, k) for k in question.kinds)
    ]
    chosen = question.intent in {"recommend", "compare"}
    if not chosen or not named or len(named) + len(members) < _MIN_CHOICES:
        return question
    return replace(question, intent="compare", components=tuple(members), kinds=())


def _nearest(catalog: Catalog, names: Iterable[KnownName], about: Iterable[str]) -> list[str]:
    """Return the first that the claims set beside these names and that is of their class."""
    kinds = [kind for kind in catalog.kinds for one in names if _is_of(catalog, one, kind)]
    return [one for one in about if any(catalog.is_a(one, kind) for kind in kinds)][:1]


def _extends_named(catalog: Catalog, question: Question, one: str) -> bool:
    """Tell whether a component is built on one that is asked about: that is weighed already."""
    return one not in question.components and any(
        base in question.components and catalog.job(base) == catalog.job(one)
        for base in built_for(catalog, one)
    )


def _is_of(catalog: Catalog, name: KnownName, kind: str) -> bool:
    """Tell whether the class of a name is this kind: an "MQTT broker" is a broker."""
    known = catalog.kinds[kind]
    return any(name.what.endswith(text) for text in (known.name, *(a.text for a in known.aliases)))


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
